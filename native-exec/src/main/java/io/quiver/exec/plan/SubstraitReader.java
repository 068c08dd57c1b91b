/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import com.google.protobuf.Any;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Int32Value;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StringValue;
import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.AdvancedExtension;
import io.substrait.proto.AggregateRel;
import io.substrait.proto.ConsistentPartitionWindowRel;
import io.substrait.proto.ExpandRel;
import io.substrait.proto.ExtensionSingleRel;
import io.substrait.proto.FetchRel;
import io.substrait.proto.FilterRel;
import io.substrait.proto.JoinRel;
import io.substrait.proto.Plan;
import io.substrait.proto.ProjectRel;
import io.substrait.proto.ReadRel;
import io.substrait.proto.Rel;
import io.substrait.proto.RelCommon;
import io.substrait.proto.SortField;
import io.substrait.proto.SortRel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads Substrait plans of the dialect (docs/substrait-dialect.md) into plan nodes. It works on the protobuf messages:
 * functions then need no catalogue, and a first plan costs half of what it would through the library's object model.
 */
public final class SubstraitReader {
    /** Protobuf's own limit of 100 fails on expressions of 31 levels; the bridge writes up to 100, other producers more. */
    private static final int RECURSION_LIMIT = 10_000;

    private static final String INPUT = "$input";
    private static final String TABLE = "$table";
    private static final String OPERATOR = "op:";

    /** An optimization without content: ties of a sort are as Spark's radix sort leaves them. */
    private static final String NULLS_TAKE_TURNS = Extensions.SPARK + "/nulls_take_turns";

    /** An optimization without content: groups with a null among their keys come out after the others. */
    private static final String NULL_KEYS_LAST = Extensions.SPARK + "/null_keys_last";

    /** An optimization: a StringValue with the name of an {@link UngroupedRows}. */
    private static final String UNGROUPED_ROWS = Extensions.SPARK + "/ungrouped_rows";

    /** An optimization of an aggregation whose measures are put together by the first keys in the end: how many these are. */
    private static final String MEASURES_BY_FIRST_KEYS = Extensions.SPARK + "/measures_by_first_keys";

    private final Extensions extensions;
    private final TypeReader types;
    private final LiteralReader literals;

    private SubstraitReader(Plan plan) {
        extensions = new Extensions(plan);
        types = new TypeReader(extensions);
        literals = new LiteralReader(types);
    }

    /**
     * Reads a serialised plan.
     *
     * @throws ExecutionException PLAN_UNSUPPORTED where it is outside the dialect, PLAN_INVALID where it makes no sense
     */
    public static PlanNode read(byte[] bytes) {
        Plan plan = parse(bytes);
        if (plan.getRelationsCount() != 1 || !plan.getRelations(0).hasRoot()) {
            throw PlanFailures.unsupported("a plan of other than one root");
        }
        Layout root =
                new SubstraitReader(plan).read(plan.getRelations(0).getRoot().getInput());
        if (root.fields().stream().anyMatch(Layout.Field::isState)) {
            throw PlanFailures.unsupported("aggregation state as a struct in the result");
        }
        return root.node();
    }

    private static Plan parse(byte[] bytes) {
        CodedInputStream stream = CodedInputStream.newInstance(bytes);
        stream.setRecursionLimit(RECURSION_LIMIT);
        try {
            return Plan.parseFrom(stream);
        } catch (IOException e) {
            throw new ExecutionException(ErrorCode.PLAN_INVALID, "the bytes are no Substrait plan", e);
        }
    }

    private Layout read(Rel rel) {
        return switch (rel.getRelTypeCase()) {
            case READ -> emit(input(rel.getRead()), rel.getRead().getCommon());
            case FILTER -> filterOrLimit(rel.getFilter());
            case PROJECT -> project(rel.getProject());
            case AGGREGATE ->
                emit(aggregate(rel.getAggregate()), rel.getAggregate().getCommon());
            case SORT -> emit(sort(rel.getSort()), rel.getSort().getCommon());
            case FETCH -> emit(fetch(rel.getFetch()), rel.getFetch().getCommon());
            case EXPAND -> emit(expand(rel.getExpand()), rel.getExpand().getCommon());
            case EXTENSION_SINGLE -> extension(rel.getExtensionSingle());
            case JOIN -> emit(join(rel.getJoin()), rel.getJoin().getCommon());
            case WINDOW -> emit(window(rel.getWindow()), rel.getWindow().getCommon());
            default -> throw PlanFailures.unsupported("relation of kind %s", rel.getRelTypeCase());
        };
    }

