/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.file;

import io.quiver.spark.metric.RareMetrics;
import java.io.Serializable;

/** Reports that Spark's reader takes a split of a file: the reason, and a count for the SQL tab. Used by tasks. */
public record FallbackReport(ReaderFallbacks reasons, RareMetrics.Counter splits) implements Serializable {
    public void add(String reason) {
        reasons.add(reason);
        splits.add(1);
    }
}
