/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.operator.window.frame.FrameBounds;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import org.jspecify.annotations.Nullable;

/** Counts the rows of the frame without a null in any argument. Source: Spark 4.1.3 {@code Count}. */
public final class CountFunction extends FrameFunction {
    private final int[] slots;
    private long @Nullable [] present;
    private long count;
    private int head;
    private int tail;
    private long[] out = new long[0];

    CountFunction(int[] slots, WindowFrame frame, FrameBounds bounds) {
        super(frame, bounds);
        this.slots = slots;
    }

    @Override
    public boolean streams() {
        return endsAtRow();
    }

    @Override
    void start(Column[] columns) {
        present = present(columns, slots);
        head = 0;
        tail = 0;
    }

    @Override
    void begin(int start, int end) {
        head = start;
        tail = start;
        count = 0;
    }

    @Override
    void prepare(int from, int to) {
        out = new long[to - from];
    }

    @Override
    void compute(int from, int to, int offset) {
        int[] lower = lower();
        int[] upper = upper();
        long[] words = present;
        if (words == null) {
            for (int i = from - offset; i < to - offset; i++) {
                count += (upper[i] - head) - (lower[i] - tail);
                head = upper[i];
                tail = lower[i];
                out[i] = count;
            }
            return;
        }
        for (int i = from - offset; i < to - offset; i++) {
            for (; head < upper[i]; head++) {
                count += words[head >> 6] >>> head & 1L;
            }
            for (; tail < lower[i]; tail++) {
                count -= words[tail >> 6] >>> tail & 1L;
            }
            out[i] = count;
        }
    }

    @Override
    Column finish(int from, int to) {
        return new LongColumn(ColumnType.LONG, to - from, out, null);
    }
}
