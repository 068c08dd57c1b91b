/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.file;

import io.quiver.spark.metric.RareMetrics;
import java.io.Serializable;

/** Where a task says that Spark's reader takes a split of a file: with the reason, and as a number for the SQL tab. */
public record FallbackReport(ReaderFallbacks reasons, RareMetrics.Counter splits) implements Serializable {
    public void add(String reason) {
        reasons.add(reason);
        splits.add(1);
    }
}
