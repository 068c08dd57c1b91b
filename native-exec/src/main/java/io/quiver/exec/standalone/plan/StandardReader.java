/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.plan;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.standalone.function.Guards;
import io.quiver.exec.standalone.function.StandardTypes;
import io.quiver.exec.standalone.function.Value;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.AggregateRel;
import io.substrait.proto.FetchRel;
import io.substrait.proto.FilterRel;
import io.substrait.proto.Plan;
import io.substrait.proto.PlanRel;
import io.substrait.proto.ProjectRel;
import io.substrait.proto.ReadRel;
import io.substrait.proto.Rel;
import io.substrait.proto.RelCommon;
import io.substrait.proto.SetRel;
import io.substrait.proto.SortField;
import io.substrait.proto.SortRel;
import io.substrait.proto.Type;
import java.util.ArrayList;
import java.util.List;

/** Reads the relations of a plan into the executor's nodes. Errors name what it cannot read. */
public final class StandardReader {
    private final Anchors anchors;
    private final StandardLiterals literals = new StandardLiterals();
    private final Guards guards = new Guards();
    private final List<PlanInput> inputs = new ArrayList<>();

    private StandardReader(Plan plan) {
        anchors = new Anchors(plan);
    }

    /**
     * Reads a plan with one root.
     *
     * @throws ExecutionException PLAN_UNSUPPORTED if something in it is not offered, PLAN_INVALID if it makes no sense
     */
    public static ReadPlan read(Plan plan) {
        List<PlanRel> relations = plan.getRelationsList();
        if (relations.size() != 1) {
            throw PlanFailures.unsupported("a plan of %d relations", relations.size());
        }
        StandardReader reader = new StandardReader(plan);
        PlanRel relation = relations.get(0);
        Relation root = reader.read(relation.hasRoot() ? relation.getRoot().getInput() : relation.getRel());
        List<String> names = new ArrayList<>(relation.getRoot().getNamesList());
        for (int i = names.size(); i < root.width(); i++) {
            names.add("column" + i);
        }
        if (names.size() != root.width()) {
            throw PlanFailures.invalid("%d names for %d columns", names.size(), root.width());
        }
        return new ReadPlan(root.node(), root.types(), names, reader.inputs, reader.guards);
    }

    private Relation read(Rel rel) {
        return switch (rel.getRelTypeCase()) {
            case READ -> emit(table(rel.getRead()), rel.getRead().getCommon());
            case FILTER -> emit(filter(rel.getFilter()), rel.getFilter().getCommon());
            case PROJECT -> emit(project(rel.getProject()), rel.getProject().getCommon());
            case AGGREGATE ->
                emit(aggregate(rel.getAggregate()), rel.getAggregate().getCommon());
            case SORT -> emit(sort(rel.getSort()), rel.getSort().getCommon());
            case FETCH -> emit(fetch(rel.getFetch()), rel.getFetch().getCommon());
            case JOIN ->
                emit(
                        joins(rel.getJoin().getLeft(), rel.getJoin().getRight()).read(rel.getJoin()),
                        rel.getJoin().getCommon());
            case HASH_JOIN ->
                emit(
                        joins(rel.getHashJoin().getLeft(), rel.getHashJoin().getRight())
                                .read(rel.getHashJoin()),
                        rel.getHashJoin().getCommon());
            case NESTED_LOOP_JOIN ->
                emit(
                        joins(
                                        rel.getNestedLoopJoin().getLeft(),
                                        rel.getNestedLoopJoin().getRight())
                                .read(rel.getNestedLoopJoin()),
                        rel.getNestedLoopJoin().getCommon());
            case CROSS ->
                emit(
                        joins(rel.getCross().getLeft(), rel.getCross().getRight())
                                .cross(),
                        rel.getCross().getCommon());
            case SET -> emit(set(rel.getSet()), rel.getSet().getCommon());
            default ->
                throw PlanFailures.unsupported(
                        "relation %s; offered are read, filter, project, aggregate, sort, fetch, join, hash_join,"
                                + " nested_loop_join, cross and set",
                        rel.getRelTypeCase());
        };
    }

