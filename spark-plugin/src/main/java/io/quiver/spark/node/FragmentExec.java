/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.PrintedTree;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.exchange.CollectedBlocks;
import io.quiver.spark.fallback.PlanningNet;
import io.quiver.spark.metric.MetricNames;
import io.quiver.spark.plan.NodeNames;
import io.quiver.spark.plan.PlanTrees;
import io.quiver.spark.plan.UnaryQuiverPlan;
import io.quiver.spark.translation.TaskFragment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.execution.ExecSubqueryExpression;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Tuple2;
import scala.collection.immutable.Seq;

/**
 * The root of a fragment: a run of operators that Quiver executes together, as WholeStageCodegenExec is the root of a codegen
 * stage. Below it are the fragment's operators, down to {@link FragmentInputExec}.
 *
 * <p>While Spark still rewrites the plan (adaptive execution), the operators are the stock nodes themselves, so that Spark's
 * rules see nodes they know. At the end {@code ExecutableForm} turns them into {@link OperatorExec}s. EXPLAIN shows both alike.
 * The result is returned as rows or as columns, as the parent requests.
 */
public final class FragmentExec extends UnaryQuiverPlan {
    public FragmentExec(SparkPlan child) {
        super(child);
    }

    /** Whether the fragment has no operator, only a conversion. */
    public boolean isConversion() {
        return child() instanceof FragmentInputExec;
    }

    /** Whether the operators are ready to run. */
    public boolean isExecutable() {
        return child() instanceof OperatorExec || isConversion();
    }

    /** The operators of a fragment that is not executable yet, root first. */
    public List<SparkPlan> stockOperators() {
        List<SparkPlan> operators = new ArrayList<>();
        collectOperators(child(), operators);
        return operators;
    }

    private static void collectOperators(SparkPlan plan, List<SparkPlan> operators) {
        if (plan instanceof FragmentInputExec) {
            return;
        }
        operators.add(plan);
        for (SparkPlan child : Scala.list(plan.children())) {
            collectOperators(child, operators);
        }
    }

    @Override
    protected Object[] arguments() {
        return new Object[] {child()};
    }

    @Override
    public SparkPlan withNewChildInternal(SparkPlan child) {
        return new FragmentExec(child);
    }

    @Override
    protected void defineMetrics(Map<String, SQLMetric> metrics) {
        metrics.put("fragmentTime", SQLMetrics.createNanoTimingMetric(sparkContext(), MetricNames.FRAGMENT_TIME, -1L));
        showReadBySpark(child(), metrics);
        VerifiedFragment.defineMetrics(this, metrics);
    }

    /** The SQL tab leaves fragment inputs out, so the metrics of scans are shown here. */
    private static void showReadBySpark(SparkPlan plan, Map<String, SQLMetric> metrics) {
        if (plan instanceof FragmentInputExec input) {
            if (!input.scans().isEmpty()) {
                metrics.put("splitsLeftToSpark" + metrics.size(), input.longMetric("splitsLeftToSpark"));
                metrics.put("rowsReadBySpark" + metrics.size(), input.longMetric("rowsReadBySpark"));
            }
            return;
        }
        Scala.list(plan.children()).forEach(child -> showReadBySpark(child, metrics));
    }

    @Override
    public String nodeName() {
        return isConversion() ? NodeNames.COLUMNAR_TO_ROW : NodeNames.FRAGMENT;
    }

    @Override
    public Seq<SortOrder> outputOrdering() {
        return PlanningNet.orElse("FragmentExec", () -> HashJoins.ordering(child()), failure -> Scala.seqOf());
    }

    /**
     * Drops projections that change nothing. RemoveRedundantProjects (Spark 4.1) keeps such a projection over a scan of rows,
     * since it does not see the scan below a fragment's input when it runs again. The same broadcast would then run twice.
     */
    @Override
    public SparkPlan doCanonicalize() {
        SparkPlan operators = PlanningNet.orElse("FragmentExec", () -> withoutCopies(child()), failure -> child());
        return operators.canonicalized();
    }

