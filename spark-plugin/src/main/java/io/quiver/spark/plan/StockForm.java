/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.spark.compat.Scala;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.ApplyColumnarRulesAndInsertTransitions;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.SparkPlan;

/** The stock operators that a fragment stands for, over its inputs, ready for Spark to run: one by one, without generated stages. */
final class StockForm {
    private StockForm() {}

    static SparkPlan of(FragmentExec fragment) {
        ColumnarRule conversions = new ColumnarRule() {
            @Override
            public Rule<SparkPlan> postColumnarTransitions() {
                return new ColumnarInputs();
            }
        };
        return new ApplyColumnarRulesAndInsertTransitions(Scala.seqOf(conversions), false)
                .apply(operators(fragment.child()));
    }

    private static SparkPlan operators(SparkPlan plan) {
        if (plan instanceof FragmentInputExec input) {
            return input.child();
        }
        SparkPlan stock = plan instanceof OperatorExec operator ? operator.effective() : plan;
        return HashJoins.asStock((SparkPlan) stock.withNewChildren(Scala.seq(
                Scala.list(plan.children()).stream().map(StockForm::operators).toList())));
    }
}
