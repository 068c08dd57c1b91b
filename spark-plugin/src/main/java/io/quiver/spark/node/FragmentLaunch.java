/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.bridge.FragmentNode;
import io.quiver.bridge.relation.UngroupedInput;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.exchange.BroadcastExchange;
import io.quiver.spark.metric.RareMetrics;
import io.quiver.spark.plan.LostOrder;
import io.quiver.spark.scan.PushedFilters;
import io.quiver.spark.task.BatchOutput;
import io.quiver.spark.task.ColumnarSource;
import io.quiver.spark.task.FragmentFunction;
import io.quiver.spark.task.FragmentMetrics;
import io.quiver.spark.task.FragmentOutput;
import io.quiver.spark.task.FragmentRdd;
import io.quiver.spark.task.PairedRdd;
import io.quiver.spark.task.RowOutput;
import io.quiver.spark.translation.TaskFragment;
import io.quiver.spark.translation.Translation;
import io.quiver.spark.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.joins.CartesianProductExec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** Launches a fragment on the driver: translates its operators and creates its RDD over the RDDs of its inputs. */
public final class FragmentLaunch {
    private final FragmentExec fragment;
    private final FragmentNode root;
    private final List<OperatorExec> operators = new ArrayList<>();
    private final List<FragmentInputExec> inputs = new ArrayList<>();
    /** Per input, the filters that the fragment pushes; shared with the input if it is a scan. */
    private final List<PushedFilters> filters = new ArrayList<>();

    private @Nullable RareMetrics rare;

    private FragmentLaunch(FragmentExec fragment) {
        this.fragment = fragment;
        this.root = collect(fragment.child());
    }

    public static FragmentLaunch of(FragmentExec fragment) {
        return new FragmentLaunch(fragment);
    }

    /** The operators of the fragment, root first. */
    public List<OperatorExec> operators() {
        return operators;
    }

    /** The program for the executors; empty for a mere conversion. Reads the results of the operators' subqueries. */
    public Optional<TaskFragment.Program> program() {
        return fragment.isConversion()
                ? Optional.empty()
                : Optional.of(TaskFragment.Program.of(
                        Translation.translator().translate(root, ungrouped(), countsOnOrder())));
    }

    /** What is verified is compared with stock operators' rows in the order that those promise. */
    private boolean countsOnOrder() {
        return !LostOrder.isOf(fragment) || QuiverConf.verify() != QuiverConf.Verify.OFF;
    }

    /** NONE if the fragment's rows are compared with those of stock operators, which group all rows. */
    private static UngroupedInput ungrouped() {
        if (QuiverConf.verify() != QuiverConf.Verify.OFF) {
            return UngroupedInput.NONE;
        }
        return switch (QuiverConf.partialAggregation()) {
            case AUTO -> UngroupedInput.SOME;
            case FULL -> UngroupedInput.NONE;
            case NONE -> UngroupedInput.ALL;
        };
    }

    /** The fragment's output as unsafe rows. */
    public RDD<InternalRow> rows(Optional<TaskFragment.Program> program) {
        return run(program, RowOutput::new, InternalRow.class);
    }

    /** The fragment's output as columnar batches over Quiver's columns. */
    public RDD<ColumnarBatch> batches(Optional<TaskFragment.Program> program) {
        return run(program, BatchOutput::new, ColumnarBatch.class);
    }

    private <T> RDD<T> run(
            Optional<TaskFragment.Program> program,
            Function<FragmentFunction, FragmentOutput<T>> output,
            Class<? super T> type) {
        List<FragmentInputExec> partitioned = new ArrayList<>();
        List<RDD<Object>> sources = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).readsBroadcast()) {
                partitioned.add(inputs.get(i));
                sources.add(source(inputs.get(i), filters.get(i)));
            }
        }
        List<Integer> partitionCounts =
                sources.stream().map(RDD::getNumPartitions).toList();
        Optional<Verification> verification = program.flatMap(
                runs -> VerifiedFragment.of(fragment, operators, partitioned, partitionCounts, this::rare));
        if (operators.stream().anyMatch(operator -> operator.effective() instanceof CartesianProductExec)) {
            // Its two sides are the fragment's inputs (see OffloadRule): nothing else can be of the same partitions.
            sources = PairedRdd.of(sources.get(0), sources.get(1));
        }
        return new FragmentRdd<>(
                fragment.sparkContext(), sources, output.apply(function(program, verification)), Scala.tag(type));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private RDD<Object> source(FragmentInputExec input, PushedFilters filters) {
        if (!input.readsColumns()) {
            return (RDD) input.child().execute();
        }
        return (RDD) ColumnarSource.batches(
                input.child(), input.startFallbackReport(rare()).orElse(null), filters);
    }

    private FragmentFunction function(Optional<TaskFragment.Program> program, Optional<Verification> verification) {
        List<FragmentFunction.Input> described = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            FragmentInputExec input = inputs.get(i);
            described.add(new FragmentFunction.Input(
                    types(input),
                    input.readsColumns(),
                    !input.scans().isEmpty(),
                    FragmentMetrics.forInput(input, rare()),
                    input.readsBroadcast() ? BroadcastExchange.forTable(input.child()) : null,
                    canFilter(input) ? filters.get(i) : null,
                    InputFileUse.isAsked(input.child())));
        }
        return new FragmentFunction(
                program.orElse(null),
                described,
                types(fragment),
                FragmentMetrics.of(fragment, operators, rare()),
                verification.orElse(null));
    }

    /**
     * Whether a scan may drop rows early. It may not if an expression asks which file is being read: the remaining rows are
     * combined into full batches, across files.
     */
    private static boolean canFilter(FragmentInputExec input) {
        return ColumnarSource.canFilter(input.child()) && !InputFileUse.isAsked(input.child());
    }

    private RareMetrics rare() {
        RareMetrics known = rare;
        if (known == null) {
            known = RareMetrics.register(fragment.sparkContext());
            rare = known;
        }
        return known;
    }

    private static DataType[] types(SparkPlan plan) {
        return SparkTypes.dataTypes(Scala.list(plan.output()));
    }

    private FragmentNode collect(SparkPlan plan) {
        if (plan instanceof FragmentInputExec input) {
            int ordinal = inputs.size();
            inputs.add(input);
            filters.add(new PushedFilters());
            return input.readsBroadcast()
                    ? new FragmentNode.TableNode(ordinal, Scala.list(input.output()))
                    : new FragmentNode.InputNode(ordinal, Scala.list(input.output()));
        }
        if (!(plan instanceof OperatorExec operator)) {
            throw new IllegalStateException("not an operator of a fragment: " + plan.nodeName());
        }
        int id = operators.size();
        operators.add(operator);
        List<FragmentNode> children = new ArrayList<>();
        for (SparkPlan child : Scala.list(operator.children())) {
            children.add(collect(child));
        }
        return new FragmentNode.OperatorNode(id, operator.effective(), children);
    }
}
