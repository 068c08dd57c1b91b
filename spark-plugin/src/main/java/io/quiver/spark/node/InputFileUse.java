/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.exchange.StageBroadcast;
import io.quiver.spark.scan.ColumnarReads;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InputFileBlockLength;
import org.apache.spark.sql.catalyst.expressions.InputFileBlockStart;
import org.apache.spark.sql.catalyst.expressions.InputFileName;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.RangeExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.execution.exchange.Exchange;
import org.apache.spark.sql.execution.exchange.ReusedExchangeExec;
import org.apache.spark.sql.execution.joins.CartesianProductExec;
import org.apache.spark.sql.execution.joins.ShuffledJoin;
import org.apache.spark.sql.execution.window.WindowExecBase;

/**
 * Marks plans below an expression that asks which file is being read ({@code input_file_name()}, Spark 4.1's
 * InputFileBlockHolder). Such a plan must not read the next file before the expression has seen all rows of the last one.
 */
public final class InputFileUse {
    private static final TreeNodeTag<Boolean> ASKED = new TreeNodeTag<>("quiver.askedForFile");

    private InputFileUse() {}

    /** Whether the plan's rows come from files, and an expression above asks for the file. */
    public static boolean isAsked(SparkPlan plan) {
        return plan.getTagValue(ASKED).isDefined();
    }

    /** Why Quiver would not keep in step with the reader here, if an expression requires that; empty if it does. */
    public static Optional<Verdict.Unsupported> outOfStep(SparkPlan plan) {
        if (isAsked(plan) && (plan instanceof ShuffledJoin || plan instanceof CartesianProductExec)) {
            return Optional.of(unsupported("rows of two readers are asked for their file"));
        }
        boolean gathersRows = Scala.list(plan.children()).stream()
                .anyMatch(child -> isAsked(child) && !(child instanceof FragmentExec) && !ColumnarReads.canRead(child));
        return gathersRows ? Optional.of(unsupported("single rows are asked for their file")) : Optional.empty();
    }

    private static Verdict.Unsupported unsupported(String why) {
        return new Verdict.Unsupported(Reason.OPERATOR_FORM, why);
    }

    public static void mark(SparkPlan plan) {
        if (asksSomewhere(plan)) {
            mark(plan, false);
        }
    }

    private static boolean asksSomewhere(SparkPlan plan) {
        return asks(plan) || Scala.list(plan.children()).stream().anyMatch(InputFileUse::asksSomewhere);
    }

    /** Whether the rows come from files, in the order they are read. */
    private static boolean mark(SparkPlan plan, boolean isAsked) {
        boolean handsOn = handsOn(plan);
        boolean isChildAsked = (isAsked && handsOn) || asks(plan);
        boolean isFromFiles = plan.children().isEmpty() && readsFiles(plan);
        for (SparkPlan child : Scala.list(plan.children())) {
            isFromFiles |= mark(child, isChildAsked) && handsOn;
        }
        if (isAsked && isFromFiles) {
            plan.setTagValue(ASKED, true);
        } else {
            plan.unsetTagValue(ASKED);
        }
        return isFromFiles;
    }

    private static boolean asks(SparkPlan plan) {
        return Scala.list(plan.expressions()).stream().anyMatch(InputFileUse::asks);
    }

    private static boolean asks(Expression expression) {
        return expression instanceof InputFileName
                || expression instanceof InputFileBlockStart
                || expression instanceof InputFileBlockLength
                || Scala.list(expression.children()).stream().anyMatch(InputFileUse::asks);
    }

    /** Whether the operator returns rows while it still reads others. */
    private static boolean handsOn(SparkPlan plan) {
        SparkPlan operator = plan instanceof OperatorExec executable ? executable.effective() : plan;
        return !(operator instanceof Exchange
                || operator instanceof SortExec
                || operator instanceof TakeOrderedAndProjectExec
                || operator instanceof BaseAggregateExec
                || operator instanceof WindowExecBase);
    }

    private static boolean readsFiles(SparkPlan leaf) {
        return !(leaf instanceof QueryStageExec
                || leaf instanceof ReusedExchangeExec
                || leaf instanceof InMemoryTableScanExec
                || leaf instanceof StageBroadcast
                || leaf instanceof LocalTableScanExec
                || leaf instanceof RangeExec);
    }
}
