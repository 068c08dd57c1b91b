/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

/**
 * The limits from which dates and timestamps are exact. Files of old writers hold them in the hybrid Julian calendar. Values
 * before these limits are declined, so that the host rebases them or fails, as configured.
 *
 * @param day the first day that needs no rebase, {@link Integer#MIN_VALUE} if none does
 * @param micros the first instant that needs no rebase, {@link Long#MIN_VALUE} if none does
 * @param int96Micros the same for timestamps in INT96
 */
public record ExactFrom(int day, long micros, long int96Micros) {
    /** The file is in the proleptic Gregorian calendar: every value is exact. */
    public static final ExactFrom ALWAYS = new ExactFrom(Integer.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);
}
