/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verdict;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.fallback.PlanningNet;
import io.quiver.spark.node.InputFileUse;
import io.quiver.spark.plan.Evaluations;
import io.quiver.spark.scan.ColumnarReads;
import io.quiver.spark.scan.LineFormats;
import io.quiver.spark.translation.Translation;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;

/** Decides whether a stock operator can run on Quiver, by its class, its columns, its place in the plan and its expressions. */
public final class OperatorVerdict {
    private OperatorVerdict() {}

    /** Whether the operator can run on Quiver, whatever its children are. */
    public static boolean isSupported(SparkPlan operator) {
        return of(operator).isSupported();
    }

    /** Whether the operator runs on Quiver, or why not. Tells {@link Evaluations} who evaluates its expressions. */
    public static Verdict of(SparkPlan plan) {
        if (!OperatorCatalog.isOffloaded(plan) || !Translation.translator().translates(plan.getClass())) {
            if (plan instanceof FileSourceScanExec scan && LineFormats.isOne(scan)) {
                Optional<String> refusal = LineFormats.refusal(scan);
                if (refusal.isPresent()) {
                    return Verdict.unsupported(Reason.OPERATOR_FORM, refusal.get());
                }
            }
            return ColumnarReads.canRead(plan) && OperatorCatalog.isOffloaded(plan)
                    ? Verdict.unsupported(Reason.NOT_WORTH_IT, "no operator of Quiver's takes its columns")
                    : Verdict.unsupported(Reason.OPERATOR, OperatorCatalog.whyNot(plan));
        }
        for (SparkPlan child : Scala.list(plan.children())) {
            Optional<Attribute> notCarried = SparkTypes.notCarried(Scala.list(child.output()));
            if (notCarried.isPresent()) {
                Attribute attribute = notCarried.get();
                return Verdict.unsupported(
                        Reason.TYPE, attribute.dataType().catalogString() + " in column " + attribute.name());
            }
        }
        Optional<Verdict.Unsupported> outOfStep = InputFileUse.outOfStep(plan);
        if (outOfStep.isPresent()) {
            return outOfStep.get();
        }
        Verdict verdict = PlanningNet.orElse(
                "PlanTranslator",
                () -> Translation.translator().verdict(plan),
                failure -> Verdict.unsupported(Reason.PLANNING_FAILED, String.valueOf(failure)));
        if (verdict instanceof Verdict.Supported supported) {
            Evaluations.set(plan, supported);
        }
        return verdict;
    }
}
