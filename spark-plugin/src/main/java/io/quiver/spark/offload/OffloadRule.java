/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.offload;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.exchange.BroadcastExchange;
import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.exchange.StageBroadcast;
import io.quiver.spark.explain.ExplainReport;
import io.quiver.spark.fallback.PlanningRule;
import io.quiver.spark.node.ColumnarCoalesce;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.node.HashJoins;
import io.quiver.spark.node.InputFileUse;
import io.quiver.spark.node.OperatorExec;
import io.quiver.spark.node.WaitingExchange;
import io.quiver.spark.optimize.SinglePartitionSorts;
import io.quiver.spark.optimize.TopN;
import io.quiver.spark.plan.PlanTrees;
import io.quiver.spark.plan.Reasons;
import io.quiver.spark.python.PythonEvaluationExec;
import io.quiver.spark.python.PythonExec;
import io.quiver.spark.python.PythonGroupsExec;
import io.quiver.spark.python.PythonMapExec;
import io.quiver.spark.python.StockInput;
import io.quiver.spark.scan.ColumnarReads;
import io.quiver.spark.verdict.NotWorthIt;
import io.quiver.spark.verdict.OperatorVerdict;
import io.quiver.spark.write.ParquetWriteExec;
import io.quiver.spark.write.ParquetWrites;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.execution.CoalesceExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;
import org.apache.spark.sql.execution.datasources.WriteFilesExec;
import org.apache.spark.sql.execution.exchange.BroadcastExchangeExec;
import org.apache.spark.sql.execution.exchange.Exchange;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.execution.joins.CartesianProductExec;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;
import org.apache.spark.sql.execution.joins.SortMergeJoinExec;
import org.apache.spark.sql.execution.python.ArrowEvalPythonExec;

/**
 * Takes over what Quiver can run: stock operators become fragments, and shuffles between them become columnar. Idempotent, since
 * Spark plans again: {@link OffloadQueryStages} runs before adaptive execution cuts a plan into stages,
 * {@link OffloadForExecution} on each plan that runs.
 */
abstract sealed class OffloadRule extends PlanningRule<SparkPlan> permits OffloadQueryStages, OffloadForExecution {
    /** Gives the fragments and exchanges of an offloaded plan the form that they need next. */
    abstract SparkPlan formed(SparkPlan offloaded);

    /** Rewrites an exchange that waits for the other side of its join. */
    abstract SparkPlan rewriteWaiting(WaitingExchange waiting);

    @Override
    protected final SparkPlan changed(SparkPlan plan) {
        if (!QuiverConf.enabled()) {
            return plan;
        }
        KeepRequestedOrders.mark(plan);
        InputFileUse.mark(plan);
        return formed(settle(rewrite(plan), false));
    }

    @Override
    protected final void giveReason(SparkPlan plan, Throwable failure) {
        Reasons.set(plan, Reason.PLANNING_FAILED, String.valueOf(failure));
        Scala.list(plan.children()).forEach(child -> giveReason(child, failure));
    }

    @Override
    protected final void check(SparkPlan plan) {
        if (!QuiverConf.strictExplain() || !QuiverConf.enabled()) {
            return;
        }
        for (ExplainReport.Stayed operator : ExplainReport.of(plan).stayed()) {
            if (operator.reason().isEmpty()) {
                throw new IllegalStateException("%s stayed on Spark without a reason; %s asks for one:%n%s"
                        .formatted(operator.operator(), QuiverConf.EXPLAIN_STRICT.key(), plan));
            }
        }
    }

