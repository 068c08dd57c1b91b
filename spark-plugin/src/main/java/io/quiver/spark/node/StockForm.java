/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.plan.PlanTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.physical.SinglePartition$;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.ApplyColumnarRulesAndInsertTransitions;
import org.apache.spark.sql.execution.CollapseCodegenStages;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.LocalLimitExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;

/** Makes the stock operators of a fragment over its inputs, ready for Spark to run one by one, without generated stages. */
public final class StockForm {
    private StockForm() {}

    /** Replaces every fragment whose operators are not ready to run by its stock operators. */
    public static SparkPlan everywhere(SparkPlan plan) {
        SparkPlan current = PlanTrees.withChildren(plan, StockForm::everywhere);
        return current instanceof FragmentExec fragment && !(fragment.child() instanceof OperatorExec)
                ? PlanTrees.keepTags(fragment, new FragmentExec(new FragmentInputExec(of(fragment))))
                : current;
    }

    static SparkPlan of(FragmentExec fragment) {
        ColumnarRule conversions = new ColumnarRule() {
            @Override
            public Rule<SparkPlan> postColumnarTransitions() {
                return new ReplaceConversions();
            }
        };
        return new ApplyColumnarRulesAndInsertTransitions(Scala.seqOf(conversions), false)
                .apply(operators(fragment.child()));
    }

    /**
     * Returns the operators over the replacements that {@code inputs} gives for the fragment's inputs, in Spark's stages of
     * generated code, to run in the fragment's own tasks.
     */
    public static SparkPlan replayed(FragmentExec fragment, Function<FragmentInputExec, SparkPlan> inputs) {
        return new CollapseCodegenStages(new AtomicInteger()).apply(replayed(fragment.child(), inputs));
    }

    private static SparkPlan replayed(SparkPlan plan, Function<FragmentInputExec, SparkPlan> inputs) {
        if (plan instanceof FragmentInputExec input) {
            return inputs.apply(input);
        }
        OperatorExec operator = (OperatorExec) plan;
        List<SparkPlan> children = new ArrayList<>();
        for (SparkPlan child : Scala.list(operator.children())) {
            children.add(replayed(child, inputs));
        }
        SparkPlan stock = operator.effective().withNewChildren(Scala.seq(children));
        SparkPlan sorted = HashJoins.sorted(stock, UnaryOperator.identity());
        return sorted instanceof TakeOrderedAndProjectExec topN ? ofPartition(topN) : sorted;
    }

    /** Spark's node for a top-n would combine several partitions (TakeOrderedAndProjectExec.doExecute, 4.1). */
    private static SparkPlan ofPartition(TakeOrderedAndProjectExec topN) {
        SparkPlan child = topN.child();
        if (topN.offset() > 0 || child.outputPartitioning() == SinglePartition$.MODULE$) {
            return topN;
        }
        return new ProjectExec(
                Scala.<NamedExpression>widen(topN.projectList()),
                new LocalLimitExec(topN.limit(), new SortExec(topN.sortOrder(), false, child, 0)));
    }

    private static SparkPlan operators(SparkPlan plan) {
        if (plan instanceof FragmentInputExec input) {
            return input.child();
        }
        SparkPlan stock = plan instanceof OperatorExec operator ? operator.effective() : plan;
        return HashJoins.asStock(
                (SparkPlan) stock.withNewChildren(Scala.seq(Scala.list(plan.children()).stream()
                        .map(StockForm::operators)
                        .toList())),
                UnaryOperator.identity());
    }
}
