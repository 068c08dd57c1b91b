/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.bridge.expression.ForeignAggregate;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.host.Phase;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.ApproximatePercentile;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectList;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectSet;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeclarativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.Percentile;

/** Spark's own aggregate functions over our batches, state per group in Spark's own buffers. */
public final class SparkAggregates implements ForeignAggregates {
    private final List<ForeignAggregate> aggregates;

    /** The functions' children are bound to the columns of the measures' arguments. */
    public SparkAggregates(List<ForeignAggregate> aggregates) {
        this.aggregates = aggregates;
    }

    @Override
    public GroupStates create(int ordinal, Phase phase) {
        AggregateFunction function = aggregates.get(ordinal).aggregate().aggregateFunction();
        boolean isRaw = aggregates.get(ordinal).isRaw();
        if (function instanceof DeclarativeAggregate declarative) {
            return new BufferedStates(
                    new DeclarativeBuffer(declarative, phase),
                    () -> new DeclarativeBuffer(declarative, Phase.INTERMEDIATE_TO_INTERMEDIATE));
        }
        if (function instanceof ImperativeAggregate imperative) {
            Supplier<BufferedStates> sparks = () -> new BufferedStates(
                    new ImperativeBuffer(imperative, phase, isRaw),
                    () -> new ImperativeBuffer(imperative, Phase.INTERMEDIATE_TO_INTERMEDIATE, false));
            return inColumns(imperative, phase, sparks).orElseGet(sparks::get);
        }
        throw new IllegalArgumentException("an aggregate function that is neither: " + function.getClass());
    }

    /** States without an object of Spark's for each group; empty where there are none for the function and its types. */
    private static Optional<GroupStates> inColumns(
            ImperativeAggregate function, Phase phase, Supplier<BufferedStates> sparks) {
        if (function instanceof Percentile percentile) {
            return PercentileStates.of(percentile, phase, sparks::get);
        }
        if (function instanceof CollectList list) {
            return ListStates.of(list, phase);
        }
        if (function instanceof CollectSet set) {
            return SetStates.of(set, phase, sparks);
        }
        if (function instanceof ApproximatePercentile percentile) {
            return DigestStates.of(percentile, phase, sparks);
        }
        return Optional.empty();
    }
}
