/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.adaptive;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.estimate.RowEstimate;
import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.finish.PostponedProjections;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.node.WaitingExchange;
import io.quiver.spark.optimize.BroadcastLargerSides;
import io.quiver.spark.optimize.JoinBuildSides;
import io.quiver.spark.plan.PlanTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.optimizer.BuildLeft$;
import org.apache.spark.sql.catalyst.optimizer.BuildRight$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.BroadcastQueryStageExec;
import org.apache.spark.sql.execution.adaptive.LogicalQueryStage;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.adaptive.ShuffleQueryStageExec;
import org.apache.spark.sql.execution.exchange.BroadcastExchangeLike;
import org.apache.spark.sql.execution.exchange.ENSURE_REQUIREMENTS$;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.joins.HashJoin;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Filters a join's large side by the keys of the other side before the shuffle, or before the grouping ahead of a shuffle
 * (decision 0014). The filter is a semi join with these keys below the exchange, and it reaches into the scan. If the other side
 * has not finished, {@link DelayShuffles} delays the large side where that is expected to pay.
 */
public final class RuntimeFilters {
    /** Least number of the large side's rows per key. */
    private static final double ROWS_PER_KEY = 2;

    /** Estimates below the setting's default are too uncertain to reject counted keys as too many. */
    private static final double LEAST_ESTIMATE = Double.parseDouble(QuiverConf.KEY_FILTERS_MIN_ROWS.defaultValue());

    /** Largest share of its rows that the other side may keep: a side that keeps most of its rows matches most rows. */
    private static final double MAX_SHARE = 0.5;

    /** How far the estimate may exceed the limit for the keys to be worth waiting for. */
    private static final double ESTIMATES_PER_LIMIT = 4;

    /** A join side whose unmatched rows leave no trace, and the place where the other side's keys can filter its rows. */
    private record Candidate(
            JoinKeyOrigin large, JoinKeyOrigin awaited, RowEstimate largeRows, RowEstimate awaitedRows) {
        static Candidate of(JoinKeyOrigin large, JoinKeyOrigin awaited) {
            return new Candidate(large, awaited, RowEstimate.of(large.plan()), RowEstimate.of(awaited.plan()));
        }

        ShuffleExchange exchange() {
            return (ShuffleExchange) input(large).child();
        }

        /** The exchange or stage that the keys come from. */
        SparkPlan source() {
            return input(awaited).child();
        }
    }

    private final SparkPlan root;
    private @Nullable ExchangeReuse uses;

    /** {@code root}: the whole plan, not executable yet. */
    public RuntimeFilters(SparkPlan root) {
        this.root = root;
    }

    public SparkPlan apply() {
        return rewrite(root);
    }

    private SparkPlan rewrite(SparkPlan plan) {
        SparkPlan current = PlanTrees.withChildren(plan, this::rewrite);
        if (!(current instanceof HashJoin)) {
            return current;
        }
        for (Candidate candidate : candidates(current)) {
            Optional<SparkPlan> broadcast =
                    isThere(candidate) && isExpectedToPay(candidate) ? keys(candidate) : Optional.empty();
            if (broadcast.isPresent() && candidate.exchange().child() instanceof FragmentExec rows) {
                SparkPlan filtered = filtered(rows, candidate, broadcast.get());
                return filtered == rows ? current : PlanTrees.replaced(current, rows, filtered);
            }
        }
        return current;
    }

    /**
     * Finds the exchange below the join that should wait. It waits for keys, or first for the tables that are joined before the
     * other side is shuffled, since they tell how many keys there will be. Empty if no exchange should wait.
     */
    Optional<FragmentInputExec> worthTheWait(SparkPlan join) {
        return candidates(join).stream()
                .filter(candidate -> isUnderWay(candidate.source()))
                .filter(candidate ->
                        pays(candidate.awaitedRows(), candidate.largeRows()) || awaitsTables(candidate.source()))
                .filter(this::isExpectedToPay)
                .map(candidate -> input(candidate.large()))
                .findFirst();
    }

