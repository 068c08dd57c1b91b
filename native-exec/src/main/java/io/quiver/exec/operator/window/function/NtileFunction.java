/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;

/** Assigns rows to buckets whose sizes differ by at most one, larger buckets first. Source: Spark 4.1.3 {@code NTile}. */
final class NtileFunction extends PartitionFunction {
    private final int buckets;
    private int bucket;
    private int bucketEnd;
    private int size;
    private int larger;
    private int[] out = new int[0];

    NtileFunction(int buckets) {
        this.buckets = buckets;
    }

    @Override
    void prepare(int from, int to) {
        out = new int[to - from];
    }

    @Override
    void begin(int start, int end) {
        bucket = 0;
        bucketEnd = start;
        size = (end - start) / buckets;
        larger = (end - start) % buckets;
    }

    @Override
    void compute(int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            if (i == bucketEnd) {
                bucketEnd += size + (bucket < larger ? 1 : 0);
                bucket++;
            }
            out[i - offset] = bucket;
        }
    }

    @Override
    Column finish(int from, int to) {
        return new IntColumn(ColumnType.INT, to - from, out, null);
    }
}
