/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import java.util.Optional;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.SparkPlan;
import scala.Option;

/** Records why an operator stayed on Spark, as a tag on the plan node itself. */
public final class Reasons {
    private static final TreeNodeTag<Verdict.Unsupported> TAG = new TreeNodeTag<>("quiver.reason");

    private Reasons() {}

    public static void set(SparkPlan node, Reason reason, String detail) {
        set(node, new Verdict.Unsupported(reason, detail));
    }

    public static void set(SparkPlan node, Verdict.Unsupported verdict) {
        node.setTagValue(TAG, verdict);
    }

    public static void clear(SparkPlan node) {
        node.unsetTagValue(TAG);
    }

    public static Optional<Verdict.Unsupported> of(SparkPlan node) {
        Option<Verdict.Unsupported> reason = node.getTagValue(TAG);
        return reason.isDefined() ? Optional.of(reason.get()) : Optional.empty();
    }
}