    /** Whether filtered tables are still to be broadcast to the exchange's input. */
    private static boolean awaitsTables(SparkPlan plan) {
        boolean isTable = plan instanceof BroadcastExchangeLike
                || (plan instanceof BroadcastQueryStageExec stage && !stage.isMaterialized());
        return isTable
                ? RowEstimate.of(plan).isFiltered()
                : Scala.list(plan.children()).stream().anyMatch(RuntimeFilters::awaitsTables);
    }

    private List<Candidate> candidates(SparkPlan plan) {
        List<Candidate> candidates = new ArrayList<>();
        if (plan instanceof ShuffledHashJoinExec join && !join.isSkewJoin()) {
            addCandidate(candidates, join, true);
            addCandidate(candidates, join, false);
        } else if (plan instanceof BroadcastHashJoinExec join && !join.isNullAwareAntiJoin()) {
            addCandidate(candidates, join, join.buildSide() == BuildLeft$.MODULE$);
        }
        return candidates;
    }

    private void addCandidate(List<Candidate> candidates, HashJoin join, boolean awaitsLeft) {
        SparkPlan stock = (SparkPlan) join;
        boolean leavesNoTrace =
                awaitsLeft ? JoinBuildSides.dropsRight(join.joinType()) : JoinBuildSides.dropsLeft(join.joinType());
        Optional<List<Attribute>> leftKeys = plainKeys(Scala.list(join.leftKeys()));
        Optional<List<Attribute>> rightKeys = plainKeys(Scala.list(join.rightKeys()));
        if (!leavesNoTrace || leftKeys.isEmpty() || rightKeys.isEmpty()) {
            return;
        }
        List<Attribute> left = leftKeys.get();
        List<Attribute> right = rightKeys.get();
        SparkPlan leftSide = Scala.list(stock.children()).get(0);
        SparkPlan rightSide = Scala.list(stock.children()).get(1);
        Optional<JoinKeyOrigin> large =
                JoinKeyOrigin.whereKeysAreApart(awaitsLeft ? rightSide : leftSide, awaitsLeft ? right : left);
        if (large.isEmpty() || !isFree(input(large.get()).child())) {
            return;
        }
        JoinKeyOrigin.ofAllKeys(awaitsLeft ? leftSide : rightSide, awaitsLeft ? left : right)
                .map(awaited -> Candidate.of(large.get(), awaited))
                .ifPresent(candidates::add);
    }

    /**
     * Whether the plan is an exchange that has not started and that Spark planned for the join: nothing else depends on its
     * partitioning.
     */
    private static boolean isFree(SparkPlan plan) {
        return plan instanceof ShuffleExchange exchange
                && exchange.shuffleOrigin() == ENSURE_REQUIREMENTS$.MODULE$
                && exchange.outputPartitioning() instanceof HashPartitioning;
    }

    /** The keys, if all of them are columns of types whose equal values have equal bytes. */
    private static Optional<List<Attribute>> plainKeys(List<Expression> keys) {
        List<Attribute> columns = new ArrayList<>();
        for (Expression key : keys) {
            if (!(key instanceof Attribute column) || !isPlain(key.dataType())) {
                return Optional.empty();
            }
            columns.add(column);
        }
        return Optional.of(columns);
    }

    private static boolean isPlain(DataType type) {
        return type instanceof IntegralType
                || type instanceof DateType
                || type instanceof TimestampType
                || type instanceof TimestampNTZType
                || type instanceof DecimalType
                || (type instanceof StringType string && string.supportsBinaryEquality());
    }

    private boolean isExpectedToPay(Candidate candidate) {
        return isLarge(candidate.largeRows())
                && candidate.awaitedRows().share() <= MAX_SHARE
                && isDeterministic(RowEstimate.subject(candidate.awaited().plan()))
                && isAlone(candidate.exchange());
    }

    /** Whether the keys stay the same if a lost part of their stage is computed again. */
    private static boolean isDeterministic(@Nullable LogicalPlan plan) {
        if (plan instanceof LogicalQueryStage stage) {
            return isDeterministic(stage.logicalPlan());
        }
        return plan != null
                && Scala.list(plan.expressions()).stream().allMatch(Expression::deterministic)
                && Scala.list(plan.children()).stream().allMatch(RuntimeFilters::isDeterministic);
    }