    private static Relation emit(Relation relation, RelCommon common) {
        if (common.getAdvancedExtension().hasEnhancement()) {
            throw PlanFailures.unsupported("an enhancement of a relation");
        }
        if (!common.hasEmit()) {
            return relation;
        }
        return relation.project(common.getEmit().getOutputMappingList().stream()
                .map(relation::field)
                .toList());
    }

    private StandardExpressions over(Relation relation) {
        return new StandardExpressions(anchors, literals, guards, relation);
    }

    private Relation table(ReadRel rel) {
        List<Type> types = rel.getBaseSchema().getStruct().getTypesList();
        PlanInput input =
                switch (rel.getReadTypeCase()) {
                    case NAMED_TABLE ->
                        new PlanInput.Table(
                                String.join(".", rel.getNamedTable().getNamesList()),
                                rel.getBaseSchema().getNamesList(),
                                types);
                    case VIRTUAL_TABLE -> rows(rel.getVirtualTable());
                    default ->
                        throw PlanFailures.unsupported(
                                "a read of %s; offered are named tables and virtual tables", rel.getReadTypeCase());
                };
        Relation read = input(input, types);
        if (rel.hasFilter()) {
            read = read.over(new PlanNode.FilterNode(-1, read.node(), over(read).condition(rel.getFilter())));
        }
        if (!rel.hasProjection()) {
            return read;
        }
        List<Value> chosen = new ArrayList<>();
        for (io.substrait.proto.Expression.MaskExpression.StructItem item :
                rel.getProjection().getSelect().getStructItemsList()) {
            if (item.hasChild()) {
                throw PlanFailures.unsupported("a read of parts of a column");
            }
            chosen.add(read.field(item.getField()));
        }
        return read.project(chosen);
    }

    private Relation input(PlanInput input, List<Type> types) {
        List<ColumnType> columns = types.stream().map(StandardTypes::column).toList();
        inputs.add(input);
        return new Relation(new PlanNode.InputNode(-1, inputs.size() - 1, columns), types);
    }

    @SuppressWarnings("deprecation") // plans of other producers still have literals there
    private PlanInput rows(ReadRel.VirtualTable table) {
        List<List<Expression>> rows = new ArrayList<>();
        for (io.substrait.proto.Expression.Literal.Struct row : table.getValuesList()) {
            rows.add(row.getFieldsList().stream()
                    .map(literal -> literals.read(literal).expression())
                    .toList());
        }
        StandardExpressions constants = over(new Relation(new PlanNode.InputNode(-1, 0, List.of()), List.of()));
        for (io.substrait.proto.Expression.Nested.Struct row : table.getExpressionsList()) {
            rows.add(constants.readAll(row.getFieldsList()).stream()
                    .map(Value::expression)
                    .toList());
        }
        return new PlanInput.Rows(rows);
    }

    private Relation filter(FilterRel rel) {
        Relation input = read(rel.getInput());
        return input.over(new PlanNode.FilterNode(-1, input.node(), over(input).condition(rel.getCondition())));
    }

    private Relation project(ProjectRel rel) {
        Relation input = read(rel.getInput());
        List<Value> columns = new ArrayList<>(input.fields());
        columns.addAll(over(input).readAll(rel.getExpressionsList()));
        return input.project(columns);
    }

    private Relation aggregate(AggregateRel rel) {
        Relation input = read(rel.getInput());
        return new StandardAggregates(anchors, over(input), input).read(rel);
    }

    private Relation sort(SortRel rel) {
        Relation input = read(rel.getInput());
        StandardExpressions expressions = over(input);
        List<SortKey> keys = rel.getSortsList().stream()
                .map(field -> key(field, expressions))
                .toList();
        return input.over(new PlanNode.SortNode(-1, input.node(), keys));
    }

