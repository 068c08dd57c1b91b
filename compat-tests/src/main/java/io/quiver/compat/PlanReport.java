/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.BaseSubqueryExec;
import org.apache.spark.sql.execution.ColumnarToRowTransition;
import org.apache.spark.sql.execution.CommandResultExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ReusedSubqueryExec;
import org.apache.spark.sql.execution.RowToColumnarTransition;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.adaptive.AQEShuffleReadExec;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.exchange.ReusedExchangeExec;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Names the operators of a physical plan, split by who runs them.
 *
 * <p>An operator is accelerated when its node name starts with "Quiver". A source is also accelerated when such a node reads its
 * columns directly. Wrappers (code generation, query stages, adaptive plans, conversions between rows and columns, unions that
 * pass batches on) and reused operators are not counted: they do no work of their own. {@code reasons} says why each of
 * {@code stock} stayed, if Quiver left a reason at the node. {@code kernels} and {@code sparks} are the functions in the
 * expressions of the accelerated operators, one name per call: those that kernels evaluate, and those that Spark's own code
 * evaluates inside Quiver's operators.
 */
public record PlanReport(
        List<String> accelerated, List<String> stock, List<String> reasons, List<String> kernels, List<String> sparks) {
    private static final String ACCELERATED_PREFIX = "Quiver";

    /** Tags are known by their names; the value says itself in words. */
    private static final TreeNodeTag<Object> REASON = new TreeNodeTag<>("quiver.reason");

    /** The functions of kernels, then those of Spark's code. */
    private static final TreeNodeTag<List<List<String>>> FUNCTIONS = new TreeNodeTag<>("quiver.functions");

    /** Turns the rows of a source, or of what else stays on Spark, into columns. */
    private static final String ROWS_COME_IN = "QuiverRowToColumnar";

    /** Nodes of Quiver that do no work on rows of their own: the plugin is known here by its node names only. */
    private static final Set<String> OWN_WRAPPERS = Set.of("QuiverFragment", ROWS_COME_IN, "QuiverColumnarToRow");

    /** Reads a plan; after execution an adaptive plan shows what really ran. */
    public static PlanReport of(SparkPlan plan) {
        PlanReport report = new PlanReport(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        report.visit(plan, false);
        return report;
    }

    /** Tells whether any operator was accelerated. */
    public boolean isAccelerated() {
        return !accelerated.isEmpty();
    }

    public int operatorCount() {
        return accelerated.size() + stock.size();
    }

    /** The share of operators that were accelerated, 0 to 1; 0 for a plan without operators. */
    public double share() {
        return operatorCount() == 0 ? 0 : (double) accelerated.size() / operatorCount();
    }

    private void visit(SparkPlan plan, boolean feedsAccelerated) {
        if (isCountedElsewhere(plan)) {
            return;
        }
        if (plan instanceof AdaptiveSparkPlanExec adaptive) {
            visit(adaptive.executedPlan(), feedsAccelerated);
            return;
        }
        if (plan instanceof QueryStageExec stage) {
            visit(stage.plan(), feedsAccelerated);
            return;
        }
        boolean accelerates = feedsAccelerated;
        if (!isWrapper(plan)) {
            accelerates = plan.nodeName().startsWith(ACCELERATED_PREFIX);
            boolean counts = accelerates || feedsAccelerated && plan.children().isEmpty();
            if (counts) {
                accelerated.add(plan.nodeName().trim());
                addFunctions(plan);
            } else {
                stock.add(plan.nodeName().trim());
                reasons.add(reason(plan));
            }
        }
        if (plan.nodeName().equals(ROWS_COME_IN)) {
            accelerates = false;
        }
        visitSubqueries(plan);
        for (SparkPlan child : CollectionConverters.asJava(plan.children())) {
            visit(child, accelerates);
        }
    }

    private void addFunctions(SparkPlan plan) {
        Option<List<List<String>>> functions = plan.getTagValue(FUNCTIONS);
        if (functions.isDefined()) {
            kernels.addAll(functions.get().get(0));
            sparks.addAll(functions.get().get(1));
        }
    }

    private static String reason(SparkPlan plan) {
        Option<Object> reason = plan.getTagValue(REASON);
        return reason.isDefined() ? reason.get().toString() : "";
    }

    private void visitSubqueries(SparkPlan plan) {
        for (QueryPlan<?> subquery : CollectionConverters.asJava(plan.subqueries())) {
            if (subquery instanceof SparkPlan physical) {
                visit(physical, false);
            }
        }
    }

    /** Reused parts stand elsewhere in the plan; a command ran as a query of its own before its result is shown. */
    private static boolean isCountedElsewhere(SparkPlan plan) {
        return plan instanceof ReusedExchangeExec
                || plan instanceof ReusedSubqueryExec
                || plan instanceof CommandResultExec;
    }

    private static boolean isWrapper(SparkPlan plan) {
        return plan instanceof WholeStageCodegenExec
                || plan instanceof InputAdapter
                || plan instanceof AQEShuffleReadExec
                || plan instanceof ColumnarToRowTransition
                || plan instanceof RowToColumnarTransition
                || plan instanceof BaseSubqueryExec
                || (plan instanceof UnionExec && plan.supportsColumnar())
                || OWN_WRAPPERS.contains(plan.nodeName());
    }
}
