/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import io.quiver.exec.error.Declined;

/** Computes timestamps in microseconds. */
public final class Timestamps {
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** Seconds up to which a second and its microseconds surely fit in a long. Spark's own check at the edge is finer. */
    private static final long MAX_SECOND = Long.MAX_VALUE / MICROS_PER_SECOND - 1;

    private Timestamps() {}

    /**
     * The microseconds since the epoch.
     *
     * @throws Declined near the ends of the range, where Spark may raise an error
     */
    public static long micros(long epochSecond) {
        if (epochSecond > MAX_SECOND || epochSecond < -MAX_SECOND) {
            throw Declined.batch();
        }
        return epochSecond * MICROS_PER_SECOND;
    }
}