    private static SortKey key(SortField field, StandardExpressions expressions) {
        Expression key = expressions.read(field.getExpr()).expression();
        return switch (field.getDirection()) {
            case SORT_DIRECTION_ASC_NULLS_FIRST -> new SortKey(key, true, true);
            case SORT_DIRECTION_ASC_NULLS_LAST -> new SortKey(key, true, false);
            case SORT_DIRECTION_DESC_NULLS_FIRST -> new SortKey(key, false, true);
            case SORT_DIRECTION_DESC_NULLS_LAST -> new SortKey(key, false, false);
            case SORT_DIRECTION_CLUSTERED, SORT_DIRECTION_UNSPECIFIED, UNRECOGNIZED ->
                throw PlanFailures.unsupported("sort direction %s", field.getDirection());
        };
    }

    @SuppressWarnings("deprecation") // plans have numbers there, or expressions
    private Relation fetch(FetchRel rel) {
        Relation input = read(rel.getInput());
        long offset = rel.hasOffsetExpr() ? constant(rel.getOffsetExpr(), 0) : rel.getOffset();
        long count = rel.hasCountExpr() ? constant(rel.getCountExpr(), -1) : rel.hasCount() ? rel.getCount() : -1;
        if (offset < 0 || count < -1) {
            throw PlanFailures.invalid("a fetch of %d rows after %d", count, offset);
        }
        if (count >= 0 && input.node() instanceof PlanNode.SortNode sort) {
            return input.over(new PlanNode.TopNNode(-1, sort.input(), sort.keys(), offset, count));
        }
        return input.over(new PlanNode.LimitNode(-1, input.node(), offset, count < 0 ? Long.MAX_VALUE : count));
    }

    private long constant(io.substrait.proto.Expression expression, long otherwise) {
        if (expression.hasLiteral()
                && literals.read(expression.getLiteral()).expression() instanceof Expression.Literal literal) {
            if (literal.value() == null) {
                return otherwise;
            }
            if (literal.value() instanceof Number number) {
                return number.longValue();
            }
        }
        throw PlanFailures.unsupported("a fetch whose numbers are no literals");
    }

    private StandardJoins joins(Rel left, Rel right) {
        return new StandardJoins(read(left), read(right), this::over);
    }

    private Relation set(SetRel rel) {
        List<Relation> relations = rel.getInputsList().stream().map(this::read).toList();
        if (relations.isEmpty()) {
            throw PlanFailures.invalid("a set operation over nothing");
        }
        Relation first = relations.get(0);
        for (Relation relation : relations) {
            if (!relation.node().types().equals(first.node().types())) {
                throw PlanFailures.invalid(
                        "a set operation over %s and %s",
                        first.node().types(), relation.node().types());
            }
        }
        Relation all =
                input(new PlanInput.Union(relations.stream().map(Relation::node).toList()), first.types());
        return switch (rel.getOp()) {
            case SET_OP_UNION_ALL -> all;
            case SET_OP_UNION_DISTINCT -> StandardAggregates.distinct(all);
            default -> throw PlanFailures.unsupported("set operation %s; offered are the unions", rel.getOp());
        };
    }

    /** Like {@link #read(Plan)}, from the bytes of a plan. */
    public static ReadPlan read(byte[] bytes) {
        com.google.protobuf.CodedInputStream stream = com.google.protobuf.CodedInputStream.newInstance(bytes);
        stream.setRecursionLimit(RECURSION_LIMIT);
        try {
            return read(Plan.parseFrom(stream));
        } catch (java.io.IOException e) {
            throw new ExecutionException(ErrorCode.PLAN_INVALID, "the bytes are no Substrait plan", e);
        }
    }

    /** Protobuf's own limit of 100 fails on expressions of 31 levels. */
    private static final int RECURSION_LIMIT = 10_000;
}