    /** Works bottom-up: every operator that can run on Quiver joins or begins a fragment. */
    private SparkPlan rewrite(SparkPlan plan) {
        if (plan instanceof FragmentInputExec input) {
            // AQE keeps the part of a fragment that stands for one logical node; on its own it is stock nodes again.
            return rewrite(input.child());
        }
        if (plan instanceof FragmentExec || plan instanceof OperatorExec) {
            return rewriteBelow(plan);
        }
        if (plan instanceof WaitingExchange waiting) {
            return rewriteWaiting(waiting);
        }
        if (plan instanceof StageBroadcast) {
            return plan;
        }
        SparkPlan current = HashJoins.sorted(PlanTrees.withChildren(plan, this::rewrite), this::rewrite);
        if (current instanceof SortMergeJoinExec join) {
            Optional<ShuffledHashJoinExec> hash = HashJoins.inPlaceOf(join)
                    .filter(byHash -> OperatorVerdict.of(byHash).isSupported());
            if (hash.isPresent()) {
                return inOrder(join, fragment(hash.get()));
            }
        }
        if (current instanceof ShuffleExchange || current instanceof BroadcastExchange) {
            return current;
        }
        if (current instanceof Exchange && failedBefore(current)) {
            return PlanTrees.withChildren(current, child -> settle(child, false));
        }
        if (current instanceof ShuffleExchangeExec exchange) {
            return exchange(plan, exchange);
        }
        if (current instanceof BroadcastExchangeExec exchange) {
            return broadcast(plan, exchange);
        }
        if (current instanceof CoalesceExec coalesce) {
            return coalesce(plan, coalesce);
        }
        if (current instanceof WriteFilesExec write) {
            return write(plan, write);
        }
        if (PythonEvaluationExec.standsFor(current)) {
            return evaluation(plan, current);
        }
        if (PythonMapExec.standsFor(current)) {
            return PythonMapExec.refusal(current)
                    .map(why -> stay(current, why))
                    .orElseGet(
                            () -> ofColumns(plan, current, child(current), child -> new PythonMapExec(current, child)));
        }
        if (PythonGroupsExec.standsFor(current)) {
            return PythonGroupsExec.refusal(current)
                    .map(why -> stay(current, why))
                    .orElseGet(() ->
                            ofColumns(plan, current, child(current), child -> new PythonGroupsExec(current, child)));
        }
        if (current instanceof ParquetWriteExec || current instanceof PythonExec) {
            return current;
        }
        Verdict verdict = OperatorVerdict.of(current);
        if (verdict instanceof Verdict.Unsupported unsupported) {
            Reasons.set(current, unsupported);
            return PlanTrees.withChildren(current, child -> settle(child, false));
        }
        if (QuiverConf.offload() != QuiverConf.Offload.ALWAYS && NestedHandover.isIn(current)) {
            return stay(current, Reason.NOT_WORTH_IT, NotWorthIt.NESTED_HANDED_ON);
        }
        Reasons.clear(current);
        if (current instanceof TakeOrderedAndProjectExec topN && !TopN.isOnePartition(topN)) {
            return topN(topN);
        }
        return HashJoins.runsByHash(current) ? inOrder(current, fragment(current)) : fragment(current);
    }

    /** Sorts a hash join as the stock join would be sorted, if that order is relied on. */
    private SparkPlan inOrder(SparkPlan stock, FragmentExec hash) {
        if (!KeepRequestedOrders.isCountedOn(stock)) {
            return hash;
        }
        SortExec sort = new SortExec(stock.outputOrdering(), false, hash, 0);
        sort.setLogicalLink(stock.logicalLink().get());
        return rewrite(sort);
    }

    private static FragmentExec fragment(SparkPlan stock) {
        // Partitions of a product's sides are used several times each: they end in fragments of their own.
        SparkPlan operator = PlanTrees.withChildren(
                stock, stock instanceof CartesianProductExec ? OffloadRule::outside : FragmentInputExec::inside);
        FragmentExec fragment = new FragmentExec(operator);
        fragment.copyTagsFrom(stock);
        return fragment;
    }

    private static SparkPlan topN(TakeOrderedAndProjectExec stock) {
        SparkPlan local = PlanTrees.keepTags(stock, TopN.perPartition(stock, stock.child()));
        SparkPlan fragment = settle(fragment(local), true);
        if (fragment instanceof FragmentExec) {
            return TopN.global(stock, fragment);
        }
        Reasons.of(fragment).ifPresent(why -> Reasons.set(stock, why));
        return PlanTrees.withChildren(stock, child -> settle(child, false));
    }

