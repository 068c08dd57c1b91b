/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.aggregate;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.execution.CollapseCodegenStages;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.execution.aggregate.ObjectHashAggregateExec;
import org.apache.spark.sql.execution.aggregate.SortAggregateExec;
import org.apache.spark.sql.internal.SQLConf;

/**
 * How the stock operator keeps the state of its groups, which determines possible intermediate values.
 *
 * @param areObjects whether decimals are objects, which may temporarily exceed the range of their type; an unsafe row turns such
 *     a decimal into null at each row
 * @param sortedAfter number of groups after which the operator sorts further rows; negative for never
 */
record AggregateBuffers(boolean areObjects, int sortedAfter) {
    private static final int NEVER = -1;

    /** Source: createNewAggregationBuffer, newBuffer, doProduceWithoutKeys of the three operators, Spark 4.1.3. */
    static AggregateBuffers of(BaseAggregateExec stock) {
        boolean keyless = stock.groupingExpressions().isEmpty();
        if (stock instanceof ObjectHashAggregateExec) {
            return new AggregateBuffers(true, keyless ? NEVER : SQLConf.get().objectAggSortBasedFallbackThreshold());
        }
        if (stock instanceof SortAggregateExec sort) {
            return new AggregateBuffers(!hasMutableState(sort) || (keyless && isGenerated(sort)), NEVER);
        }
        return new AggregateBuffers(keyless && isGenerated((HashAggregateExec) stock), NEVER);
    }

    private static boolean hasMutableState(BaseAggregateExec stock) {
        return Scala.<AggregateExpression>list(stock.aggregateExpressions()).stream()
                .flatMap(aggregate ->
                        Scala.<AttributeReference>list(
                                aggregate.aggregateFunction().aggBufferAttributes())
                                .stream())
                .allMatch(attribute -> UnsafeRow.isMutable(attribute.dataType()));
    }

    /** Whether Spark generates code for the operator and so keeps its state in local variables. Asks Spark's own rule. */
    static boolean isGenerated(SparkPlan stock) {
        List<SparkPlan> children = new ArrayList<>();
        Scala.<SparkPlan>list(stock.children())
                .forEach(child -> children.add(SparkApi.get().emptyTable(child.output())));
        SparkPlan alone = (SparkPlan) stock.withNewChildren(Scala.seq(children));
        return new CollapseCodegenStages(new AtomicInteger()).apply(alone) instanceof WholeStageCodegenExec;
    }
}