    private static boolean isLarge(RowEstimate large) {
        return large.rows() >= QuiverConf.keyFiltersMinRows();
    }

    /** Whether keys of so many rows are expected to drop enough rows of a large side. */
    static boolean pays(RowEstimate keys, RowEstimate large) {
        return isLarge(large)
                && keys.rows() * ROWS_PER_KEY <= large.rows()
                && keys.rows() * Long.BYTES <= ESTIMATES_PER_LIMIT * BroadcastLargerSides.limitBytes();
    }

    private boolean isAlone(ShuffleExchange exchange) {
        if (uses == null) {
            uses = ExchangeReuse.of(root);
        }
        return uses.isAlone(exchange);
    }

    private static boolean isUnderWay(SparkPlan source) {
        return source instanceof ShuffleExchange
                || source instanceof WaitingExchange
                || source instanceof BroadcastExchangeLike
                || (source instanceof QueryStageExec stage && !stage.isMaterialized());
    }

    private static boolean isThere(Candidate candidate) {
        return candidate.source() instanceof QueryStageExec stage && stage.isMaterialized();
    }

    /** The finished keys as a broadcast; empty if they are too many. */
    private static Optional<SparkPlan> keys(Candidate candidate) {
        if (candidate.source() instanceof BroadcastQueryStageExec stage) {
            return Optional.of(stage);
        }
        return candidate.source() instanceof ShuffleQueryStageExec shuffle
                        && FinishedStages.mayBroadcast(shuffle)
                        && areFew(shuffle, candidate)
                ? Optional.of(FinishedStages.broadcast(
                        shuffle,
                        candidate.awaited().keys(),
                        Scala.widen(Scala.seq(candidate.awaited().keys()))))
                : Optional.empty();
    }

    private static boolean areFew(ShuffleQueryStageExec stage, Candidate candidate) {
        Option<Statistics> statistics = stage.computeStats();
        if (statistics.isEmpty() || statistics.get().rowCount().isEmpty()) {
            return false;
        }
        double rows = statistics.get().rowCount().get().doubleValue();
        double bytes = statistics.get().sizeInBytes().doubleValue();
        return Math.min(bytes, rows * widestKey(candidate.awaited().keys())) <= BroadcastLargerSides.limitBytes()
                && rows * ROWS_PER_KEY <= Math.max(candidate.largeRows().rows(), LEAST_ESTIMATE);
    }

    /** Largest size of a key in bytes; unbounded for strings. */
    private static double widestKey(List<Attribute> keys) {
        return keys.stream()
                .mapToDouble(key -> key.dataType() instanceof StringType
                        ? Double.POSITIVE_INFINITY
                        : key.dataType().defaultSize())
                .sum();
    }

    /**
     * Filters the exchange's input by the keys, below a partial aggregation if the input ends in one. Returns the input unchanged
     * if the broadcast was made for other keys.
     */
    private static SparkPlan filtered(FragmentExec fragment, Candidate candidate, SparkPlan broadcast) {
        JoinKeyOrigin rows =
                new JoinKeyOrigin(fragment.child(), candidate.large().keys()).belowPartialAggregation();
        BroadcastHashJoinExec semiJoin = SparkApi.get()
                .broadcastHashJoin(
                        Scala.widen(Scala.seq(rows.keys())),
                        Scala.widen(Scala.seq(candidate.awaited().keys())),
                        LeftSemi$.MODULE$,
                        BuildRight$.MODULE$,
                        Option.empty(),
                        rows.plan(),
                        new FragmentInputExec(broadcast));
        PostponedProjections.shuffledOnSpark(semiJoin);
        boolean isOfThese = broadcast
                .outputPartitioning()
                .satisfies(Scala.list(semiJoin.requiredChildDistribution()).get(1));
        return isOfThese ? PlanTrees.replaced(fragment, rows.plan(), semiJoin) : fragment;
    }

    private static FragmentInputExec input(JoinKeyOrigin origin) {
        return (FragmentInputExec) origin.plan();
    }
}