    /** Rewrites only the inputs of a fragment: nothing inside it changes any more. */
    final SparkPlan rewriteBelow(SparkPlan plan) {
        if (plan instanceof FragmentInputExec) {
            return PlanTrees.withChildren(plan, child -> settle(rewrite(child), false));
        }
        return PlanTrees.withChildren(plan, this::rewriteBelow);
    }

    /** A child that remains a separate fragment. */
    private static SparkPlan outside(SparkPlan child) {
        return new FragmentInputExec(settle(child, true));
    }

    private SparkPlan exchange(SparkPlan original, ShuffleExchangeExec exchange) {
        if (!QuiverConf.shuffleEnabled()) {
            return stay(exchange, Reason.DISABLED, QuiverConf.SHUFFLE_ENABLED.key() + "=false");
        }
        if (SparkApi.get().isOfNewForm(exchange) || !ShuffleExchange.supports(exchange.outputPartitioning())) {
            return stay(
                    exchange,
                    Reason.OPERATOR_FORM,
                    "partitioning " + exchange.outputPartitioning().getClass().getSimpleName());
        }
        SparkPlan child = columnar(settle(exchange.child(), true));
        if (!(child instanceof FragmentExec)) {
            return stay(exchange, Reason.NOT_WORTH_IT, NotWorthIt.ROW_BASED_INPUT);
        }
        ShuffleExchange columnar = new ShuffleExchange(
                SinglePartitionSorts.partitioning(exchange),
                child,
                exchange.shuffleOrigin(),
                exchange.advisoryPartitionSize());
        return PlanTrees.keepTags(original, columnar);
    }

    private SparkPlan broadcast(SparkPlan original, BroadcastExchangeExec exchange) {
        if (!QuiverConf.broadcastEnabled()) {
            return stay(exchange, Reason.DISABLED, QuiverConf.BROADCAST_ENABLED.key() + "=false");
        }
        if (QuiverConf.requiresRegisteredClasses(
                exchange.session().sparkContext().conf())) {
            return stay(exchange, Reason.OPERATOR_FORM, "spark.kryo.registrationRequired=true");
        }
        SparkPlan child = columnar(settle(exchange.child(), true));
        if (!(child instanceof FragmentExec)) {
            return stay(exchange, Reason.NOT_WORTH_IT, NotWorthIt.ROW_BASED_INPUT);
        }
        return PlanTrees.keepTags(original, new BroadcastExchange(exchange.mode(), child));
    }

    /** Whether planning failed while the exchange could still change its form; adaptive execution has since made a stage of it. */
    private static boolean failedBefore(SparkPlan exchange) {
        return Reasons.of(exchange)
                .filter(why -> why.reason() == Reason.PLANNING_FAILED)
                .isPresent();
    }

    private SparkPlan coalesce(SparkPlan original, CoalesceExec coalesce) {
        SparkPlan child = columnar(settle(coalesce.child(), false));
        return child instanceof FragmentExec
                ? PlanTrees.keepTags(original, new ColumnarCoalesce(coalesce.numPartitions(), child))
                : stay(coalesce, Reason.NOT_WORTH_IT, NotWorthIt.ROW_BASED_INPUT);
    }

    private SparkPlan write(SparkPlan original, WriteFilesExec write) {
        Optional<Verdict.Unsupported> refusal = ParquetWrites.refusal(write);
        if (refusal.isPresent()) {
            Reasons.set(write, refusal.get());
            return PlanTrees.withChildren(write, child -> settle(child, false));
        }
        SparkPlan child = columnar(settle(write.child(), true));
        if (Payoff.isHandfulOfRows(child)) {
            return stay(write, Reason.NOT_WORTH_IT, NotWorthIt.HANDFUL_OF_ROWS);
        }
        if (child instanceof FragmentExec || child instanceof ColumnarCoalesce) {
            return PlanTrees.keepTags(original, new ParquetWriteExec(write, child));
        }
        return SparkTypes.hasOpaque(Scala.list(child.output()))
                ? stay(write, Reason.NOT_WORTH_IT, NotWorthIt.NESTED_ROWS)
                : PlanTrees.keepTags(original, new ParquetWriteExec(write, inColumns(child)));
    }

