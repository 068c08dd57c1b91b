/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.aggregate;

import io.quiver.bridge.support.Capabilities;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import scala.Option;

/**
 * The first of the four aggregations that Spark plans for functions of distinct values beside others: by the query's keys and the values. The
 * second merges by the same, the third and the fourth by the query's keys alone. Source: AggUtils.planAggregateWithOneDistinct, Spark 4.1.3.
 */
final class DistinctValues {
    private DistinctValues() {}

    /**
     * How many of the keys are the query's, where the others are values and the functions beside may be put together in any order.
     *
     * @param stock one whose groups are grouped again by what follows
     */
    static Optional<Integer> queryKeys(
            SparkPlan stock, List<AggregateExpression> aggregates, GroupKeys keys, Capabilities capabilities) {
        Option<LogicalPlan> query = stock.logicalLink();
        if (aggregates.isEmpty()
                || keys.firstCount() > 0
                || query.isEmpty()
                || !(query.get() instanceof Aggregate logical)
                || !aggregates.stream().allMatch(aggregate -> AnyOrder.givesTheSame(aggregate, capabilities))) {
            return Optional.empty();
        }
        int queryKeys = logical.groupingExpressions().size();
        if (queryKeys >= keys.identities().size()) {
            return Optional.empty();
        }
        int distinct = Set.copyOf(keys.identities().subList(0, queryKeys)).size();
        return distinct < keys.distinct().size() ? Optional.of(distinct) : Optional.empty();
    }
}
