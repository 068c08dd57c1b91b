/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.offload;

import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.node.InputFileUse;
import io.quiver.spark.plan.PlanTrees;
import io.quiver.spark.scan.LineFormats;
import org.apache.spark.sql.execution.CollectLimitExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.GlobalLimitExec;
import org.apache.spark.sql.execution.LocalLimitExec;
import org.apache.spark.sql.execution.SparkPlan;

/**
 * Lets Quiver's readers read files of lines for Spark's operators too, such as writes. Converting their columns to rows takes
 * less time than Spark's parsers take for the rows alone. Scans directly below limits are left out, since a limit may need few
 * rows.
 */
final class ScansInRows {
    private ScansInRows() {}

    static SparkPlan apply(SparkPlan plan) {
        if (plan instanceof FragmentInputExec input && !input.scans().isEmpty()) {
            return plan;
        }
        if (plan instanceof FileSourceScanExec scan && LineFormats.canRead(scan) && !InputFileUse.isAsked(scan)) {
            return PlanTrees.keepTags(scan, new FragmentExec(new FragmentInputExec(scan)));
        }
        boolean isLimit =
                plan instanceof CollectLimitExec || plan instanceof LocalLimitExec || plan instanceof GlobalLimitExec;
        return PlanTrees.withChildren(
                plan, child -> isLimit && child instanceof FileSourceScanExec ? child : apply(child));
    }
}