    private SparkPlan evaluation(SparkPlan original, SparkPlan stock) {
        Optional<Verdict.Unsupported> refusal = PythonEvaluationExec.refusal(stock);
        if (refusal.isPresent()) {
            return stay(stock, refusal.get());
        }
        Optional<ProjectExec> computed = PythonEvaluationExec.computedArguments(stock);
        if (computed.isPresent() && OperatorVerdict.of(computed.get()) instanceof Verdict.Unsupported unsupported) {
            return stay(stock, unsupported);
        }
        if (stock instanceof ArrowEvalPythonExec arrow) {
            StockInput.keepBatches(arrow);
        }
        SparkPlan below = computed.<SparkPlan>map(OffloadRule::fragment).orElse(child(stock));
        return ofColumns(original, stock, below, child -> new PythonEvaluationExec(stock, child));
    }

    private static SparkPlan child(SparkPlan plan) {
        return Scala.list(plan.children()).get(0);
    }

    /** Replaces a stock node by one of Quiver's if its input is columnar. */
    private SparkPlan ofColumns(
            SparkPlan original, SparkPlan stock, SparkPlan below, UnaryOperator<SparkPlan> newNode) {
        SparkPlan child = columnar(settle(below, true));
        return child instanceof FragmentExec || child instanceof ColumnarCoalesce
                ? PlanTrees.keepTags(original, newNode.apply(child))
                : stay(stock, Reason.NOT_WORTH_IT, NotWorthIt.ROW_BASED_INPUT);
    }

    /**
     * Makes the input of an exchange or a writer columnar, even if no operator of Quiver's is below: batches of a scan or another
     * exchange.
     */
    private static SparkPlan columnar(SparkPlan child) {
        boolean isColumnar = ColumnarReads.canRead(child) || QuiverConf.offload() == QuiverConf.Offload.ALWAYS;
        if (child instanceof FragmentExec
                || !isColumnar
                || SparkTypes.notCarried(Scala.list(child.output())).isPresent()) {
            return child;
        }
        return inColumns(child);
    }

    /** A plan's batches, or its rows converted to columns. */
    private static SparkPlan inColumns(SparkPlan plan) {
        return PlanTrees.keepTags(plan, new FragmentExec(new FragmentInputExec(plan)));
    }

    private static SparkPlan stay(SparkPlan stock, Verdict.Unsupported why) {
        Reasons.set(stock, why);
        return PlanTrees.withChildren(stock, child -> settle(child, false));
    }

    private static SparkPlan stay(SparkPlan stock, Reason reason, String detail) {
        return stay(stock, new Verdict.Unsupported(reason, detail));
    }

    /** Keeps a finished fragment only if it is expected to pay; otherwise its operators go back to Spark, with the reason. */
    private static SparkPlan settle(SparkPlan plan, boolean feedsColumns) {
        if (!(plan instanceof FragmentExec fragment) || fragment.isExecutable()) {
            return plan;
        }
        if (QuiverConf.offload() == QuiverConf.Offload.ALWAYS) {
            return plan;
        }
        return Payoff.of(fragment, feedsColumns)
                .<SparkPlan>map(why -> dissolve(fragment.child(), why))
                .orElse(plan);
    }

    private static SparkPlan dissolve(SparkPlan plan, String why) {
        if (plan instanceof FragmentInputExec input) {
            return input.child();
        }
        SparkPlan dissolved = PlanTrees.withChildren(plan, child -> dissolve(child, why));
        return notWorthIt(HashJoins.asStock(dissolved, sort -> notWorthIt(sort, why)), why);
    }

    private static SparkPlan notWorthIt(SparkPlan stock, String why) {
        Reasons.set(stock, Reason.NOT_WORTH_IT, why);
        return stock;
    }
}
