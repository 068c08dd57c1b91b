/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.operator.window.rows.NoRows;
import io.quiver.exec.operator.window.rows.WindowRows;
import io.quiver.exec.vector.Column;

/** A function computed partition by partition. */
abstract class PartitionFunction extends WindowFunction {
    private WindowRows rows = NoRows.INSTANCE;
    private int partition;

    @Override
    public void start(WindowRows newRows) {
        rows = newRows;
        partition = 0;
    }

    final WindowRows rows() {
        return rows;
    }

    /** Returns the partition of the rows being computed. */
    final int partition() {
        return partition;
    }

    @Override
    public final Column next(int from, int to) {
        prepare(from, to);
        int at = from;
        while (at < to) {
            while (rows.end(partition) <= at) {
                partition++;
            }
            int end = Math.min(to, rows.end(partition));
            if (rows.isStart(partition, at)) {
                begin(at, rows.end(partition));
            }
            compute(at, end, from);
            at = end;
        }
        return finish(from, to);
    }

    /** Makes room for the results of rows {@code [from, to)}. */
    abstract void prepare(int from, int to);

    /** Starts a partition. */
    void begin(int start, int end) {}

    /** Computes rows {@code [from, to)} of one partition. The result of row {@code i} is at {@code i - offset}. */
    abstract void compute(int from, int to, int offset);

    abstract Column finish(int from, int to);
}
