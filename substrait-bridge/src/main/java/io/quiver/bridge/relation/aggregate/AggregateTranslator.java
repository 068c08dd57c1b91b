/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.aggregate;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.relation.Expressions;
import io.quiver.bridge.relation.GroupOrder;
import io.quiver.bridge.relation.MeasureKeys;
import io.quiver.bridge.relation.NullAware;
import io.quiver.bridge.relation.RelationContext;
import io.quiver.bridge.relation.RelationInput;
import io.quiver.bridge.relation.RelationTranslator;
import io.quiver.bridge.relation.UngroupedInput;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.spark.compat.Scala;
import io.substrait.expression.Expression;
import io.substrait.expression.FieldReference;
import io.substrait.extension.AdvancedExtension;
import io.substrait.relation.Aggregate;
import io.substrait.relation.ImmutableAggregate;
import io.substrait.relation.Rel;
import io.substrait.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Partial$;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.execution.aggregate.SortAggregateExec;

/**
 * Translates Spark's three aggregations (hash, object hash, sort) to one Aggregate, each measure in its own phase, with a
 * projection above. The projection returns state columns in Spark's layout if the operator writes state, else Spark's result
 * expressions.
 */
public final class AggregateTranslator<P extends org.apache.spark.sql.execution.SparkPlan>
        implements RelationTranslator<P> {
    @Override
    public Rel translate(P plan, List<RelationInput> inputs, RelationContext context) {
        BaseAggregateExec stock = (BaseAggregateExec) plan;
        RelationInput input = inputs.get(0);
        if (stock.isStreaming()) {
            throw new Untranslatable(Reason.OPERATOR_FORM, "an aggregation of a stream");
        }
        ExpressionTranslator expressions = context.expressions(input.output());
        List<NamedExpression> grouping = Scala.list(stock.groupingExpressions());
        List<AggregateExpression> aggregates = Scala.list(stock.aggregateExpressions());
        GroupKeys keys = GroupKeys.of(grouping, expressions);

        ImmutableAggregate.Builder builder =
                Aggregate.builder().input(input.rel()).hint(context.hint());
        if (!grouping.isEmpty()) {
            builder.addGroupings(Aggregate.Grouping.builder()
                    .addAllExpressions(keys.distinct())
                    .build());
        }
        AggregateBuffers buffers = AggregateBuffers.of(stock);
        builder.addAllMeasures(MeasureTranslator.translateAll(keys.firsts(), input, expressions, buffers, Set.of()));
        List<AdvancedExtension.Optimization> optimizations = new ArrayList<>();
        if (FirstHashMap.leavesOutNulls(stock)) {
            optimizations.add(GroupOrder.NULL_KEYS_LAST);
        }
        // Errors of results come in the order of the groups.
        boolean isInAnyOrder =
                !context.countsOnOrder() && writesState(aggregates) && AnyOrder.isTakenBy(plan, context.capabilities());
        boolean mayPass = isInAnyOrder || !(stock instanceof SortAggregateExec);
        if (context.ungrouped() != UngroupedInput.NONE && mayPass && isGroupedAgain(stock)) {
            optimizations.add(context.ungrouped());
            DistinctValues.queryKeys(plan, aggregates, keys, context.capabilities())
                    .ifPresent(queryKeys -> optimizations.add(new MeasureKeys(queryKeys)));
        }
        if (!optimizations.isEmpty()) {
            builder.extension(AdvancedExtension.<AdvancedExtension.Optimization, NullAware>builder()
                    .addAllOptimizations(optimizations)
                    .build());
        }
        List<NamedExpression> results = Scala.list(stock.resultExpressions());
        Set<ExprId> raw = writesState(aggregates) ? Set.of() : RawResults.of(stock, results);
        builder.addAllMeasures(MeasureTranslator.translateAll(aggregates, input, expressions, buffers, raw));
        Aggregate aggregate = builder.build();
        List<Expression> columns = columns(aggregate, keys);
        Rel ordered = plan instanceof SortAggregateExec && !isInAnyOrder ? keys.inOrder(aggregate, context) : aggregate;
        Rel grouped =
                RelationContext.isIdentity(ordered, columns) ? ordered : RelationContext.project(ordered, columns);
        if (writesState(aggregates)) {
            return grouped;
        }
        List<Attribute> attributes = new ArrayList<>();
        grouping.forEach(key -> attributes.add(key.toAttribute()));
        attributes.addAll(Scala.<Attribute>list(stock.aggregateAttributes()));
        return raw.isEmpty()
                ? results(results, attributes, grouped, context)
                : RawResults.project(results, grouped, context.expressions(attributes));
    }

    /**
     * Whether another aggregation by the same keys follows, so that a group may come in parts. An aggregation without functions
     * differs from the one that follows only in the distribution that it requires. Source: AggUtils of Spark 4.1.3.
     */
    private static boolean isGroupedAgain(BaseAggregateExec stock) {
        return !stock.groupingExpressions().isEmpty()
                && stock.requiredChildDistributionExpressions().isEmpty()
                && Scala.<AggregateExpression>list(stock.aggregateExpressions()).stream()
                        .allMatch(aggregate -> aggregate.mode() == Partial$.MODULE$);
    }

    /** Whether the node writes state; Spark plans nodes that write either state or results. */
    private static boolean writesState(List<AggregateExpression> aggregates) {
        long writers = aggregates.stream()
                .filter(aggregate -> MeasureTranslator.writesState(aggregate.mode()))
                .count();
        if (writers > 0 && writers < aggregates.size()) {
            throw new Untranslatable(Reason.OPERATOR_FORM, "an aggregation that puts out both state and results");
        }
        return writers > 0;
    }

    /** The aggregate's columns in Spark's layout: every key, then every state column or result. */
    private static List<Expression> columns(Aggregate aggregate, GroupKeys keys) {
        List<Expression> columns = new ArrayList<>();
        for (int key = 0; key < keys.keys().size(); key++) {
            columns.add(RelationContext.column(aggregate, keys.column(key)));
        }
        int firstMeasure = keys.distinct().size();
        for (int i = keys.firstCount(); i < aggregate.getMeasures().size(); i++) {
            FieldReference measure = RelationContext.column(aggregate, firstMeasure + i);
            boolean isState = MeasureTranslator.writesState(
                    aggregate.getMeasures().get(i).getFunction().aggregationPhase());
            if (isState) {
                for (int field = 0;
                        field < ((Type.Struct) measure.getType()).fields().size();
                        field++) {
                    columns.add(measure.dereferenceStruct(field));
                }
            } else {
                columns.add(measure);
            }
        }
        return columns;
    }

    /** Follows AggregationIterator.generateResultProjection, Spark 4.1.3. */
    private static Rel results(
            List<NamedExpression> results, List<Attribute> attributes, Rel grouped, RelationContext context) {
        List<Expression> columns = context.expressions(attributes).translateAll(Expressions.of(results));
        return RelationContext.isIdentity(grouped, columns) ? grouped : RelationContext.project(grouped, columns);
    }
}
