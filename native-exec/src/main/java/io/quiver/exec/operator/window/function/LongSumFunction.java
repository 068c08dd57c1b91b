/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.window.frame.FrameBounds;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import org.jspecify.annotations.Nullable;

/**
 * Computes sums of integers as longs. Rows are added as they enter the frame and subtracted as they leave it. If a sum might
 * overflow and must not wrap, Spark's own code computes it, row by row in its order. Source: Spark 4.1.3 {@code Sum}.
 */
public final class LongSumFunction extends FrameFunction {
    private final int slot;
    private final boolean mayWrap;
    private final boolean isNarrow;
    private int[] ints = new int[0];
    private long[] longs = new long[0];
    private long @Nullable [] present;
    private long sum;
    private int count;
    private int head;
    private int tail;
    private long[] out = new long[0];
    private long[] valid = new long[0];

    LongSumFunction(int slot, ColumnType type, EvaluationMode mode, WindowFrame frame, FrameBounds bounds) {
        super(frame, bounds);
        this.slot = slot;
        mayWrap = mode == EvaluationMode.LEGACY;
        isNarrow = type.physical() == ColumnType.Physical.INTS;
    }

    @Override
    public boolean streams() {
        return endsAtRow() && (isNarrow || mayWrap);
    }

    @Override
    void start(Column[] columns) {
        present = columns[slot].validity();
        head = 0;
        tail = 0;
        if (columns[slot] instanceof IntColumn column) {
            ints = column.values();
            return;
        }
        longs = ((LongColumn) columns[slot]).values();
        if (!mayWrap && mayOverflow(longs, columns[slot].rowCount())) {
            throw Declined.batch();
        }
    }

    /** Returns whether the sum of {@code rowCount} of the largest values might overflow. */
    private static boolean mayOverflow(long[] values, int rowCount) {
        return largest(values, rowCount) > Long.MAX_VALUE / Math.max(1, rowCount);
    }

    /** Returns a bound of the absolute values, including those of null rows. */
    static long largest(long[] values, int rowCount) {
        long bits = 0;
        for (int i = 0; i < rowCount; i++) {
            bits |= values[i] ^ values[i] >> 63;
        }
        return bits == Long.MAX_VALUE ? bits : bits + 1;
    }

    @Override
    void begin(int start, int end) {
        head = start;
        tail = start;
        sum = 0;
        count = 0;
    }

    @Override
    void prepare(int from, int to) {
        out = new long[to - from];
        valid = Bitmap.zeros(to - from);
    }

    @Override
    void compute(int from, int to, int offset) {
        if (isNarrow) {
            sumInts(from - offset, to - offset, ints, present, lower(), upper());
        } else {
            sumLongs(from - offset, to - offset, longs, present, lower(), upper());
        }
    }

    private void sumInts(int from, int to, int[] values, long @Nullable [] words, int[] lower, int[] upper) {
        for (int i = from; i < to; i++) {
            for (; head < upper[i]; head++) {
                long bit = words == null ? 1L : words[head >> 6] >>> head & 1L;
                sum += values[head] & -bit;
                count += (int) bit;
            }
            for (; tail < lower[i]; tail++) {
                long bit = words == null ? 1L : words[tail >> 6] >>> tail & 1L;
                sum -= values[tail] & -bit;
                count -= (int) bit;
            }
            put(i);
        }
    }

    private void sumLongs(int from, int to, long[] values, long @Nullable [] words, int[] lower, int[] upper) {
        for (int i = from; i < to; i++) {
            for (; head < upper[i]; head++) {
                long bit = words == null ? 1L : words[head >> 6] >>> head & 1L;
                sum += values[head] & -bit;
                count += (int) bit;
            }
            for (; tail < lower[i]; tail++) {
                long bit = words == null ? 1L : words[tail >> 6] >>> tail & 1L;
                sum -= values[tail] & -bit;
                count -= (int) bit;
            }
            put(i);
        }
    }

    private void put(int i) {
        out[i] = sum;
        valid[i >> 6] |= (count > 0 ? 1L : 0L) << i;
    }

    @Override
    Column finish(int from, int to) {
        return new LongColumn(ColumnType.LONG, to - from, out, validity(valid, to - from));
    }
}
