/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.bridge.expression.ForeignAggregate;
import io.quiver.exec.expression.HostWork;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.host.Phase;
import io.quiver.spark.compat.SparkApi;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.ApproximatePercentile;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectList;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectSet;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeclarativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.Final$;
import org.apache.spark.sql.catalyst.expressions.aggregate.HyperLogLogPlusPlus;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.PartialMerge$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Percentile;

/** Runs Spark's own aggregate functions over batches, with one state per group in Spark's own buffers. */
public final class SparkAggregates implements ForeignAggregates {
    private final List<ForeignAggregate> aggregates;

    /** The functions' children are bound to the columns of the measures' arguments. */
    public SparkAggregates(List<ForeignAggregate> aggregates) {
        this.aggregates = aggregates;
    }

    @Override
    public GroupStates create(int ordinal, Phase phase) {
        return create(ordinal, phase, HostWork.UNHEARD);
    }

    @Override
    public GroupStates create(int ordinal, Phase phase, HostWork work) {
        AggregateFunction function = aggregates.get(ordinal).aggregate().aggregateFunction();
        boolean isRaw = aggregates.get(ordinal).isRaw();
        if (function instanceof DeclarativeAggregate declarative) {
            return new BufferedStates(
                    new DeclarativeBuffer(declarative, phase),
                    () -> new DeclarativeBuffer(declarative, Phase.INTERMEDIATE_TO_INTERMEDIATE),
                    work);
        }
        if (function instanceof ImperativeAggregate imperative) {
            Supplier<BufferedStates> sparks = () -> new BufferedStates(
                    new ImperativeBuffer(imperative, phase, isRaw),
                    () -> new ImperativeBuffer(imperative, Phase.INTERMEDIATE_TO_INTERMEDIATE, false),
                    work);
            return inColumns(imperative, phase, sparks).orElseGet(sparks::get);
        }
        throw new IllegalArgumentException("an aggregate function that is neither: " + function.getClass());
    }

    /** Whether rows enter the states of a bound function a column at a time. Merging of states may still use Spark's code. */
    public static boolean isOverColumns(AggregateExpression bound) {
        AggregateFunction function = bound.aggregateFunction();
        boolean readsState = bound.mode() == PartialMerge$.MODULE$ || bound.mode() == Final$.MODULE$;
        return function instanceof ImperativeAggregate imperative
                && (readsState ? mergesColumns(imperative) : takesColumns(imperative));
    }

    private static boolean takesColumns(ImperativeAggregate function) {
        return mergesColumns(function)
                || (function instanceof ApproximatePercentile percentile && DigestStates.takes(percentile));
    }

    private static boolean mergesColumns(ImperativeAggregate function) {
        boolean isPercentile = function instanceof Percentile && !SparkApi.get().computesOtherwise(function);
        return (isPercentile && PercentileStates.takes((Percentile) function))
                || (function instanceof CollectList list && ListStates.takes(list))
                || (function instanceof CollectSet set && SetStates.takes(set))
                || (function instanceof HyperLogLogPlusPlus counts && HyperLogLogStates.takes(counts));
    }

    /** States without a Spark object per group; empty if the function or its types have none. */
    private static Optional<GroupStates> inColumns(
            ImperativeAggregate function, Phase phase, Supplier<BufferedStates> sparks) {
        if (phase.readsState() ? !mergesColumns(function) : !takesColumns(function)) {
            return Optional.empty();
        }
        if (function instanceof Percentile percentile) {
            return Optional.of(new PercentileStates(percentile, phase, sparks::get));
        }
        if (function instanceof CollectList list) {
            return Optional.of(new ListStates(list, phase));
        }
        if (function instanceof CollectSet set) {
            return Optional.of(new SetStates(set, phase, sparks::get));
        }
        if (function instanceof HyperLogLogPlusPlus counts) {
            return Optional.of(new HyperLogLogStates(counts, phase));
        }
        return Optional.of(new DigestStates(sparks.get(), (ApproximatePercentile) function));
    }
}
