/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.kernel.RunStarts;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;

/** Computes percent_rank and cume_dist. Source: Spark 4.1.3 {@code PercentRank}, {@code CumeDist}. */
final class ShareFunction extends PartitionFunction {
    private final boolean cumulative;
    private int start;
    private int end;
    private int peersEnd;
    private double share;
    private double[] out = new double[0];

    /** {@code cumulative} selects cume_dist. */
    ShareFunction(boolean cumulative) {
        this.cumulative = cumulative;
    }

    @Override
    void prepare(int from, int to) {
        out = new double[to - from];
    }

    @Override
    void begin(int partitionStart, int partitionEnd) {
        start = partitionStart;
        end = partitionEnd;
        peersEnd = partitionStart;
    }

    @Override
    void compute(int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            if (i == peersEnd) {
                peersEnd = RunStarts.next(rows().peerStarts(), i + 1, end);
                share = share(i);
            }
            out[i - offset] = share;
        }
    }

    private double share(int firstPeer) {
        int count = end - start;
        if (cumulative) {
            return (double) (peersEnd - start) / count;
        }
        return count > 1 ? (double) (firstPeer - start) / (count - 1) : 0.0;
    }

    @Override
    Column finish(int from, int to) {
        return new DoubleColumn(ColumnType.DOUBLE, to - from, out, null);
    }
}