    /** Applies the choice of output fields that any relation may carry. */
    private Layout emit(Layout relation, RelCommon common) {
        if (common.getAdvancedExtension().hasEnhancement()) {
            throw PlanFailures.unsupported("enhancement of a relation");
        }
        if (!common.hasEmit()) {
            return relation;
        }
        List<Expression> columns = new ArrayList<>();
        List<Layout.Field> fields = new ArrayList<>();
        for (int ordinal : common.getEmit().getOutputMappingList()) {
            if (ordinal < 0 || ordinal >= relation.fields().size()) {
                throw PlanFailures.invalid(
                        "field %d of %d is put out", ordinal, relation.fields().size());
            }
            Layout.Field field = relation.fields().get(ordinal);
            fields.add(new Layout.Field(columns.size(), field.columns(), field.isState()));
            for (int i = field.first(); i < field.first() + field.columns(); i++) {
                columns.add(new Expression.FieldReference(i, relation.type(i)));
            }
        }
        return new Layout(projection(-1, relation.node(), columns), fields);
    }

    /**
     * A projection. With a filter on a rank that nobody else sees, it is a group limit. Where it would hand on its input
     * unchanged and nobody asks for its metrics, it is the input.
     */
    private static PlanNode projection(int operatorId, PlanNode input, List<Expression> columns) {
        boolean isIdentity = columns.size() == input.types().size();
        for (int i = 0; isIdentity && i < columns.size(); i++) {
            isIdentity = columns.get(i) instanceof Expression.FieldReference reference && reference.ordinal() == i;
        }
        Optional<PlanNode> groupLimit = GroupLimits.of(operatorId, input, columns);
        if (groupLimit.isPresent()) {
            return groupLimit.get();
        }
        return isIdentity && operatorId < 0 ? input : new PlanNode.ProjectNode(operatorId, input, columns);
    }

    /** The number that the plan's author gave the operator; -1 for relations that are only part of one. */
    private static int operatorId(RelCommon common) {
        String alias = common.getHint().getAlias();
        if (!alias.startsWith(OPERATOR)) {
            return -1;
        }
        try {
            return Integer.parseInt(alias.substring(OPERATOR.length()));
        } catch (NumberFormatException e) {
            throw PlanFailures.invalid("operator number in hint %s", alias);
        }
    }

    private ExpressionReader expressions(Layout input) {
        return new ExpressionReader(extensions, types, literals, input);
    }

    private Layout input(ReadRel rel) {
        List<String> names = rel.getNamedTable().getNamesList();
        if (names.size() != 2 || !(names.get(0).equals(INPUT) || names.get(0).equals(TABLE))) {
            throw PlanFailures.unsupported(
                    "a read of other than [\"%s\", k] and [\"%s\", k]: %s %s",
                    INPUT, TABLE, rel.getReadTypeCase(), names);
        }
        if (rel.hasFilter() || rel.hasProjection() || rel.getAdvancedExtension().hasEnhancement()) {
            throw PlanFailures.unsupported("a filter or projection within a read");
        }
        int ordinal = inputNumber(names.get(1));
        List<ColumnType> columns = types.read(rel.getBaseSchema().getStruct().getTypesList());
        return Layout.of(
                names.get(0).equals(TABLE)
                        ? new PlanNode.TableNode(ordinal, columns)
                        : new PlanNode.InputNode(operatorId(rel.getCommon()), ordinal, columns));
    }

