/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.bridge.support.Verdict;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.explain.Evaluations;
import io.quiver.spark.scan.ColumnarReads;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.execution.ApplyColumnarRulesAndInsertTransitions;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;

/**
 * The last step before execution: the stock operators inside fragments become {@link OperatorExec}s, and the plans below
 * fragments get the transitions that Spark does not insert there (see {@link FragmentInputExec}).
 */
final class ExecutableForm {
    private ExecutableForm() {}

    static SparkPlan of(SparkPlan plan) {
        if (plan instanceof FragmentExec fragment) {
            SparkPlan operators = fragment.isExecutable() ? fragment.child() : late(fragment.child());
            return keepTags(fragment, new FragmentExec(operator(operators)));
        }
        return withChildren(plan, ExecutableForm::of);
    }

    private static SparkPlan late(SparkPlan operators) {
        SparkPlan late = LateProjections.apply(operators);
        if (late != operators) {
            evaluateAgain(late);
        }
        return late;
    }

    /** Expressions have moved from operator to operator. */
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
            return keepTags(input, new FragmentInputExec(withTransitions(child)));
        }
        List<SparkPlan> inputs = new ArrayList<>();
        for (SparkPlan child : Scala.list(plan.children())) {
            inputs.add(operator(child));
        }
        if (plan instanceof OperatorExec operator) {
            return operator.withNewChildren(Scala.seq(inputs));
        }
        return keepTags(plan, OperatorExec.of(plan, inputs));
    }

    /** With Spark's transitions below the input; between us and batches that Spark does not know of, there is none. */
    private static SparkPlan withTransitions(SparkPlan child) {
        if (child instanceof UnionExec && !child.supportsColumnar() && ColumnarReads.canRead(child)) {
            return withChildren(child, ExecutableForm::withTransitions);
        }
        return new ApplyColumnarRulesAndInsertTransitions(Scala.seqOf(), child.supportsColumnar()).apply(child);
    }

    static SparkPlan withChildren(SparkPlan plan, java.util.function.UnaryOperator<SparkPlan> rewrite) {
        List<SparkPlan> before = Scala.list(plan.children());
        List<SparkPlan> after = new ArrayList<>(before.size());
        boolean changed = false;
        for (SparkPlan child : before) {
            SparkPlan rewritten = rewrite.apply(child);
            changed |= rewritten != child;
            after.add(rewritten);
        }
        if (!changed) {
            return plan;
        }
        SparkPlan result = plan.withNewChildren(Scala.seq(after));
        if (result == plan) {
            for (int i = 0; i < before.size(); i++) {
                tell(before.get(i), after.get(i));
            }
        }
        return result;
    }

    /**
     * Gives {@code old} the tags, reasons among them, of its equal: where all new children are equal to the old ones, the parent keeps
     * the old. Source: Spark 4.1.3 {@code TreeNode.withNewChildren}.
     */
    private static void tell(SparkPlan old, SparkPlan equal) {
        if (old == equal) {
            return;
        }
        old.mergeTagsFrom(equal);
        List<SparkPlan> below = Scala.list(old.children());
        for (int i = 0; i < below.size(); i++) {
            tell(below.get(i), Scala.list(equal.children()).get(i));
        }
    }

    /** The plan with {@code replacement} in the place of its node {@code old}. */
    static SparkPlan replaced(SparkPlan plan, SparkPlan old, SparkPlan replacement) {
        return plan == old ? replacement : withChildren(plan, child -> replaced(child, old, replacement));
    }

    /** AQE asks every node for the logical plan it stands for, which is a tag. */
    static SparkPlan keepTags(SparkPlan from, SparkPlan to) {
        if (to != from && to.isTagsEmpty()) {
            to.copyTagsFrom(from);
        }
        return to;
    }
}
