/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.bridge.support.Verdict;
import io.quiver.spark.compat.Scala;
import java.util.Optional;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.RangeExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;

/**
 * Whether a fragment is expected to be at least as fast as stock Spark. Turning rows into columns costs some 10 to 20 ns a
 * value, as much as a simple expression costs in generated code, so rows come in only for work that is much cheaper on
 * columns (grouping, sorting); and where all expressions would be Spark's own code anyway, there is nothing to gain.
 */
final class Payoff {
    /** Local rows fewer than this stay where they are: the answer is there before a fragment is compiled. */
    private static final int MIN_LOCAL_ROWS = 10_000;

    private int vectorised;
    private int foreign;
    private boolean groupsOrSorts;

    private Payoff() {}

    /** Empty where it pays, else in words why not. */
    static Optional<String> of(FragmentExec fragment, boolean feedsColumns) {
        Payoff payoff = new Payoff();
        for (SparkPlan operator : OffloadRule.stockOperators(fragment)) {
            payoff.add(operator);
        }
        return payoff.judge(input(fragment.child()), feedsColumns);
    }

    private void add(SparkPlan operator) {
        groupsOrSorts |= operator instanceof BaseAggregateExec
                || operator instanceof SortExec
                || operator instanceof TakeOrderedAndProjectExec;
        if (Translation.translator().verdict(operator) instanceof Verdict.Supported supported) {
            vectorised += supported.vectorised();
            foreign += supported.foreign();
        }
    }

    private Optional<String> judge(FragmentInputExec input, boolean feedsColumns) {
        if (input.child() instanceof LocalTableScanExec local && local.rows().size() < MIN_LOCAL_ROWS) {
            return Optional.of("a handful of local rows");
        }
        if (!groupsOrSorts && foreign > 0 && foreign >= vectorised) {
            return Optional.of("most of its expressions are Spark's own code either way");
        }
        if (input.readsColumns()) {
            return groupsOrSorts || vectorised > 0 || feedsColumns
                    ? Optional.empty()
                    : Optional.of("there is nothing to compute");
        }
        if (!groupsOrSorts) {
            return Optional.of("its input comes as rows and goes on as rows");
        }
        if (input.child() instanceof RangeExec) {
            return Optional.of("Spark generates the rows of a range inside the same loop");
        }
        return Optional.empty();
    }

    private static FragmentInputExec input(SparkPlan plan) {
        if (plan instanceof FragmentInputExec input) {
            return input;
        }
        return input(Scala.list(plan.children()).get(0));
    }
}
