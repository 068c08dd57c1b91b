/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.finish;

import io.quiver.bridge.support.Verdict;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.node.BatchRangeExec;
import io.quiver.spark.node.BatchUnionExec;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.node.OperatorExec;
import io.quiver.spark.plan.Evaluations;
import io.quiver.spark.plan.PlanTrees;
import io.quiver.spark.scan.ColumnarReads;
import io.quiver.spark.translation.Translation;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.execution.ApplyColumnarRulesAndInsertTransitions;
import org.apache.spark.sql.execution.RangeExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;

/**
 * Takes the last step before execution: the stock operators inside fragments become {@link OperatorExec}s, and the plans below
 * fragments get the transitions that Spark does not insert there (see {@link FragmentInputExec}).
 */
public final class ExecutableForm {
    private ExecutableForm() {}

    public static SparkPlan of(SparkPlan plan) {
        if (plan instanceof FragmentExec fragment) {
            SparkPlan operators = fragment.isExecutable() ? fragment.child() : late(fragment.child());
            return PlanTrees.keepTags(fragment, new FragmentExec(operator(operators)));
        }
        return PlanTrees.withChildren(plan, ExecutableForm::of);
    }

    private static SparkPlan late(SparkPlan operators) {
        SparkPlan late = PostponedProjections.apply(operators);
        if (late != operators) {
            evaluateAgain(late);
        }
        return late;
    }

    /** Needed because expressions have moved from operator to operator. */
    private static void evaluateAgain(SparkPlan plan) {
        if (plan instanceof FragmentInputExec) {
            return;
        }
        if (Translation.translator().verdict(plan) instanceof Verdict.Supported supported) {
            Evaluations.set(plan, supported);
        }
        Scala.list(plan.children()).forEach(ExecutableForm::evaluateAgain);
    }

    private static SparkPlan operator(SparkPlan plan) {
        if (plan instanceof FragmentInputExec input) {
            SparkPlan child = of(input.child());
            return PlanTrees.keepTags(input, new FragmentInputExec(withTransitions(child)));
        }
        List<SparkPlan> inputs = new ArrayList<>();
        for (SparkPlan child : Scala.list(plan.children())) {
            inputs.add(operator(child));
        }
        if (plan instanceof OperatorExec operator) {
            return operator.withNewChildren(Scala.seq(inputs));
        }
        return PlanTrees.keepTags(plan, OperatorExec.of(plan, inputs));
    }

    /** Inserts Spark's transitions below the input; none between Quiver and batches that Spark does not know of. */
    private static SparkPlan withTransitions(SparkPlan child) {
        if (child instanceof UnionExec && !child.supportsColumnar() && ColumnarReads.canRead(child)) {
            List<SparkPlan> inputs = Scala.list(child.children()).stream()
                    .map(ExecutableForm::withTransitions)
                    .toList();
            return PlanTrees.keepTags(child, new BatchUnionExec(Scala.seq(inputs)));
        }
        if (child instanceof RangeExec range && ColumnarReads.canRead(range)) {
            return PlanTrees.keepTags(child, new BatchRangeExec(range));
        }
        return new ApplyColumnarRulesAndInsertTransitions(Scala.seqOf(), child.supportsColumnar()).apply(child);
    }
}
