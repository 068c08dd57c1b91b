/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.node.RowsExec;
import io.quiver.spark.plan.PlanTrees;
import io.quiver.spark.plan.QuiverPlan;
import io.quiver.spark.scan.StockBatches;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.adaptive.TableCacheQueryStageExec;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatchSerializer;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.execution.exchange.Exchange;
import org.apache.spark.sql.execution.python.ArrowEvalPythonExec;

/**
 * Tells what Spark's ArrowEvalPythonExec would read on stock Spark. Since Spark 4.2 a function sees each batch of a scan as one
 * record batch if the scan is right below the node ({@code ArrowEvalPythonExec.supportsColumnar}). Rows from any other operator
 * come in record batches of the configured size. Earlier minors always cut record batches.
 */
public final class StockInput {
    private StockInput() {}

    /** Whether the node sends the batches of its input unchanged on Spark. */
    static boolean isSentInBatches(ArrowEvalPythonExec node) {
        return node.supportsColumnar() && hasBatches(node.child());
    }

    /** Whether Quiver's reader makes the same batches. Projections cut batches of long values. */
    static boolean canKeepBatches(ArrowEvalPythonExec node) {
        return node.child() instanceof FileSourceScanExec scan
                && StockBatches.canKeep(scan)
                && PythonEvaluationExec.computedArguments(node).isEmpty();
    }

    /** Makes the scan below the node return the same batches as on Spark, if functions see them. */
    public static void keepBatches(ArrowEvalPythonExec node) {
        if (isSentInBatches(node)) {
            StockBatches.keep((FileSourceScanExec) node.child());
        }
    }

    /**
     * Gives Spark's nodes in the plan rows as on Spark, even if an operator of Quiver's has columns for them. If their child has
     * columns, they read these, whatever their own setting says ({@code ArrowEvalPythonExec.doExecute}).
     */
    public static SparkPlan inRows(SparkPlan plan) {
        return PythonRunners.api().takesColumns() ? withRows(plan) : plan;
    }

    private static SparkPlan withRows(SparkPlan plan) {
        SparkPlan current = PlanTrees.withChildren(plan, StockInput::withRows);
        return current instanceof ArrowEvalPythonExec node
                        && node.child().supportsColumnar()
                        && !hasBatches(node.child())
                ? PlanTrees.withChildren(node, RowsExec::of)
                : current;
    }

    /** Whether the plan would return columns on Spark. */
    private static boolean hasBatches(SparkPlan plan) {
        if (plan instanceof FragmentExec || plan instanceof FragmentInputExec) {
            return hasBatches(Scala.list(plan.children()).get(0));
        }
        if (plan instanceof UnionExec) {
            return Scala.list(plan.children()).stream().allMatch(StockInput::hasBatches);
        }
        if (plan instanceof ArrowEvalPythonExec node) {
            return isSentInBatches(node);
        }
        if (plan instanceof TableCacheQueryStageExec stage) {
            return hasBatches(stage.plan());
        }
        if (plan instanceof InMemoryTableScanExec scan) {
            return scan.supportsColumnar()
                    && new DefaultCachedBatchSerializer()
                            .supportsColumnarOutput(
                                    DataTypeUtils.fromAttributes(scan.relation().output()));
        }
        return plan.supportsColumnar()
                && !(plan instanceof QuiverPlan)
                && !(plan instanceof QueryStageExec)
                && !(plan instanceof Exchange);
    }
}
