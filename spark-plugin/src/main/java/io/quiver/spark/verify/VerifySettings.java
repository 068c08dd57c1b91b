/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import io.quiver.spark.config.QuiverConf;
import java.io.Serializable;

/**
 * How much is verified, and what happens on a difference.
 *
 * @param maxBytes most bytes of rows of a fragment's inputs and of its output that a task holds for the comparison
 */
public record VerifySettings(QuiverConf.Verify mode, QuiverConf.OnMismatch onMismatch, long maxBytes)
        implements Serializable {
    /** One of this many partitions is verified in a sample. */
    private static final int SAMPLE_STRIDE = 16;

    public static VerifySettings ofSession() {
        return new VerifySettings(QuiverConf.verify(), QuiverConf.verifyOnMismatch(), QuiverConf.verifyMaxBytes());
    }

    /** Whether a partition is verified; at least one partition of each fragment is. */
    boolean covers(int partition, int partitionCount, int seed) {
        int stride = Math.min(SAMPLE_STRIDE, Math.max(1, partitionCount));
        return switch (mode) {
            case OFF -> false;
            case ALL -> true;
            case SAMPLE -> Math.floorMod(partition - seed, stride) == 0;
        };
    }
}