    private static int inputNumber(String name) {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            throw PlanFailures.invalid("input number %s", name);
        }
    }

    private Layout join(JoinRel rel) {
        Layout left = read(rel.getLeft());
        Layout right = read(rel.getRight());
        return new JoinReader(extensions, types, literals, left, right).read(rel, operatorId(rel.getCommon()));
    }

    private Layout extension(ExtensionSingleRel rel) {
        return new ExtensionReader(extensions, types, literals, read(rel.getInput()))
                .read(rel, operatorId(rel.getCommon()));
    }

    private Layout window(ConsistentPartitionWindowRel rel) {
        refuse(rel.getAdvancedExtension().hasEnhancement());
        Layout input = read(rel.getInput());
        ExpressionReader expressions = expressions(input);
        List<Expression> partitionKeys = expressions.readAll(rel.getPartitionExpressionsList());
        List<SortKey> orderKeys = rel.getSortsList().stream()
                .map(field -> key(field, expressions))
                .toList();
        WindowReader reader = new WindowReader(extensions, types, expressions, orderKeys.size());
        PlanNode node = new PlanNode.WindowNode(
                operatorId(rel.getCommon()),
                input.node(),
                partitionKeys,
                orderKeys,
                rel.getWindowFunctionsList().stream().map(reader::read).toList());
        List<Layout.Field> fields = new ArrayList<>(input.fields());
        for (int i = input.node().types().size(); i < node.types().size(); i++) {
            fields.add(new Layout.Field(i, 1, false));
        }
        return new Layout(node, fields);
    }

    /** Reads a filter, or the group limit that it is together with the window below it. */
    private Layout filterOrLimit(FilterRel rel) {
        Layout filter = emit(filter(rel), rel.getCommon());
        return filter.over(GroupLimits.passing(filter.node(), ungrouped(rel.getAdvancedExtension())));
    }

    private Layout filter(FilterRel rel) {
        refuse(rel.getAdvancedExtension().hasEnhancement());
        Layout input = read(rel.getInput());
        return input.over(new PlanNode.FilterNode(
                operatorId(rel.getCommon()), input.node(), expressions(input).read(rel.getCondition())));
    }

    /** Substrait's projection is the input's fields followed by the expressions. Emit says which of them go out. */
    private Layout project(ProjectRel rel) {
        refuse(rel.getAdvancedExtension().hasEnhancement()
                || rel.getCommon().getAdvancedExtension().hasEnhancement());
        Layout input = read(rel.getInput());
        ExpressionReader expressions = expressions(input);
        int width = input.fields().size();
        List<Expression> columns = new ArrayList<>();
        if (!rel.getCommon().hasEmit()) {
            for (int i = 0; i < width; i++) {
                columns.add(field(input, i));
            }
            columns.addAll(expressions.readAll(rel.getExpressionsList()));
        }
        for (int ordinal : rel.getCommon().getEmit().getOutputMappingList()) {
            if (ordinal < 0 || ordinal >= width + rel.getExpressionsCount()) {
                throw PlanFailures.invalid("field %d of %d is put out", ordinal, width + rel.getExpressionsCount());
            }
            columns.add(
                    ordinal < width ? field(input, ordinal) : expressions.read(rel.getExpressions(ordinal - width)));
        }
        return Layout.of(projection(operatorId(rel.getCommon()), input.node(), columns));
    }

    private static Expression field(Layout input, int ordinal) {
        Layout.Field field = input.fields().get(ordinal);
        if (field.isState()) {
            throw PlanFailures.unsupported("a projection that hands on aggregation state as a struct");
        }
        return new Expression.FieldReference(field.first(), input.type(field.first()));
    }

    private Layout aggregate(AggregateRel rel) {
        refuse(rel.getAdvancedExtension().hasEnhancement());
        Layout input = read(rel.getInput());
        ExpressionReader expressions = expressions(input);
        List<Expression> keys = keys(rel, expressions);
        MeasureReader reader = new MeasureReader(extensions, types, expressions);
        List<Measure> measures =
                rel.getMeasuresList().stream().map(reader::read).toList();
        List<Layout.Field> fields = new ArrayList<>();
        int column = 0;
        for (; column < keys.size(); column++) {
            fields.add(new Layout.Field(column, 1, false));
        }
        for (Measure measure : measures) {
            int columns = measure.outputTypes().size();
            fields.add(new Layout.Field(column, columns, measure.phase().writesState()));
            column += columns;
        }
        return new Layout(
                new PlanNode.AggregateNode(
                        operatorId(rel.getCommon()),
                        input.node(),
                        keys,
                        measures,
                        keys.isEmpty(),
                        Extensions.optimization(rel.getAdvancedExtension(), NULL_KEYS_LAST)
                                .isPresent(),
                        ungrouped(rel.getAdvancedExtension()),
                        firstKeyCount(rel, keys.size())),
                fields);
    }

    private static UngroupedRows ungrouped(AdvancedExtension extension) {
        Optional<Any> optimization = Extensions.optimization(extension, UNGROUPED_ROWS);
        if (optimization.isEmpty()) {
            return UngroupedRows.NONE;
        }
        try {
            return UngroupedRows.valueOf(
                    StringValue.parseFrom(optimization.get().getValue()).getValue());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw PlanFailures.invalid("ungrouped rows %s", optimization.get().getValue());
        }
    }

    private static int firstKeyCount(AggregateRel rel, int keyCount) {
        int count = Extensions.optimization(rel.getAdvancedExtension(), MEASURES_BY_FIRST_KEYS)
                .map(optimization -> number(optimization, "first keys of an aggregation"))
                .orElse(keyCount);
        if (count < 0 || count > keyCount) {
            throw PlanFailures.invalid("first keys of an aggregation: %d", count);
        }
        return count;
    }

    private static List<Expression> keys(AggregateRel rel, ExpressionReader expressions) {
        if (rel.getGroupingsCount() > 1) {
            throw PlanFailures.unsupported("grouping sets");
        }
        List<Expression> keys = new ArrayList<>();
        for (AggregateRel.Grouping grouping : rel.getGroupingsList()) {
            for (int reference : grouping.getExpressionReferencesList()) {
                if (reference >= rel.getGroupingExpressionsCount()) {
                    throw PlanFailures.invalid("grouping expression %d", reference);
                }
                keys.add(expressions.read(rel.getGroupingExpressions(reference)));
            }
        }
        return keys;
    }

    private Layout sort(SortRel rel) {
        refuse(rel.getAdvancedExtension().hasEnhancement());
        Layout input = read(rel.getInput());
        ExpressionReader expressions = expressions(input);
        List<SortKey> keys = rel.getSortsList().stream()
                .map(field -> key(field, expressions))
                .toList();
        int rangesOfTurns = Extensions.optimization(rel.getAdvancedExtension(), NULLS_TAKE_TURNS)
                .map(optimization -> number(optimization, "ranges of a sort"))
                .orElse(0);
        return input.over(new PlanNode.SortNode(operatorId(rel.getCommon()), input.node(), keys, rangesOfTurns));
    }

    private static int number(Any optimization, String what) {
        try {
            return Int32Value.parseFrom(optimization.getValue()).getValue();
        } catch (InvalidProtocolBufferException e) {
            throw PlanFailures.invalid("%s: %s", what, optimization.getValue());
        }
    }

    static SortKey key(SortField field, ExpressionReader expressions) {
        Expression expression = expressions.read(field.getExpr());
        return switch (field.getDirection()) {
            case SORT_DIRECTION_ASC_NULLS_FIRST -> new SortKey(expression, true, true);
            case SORT_DIRECTION_ASC_NULLS_LAST -> new SortKey(expression, true, false);
            case SORT_DIRECTION_DESC_NULLS_FIRST -> new SortKey(expression, false, true);
            case SORT_DIRECTION_DESC_NULLS_LAST -> new SortKey(expression, false, false);
            case SORT_DIRECTION_CLUSTERED, SORT_DIRECTION_UNSPECIFIED, UNRECOGNIZED ->
                throw PlanFailures.unsupported("sort direction %s", field.getDirection());
        };
    }

    /** A limit over a sort that is no operator of its own is a top-n. */
    @SuppressWarnings("deprecation") // what the library writes
    private Layout fetch(FetchRel rel) {
        refuse(rel.getAdvancedExtension().hasEnhancement() || rel.hasOffsetExpr() || rel.hasCountExpr());
        Layout input = read(rel.getInput());
        int operatorId = operatorId(rel.getCommon());
        long offset = rel.getOffset();
        long count = rel.hasCount() && rel.getCount() >= 0 ? rel.getCount() : Long.MAX_VALUE;
        if (input.node() instanceof PlanNode.SortNode sort && sort.operatorId() < 0 && count < Long.MAX_VALUE) {
            return input.over(new PlanNode.TopNNode(operatorId, sort.input(), sort.keys(), offset, count));
        }
        return input.over(new PlanNode.LimitNode(operatorId, input.node(), offset, count));
    }

    private Layout expand(ExpandRel rel) {
        Layout input = read(rel.getInput());
        ExpressionReader expressions = expressions(input);
        List<List<Expression>> projections = new ArrayList<>();
        for (ExpandRel.ExpandField field : rel.getFieldsList()) {
            List<Expression> duplicates =
                    expressions.readAll(field.getSwitchingField().getDuplicatesList());
            if (!field.hasSwitchingField() || (!projections.isEmpty() && projections.size() != duplicates.size())) {
                throw PlanFailures.unsupported("an expansion whose fields do not all switch alike");
            }
            for (int i = 0; i < duplicates.size(); i++) {
                if (projections.size() <= i) {
                    projections.add(new ArrayList<>());
                }
                projections.get(i).add(duplicates.get(i));
            }
        }
        if (projections.isEmpty()) {
            throw PlanFailures.invalid("an expansion without fields");
        }
        return Layout.of(new PlanNode.ExpandNode(operatorId(rel.getCommon()), input.node(), projections));
    }

    private static void refuse(boolean hasUnknown) {
        if (hasUnknown) {
            throw PlanFailures.unsupported("an enhancement, or a limit that is an expression");
        }
    }
}
