/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import static org.assertj.core.api.Assertions.assertThat;

/** What one operator reported. */
public final class Reported implements OperatorMetrics {
    private long rows;
    private long batches;
    private long nanos;
    private long peakBytes;
    private long spilledBytes;

    public long rows() {
        return rows;
    }

    public long batches() {
        return batches;
    }

    public long nanos() {
        return nanos;
    }

    public long peakBytes() {
        return peakBytes;
    }

    public long spilledBytes() {
        return spilledBytes;
    }

    @Override
    public void output(int batchRows) {
        rows += batchRows;
        batches++;
    }

    @Override
    public void elapsed(long elapsedNanos) {
        assertThat(elapsedNanos).isNotNegative();
        nanos += elapsedNanos;
    }

    @Override
    public void peakMemory(long bytes) {
        peakBytes = Math.max(peakBytes, bytes);
    }

    @Override
    public void spilled(long bytes) {
        spilledBytes += bytes;
    }

    @Override
    public void declined() {}

    @Override
    public void hostRows(int hostRows) {}
}
