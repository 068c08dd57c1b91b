/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.offload;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.plan.Evaluations;
import io.quiver.spark.verdict.NotWorthIt;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.RangeExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.execution.joins.BaseJoinExec;
import org.apache.spark.sql.execution.window.WindowExec;
import org.apache.spark.sql.execution.window.WindowGroupLimitExec;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Decides whether a fragment is expected to be at least as fast as stock Spark. Converting rows to columns costs some 10 to 20 ns
 * a value, as much as a simple expression in generated code. So rows come in only for work that is much cheaper on columns
 * (grouping, sorting, windows). If all expressions would be Spark's own code anyway, there is nothing to gain. The numbers of a
 * range cost Spark's generated code next to nothing: totals of 20 million were 0.4 to 0.7 times as fast on columns, groups,
 * sorts, windows and joins 1.1 to 7 times. Sorting by arrays of 3, structs, and arrays of 201 numbers was 0.84, 0.95 and 0.44
 * times as fast: their whole keys are written out.
 */
final class Payoff {
    /** Fewer local rows than this stay on Spark: the answer is there before a fragment is compiled. */
    private static final int MIN_LOCAL_ROWS = 10_000;

    private int vectorised;
    private int foreign;
    /** Whether there is an aggregation without keys. */
    private boolean totals;

    private boolean groupsOrSorts;
    private boolean joins;
    private boolean sortsNested;

    private Payoff() {}

    /** Empty if the fragment pays, else the reason in words. */
    static Optional<String> of(FragmentExec fragment, boolean feedsColumns) {
        Payoff payoff = new Payoff();
        for (SparkPlan operator : fragment.stockOperators()) {
            payoff.add(operator);
        }
        List<FragmentInputExec> inputs = new ArrayList<>();
        collectInputs(fragment.child(), inputs);
        return payoff.judge(inputs, feedsColumns);
    }

    private void add(SparkPlan operator) {
        boolean isTotal = operator instanceof BaseAggregateExec aggregate
                && aggregate.groupingExpressions().isEmpty();
        totals |= isTotal;
        groupsOrSorts |= operator instanceof BaseAggregateExec && !isTotal
                || operator instanceof SortExec
                || operator instanceof TakeOrderedAndProjectExec
                || operator instanceof WindowExec
                || operator instanceof WindowGroupLimitExec;
        joins |= operator instanceof BaseJoinExec;
        sortsNested |= sortOrder(operator).stream().anyMatch(order -> isNested(order.dataType()));
        Evaluations.of(operator).ifPresent(known -> {
            vectorised += known.vectorised();
            foreign += known.foreign();
        });
    }

    private static List<SortOrder> sortOrder(SparkPlan operator) {
        if (operator instanceof SortExec sort) {
            return Scala.list(sort.sortOrder());
        }
        return operator instanceof TakeOrderedAndProjectExec top ? Scala.list(top.sortOrder()) : List.of();
    }

    private static boolean isNested(DataType type) {
        return type instanceof ArrayType || type instanceof StructType;
    }

    private Optional<String> judge(List<FragmentInputExec> inputs, boolean feedsColumns) {
        if (inputs.stream().allMatch(input -> isHandfulOfRows(input.child()))) {
            return Optional.of(NotWorthIt.HANDFUL_OF_ROWS);
        }
        if (sortsNested) {
            return Optional.of("Spark compares arrays and structs only as far as they are equal");
        }
        if (!groupsOrSorts && !totals && !joins && isMostlySparksCode(foreign, vectorised)) {
            return Optional.of("most of its expressions are Spark's own code either way");
        }
        if (inputs.stream().allMatch(input -> input.child() instanceof RangeExec)) {
            return groupsOrSorts || joins || (feedsColumns && !totals)
                    ? Optional.empty()
                    : Optional.of(NotWorthIt.RANGE_IN_LOOP);
        }
        if (inputs.stream().anyMatch(FragmentInputExec::readsColumns)) {
            return groupsOrSorts || totals || joins || vectorised > 0 || feedsColumns
                    ? Optional.empty()
                    : Optional.of("there is nothing to compute");
        }
        return groupsOrSorts || totals ? Optional.empty() : Optional.of(NotWorthIt.ROWS_IN_AND_OUT);
    }

    /** {@code foreign} expressions are Spark's code, {@code vectorised} ones are kernels. */
    static boolean isMostlySparksCode(int foreign, int vectorised) {
        return foreign > 0 && foreign >= vectorised;
    }

    /** Whether the only input is a few rows on the driver. */
    static boolean isHandfulOfRows(SparkPlan input) {
        return input instanceof LocalTableScanExec local && local.rows().size() < MIN_LOCAL_ROWS
                || input instanceof RangeExec range
                        && range.numElements().bigInteger().compareTo(BigInteger.valueOf(MIN_LOCAL_ROWS)) < 0;
    }

    private static void collectInputs(SparkPlan plan, List<FragmentInputExec> inputs) {
        if (plan instanceof FragmentInputExec input) {
            inputs.add(input);
            return;
        }
        Scala.list(plan.children()).forEach(child -> collectInputs(child, inputs));
    }
}