    private static SparkPlan withoutCopies(SparkPlan plan) {
        if (plan instanceof FragmentInputExec) {
            return plan;
        }
        SparkPlan operator = PlanTrees.withChildren(plan, FragmentExec::withoutCopies);
        SparkPlan stock = operator instanceof OperatorExec executable ? executable.effective() : operator;
        return stock instanceof ProjectExec project && isCopy(project)
                ? Scala.list(operator.children()).get(0)
                : operator;
    }

    private static boolean isCopy(ProjectExec project) {
        List<NamedExpression> columns = Scala.list(project.projectList());
        List<Attribute> input = Scala.list(project.child().output());
        boolean isCopy = columns.size() == input.size();
        for (int i = 0; isCopy && i < columns.size(); i++) {
            isCopy = columns.get(i) instanceof Attribute
                    && columns.get(i).exprId().equals(input.get(i).exprId());
        }
        return isCopy;
    }

    @Override
    public RDD<InternalRow> doExecute() {
        return this.<RDD<InternalRow>>launched(FragmentLaunch::rows)
                .orElseGet(() -> StockForm.of(this).execute());
    }

    @Override
    public RDD<ColumnarBatch> doExecuteColumnar() {
        return this.<RDD<ColumnarBatch>>launched(FragmentLaunch::batches)
                .orElseGet(() -> new FragmentExec(new FragmentInputExec(StockForm.of(this))).executeColumnar());
    }

    /** Empty if Quiver fails to translate its operators: Spark then runs them. A failure in their inputs is the query's own. */
    private <T> Optional<T> launched(BiFunction<FragmentLaunch, Optional<TaskFragment.Program>, T> output) {
        if (isConversion()) {
            return Optional.of(output.apply(FragmentLaunch.of(this), Optional.empty()));
        }
        Optional<FragmentLaunch> launch = orElseEmpty(() -> FragmentLaunch.of(this));
        launch.ifPresent(own -> {
            fillSubqueries(own);
            ConstantErrors.raise(own.operators());
        });
        return launch.flatMap(own -> orElseEmpty(own::program).map(program -> output.apply(own, program)));
    }

    private static <T> Optional<T> orElseEmpty(Supplier<T> planned) {
        return PlanningNet.orElse("FragmentExec", () -> Optional.of(planned.get()), failure -> Optional.empty());
    }

    /** Collects rows for a broadcast: they come as blocks, which a columnar broadcast passes on unchanged. */
    @Override
    public Tuple2<Object, scala.collection.Iterator<InternalRow>> executeCollectIterator() {
        CollectedBlocks blocks = CollectedBlocks.of(
                executeColumnar(), SparkTypes.dataTypes(Scala.list(output())), longMetric("fragmentTime"));
        return new Tuple2<>(blocks.rowCount(), blocks.rows());
    }

    /** Spark waits only for the subqueries of the node it executes, and it does not execute the operators below. */
    private static void fillSubqueries(FragmentLaunch launch) {
        for (OperatorExec operator : launch.operators()) {
            scala.collection.Iterator<org.apache.spark.sql.catalyst.expressions.Expression> expressions =
                    operator.expressions().iterator();
            while (expressions.hasNext()) {
                fill(expressions.next());
            }
        }
    }

    private static void fill(org.apache.spark.sql.catalyst.expressions.Expression expression) {
        if (expression instanceof ExecSubqueryExpression subquery) {
            subquery.updateResult();
        }
        scala.collection.Iterator<org.apache.spark.sql.catalyst.expressions.Expression> children =
                expression.children().iterator();
        while (children.hasNext()) {
            fill(children.next());
        }
    }

    @Override
    protected void print(PrintedTree tree) {
        if (isConversion()) {
            printAsStock(tree.withPrefix("", tree.addSuffix()));
            return;
        }
        // Stock nodes get our name through the prefix, which Spark hands down to all of them; ours have it already.
        print(child(), tree.withPrefix(isExecutable() ? "" : NodeNames.PREFIX, false));
    }

    @Override
    public String simpleString(int maxFields) {
        return nodeName();
    }
}
