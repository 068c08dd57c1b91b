/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.kernel.decimal.DecimalAverage;
import io.quiver.exec.operator.window.frame.FrameBounds;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import org.jspecify.annotations.Nullable;

/**
 * Computes sums and averages of decimals in 128 bits, for types whose sums cannot overflow. Rows are added as they enter the
 * frame and subtracted as they leave it. Source: Spark 4.1.3 {@code Sum}, {@code Average}.
 */
public final class DecimalSumFunction extends FrameFunction {
    private final int slot;
    private final @Nullable DecimalAverage average;
    private final ColumnBuilder results;
    private long[] highs = new long[0];
    private long[] lows = new long[0];
    private long @Nullable [] present;
    private boolean isWide;
    private long sumHigh;
    private long sumLow;
    private int count;
    private int head;
    private int tail;

    /** {@code average} is null for sums, whose type is {@code resultType}. */
    DecimalSumFunction(
            int slot, @Nullable DecimalAverage average, ColumnType resultType, WindowFrame frame, FrameBounds bounds) {
        super(frame, bounds);
        this.slot = slot;
        this.average = average;
        results = ColumnBuilder.create(resultType, 0);
    }

    @Override
    public boolean streams() {
        return endsAtRow();
    }

    @Override
    void start(Column[] columns) {
        present = columns[slot].validity();
        head = 0;
        tail = 0;
        isWide = columns[slot] instanceof WideColumn;
        if (columns[slot] instanceof WideColumn wide) {
            highs = wide.high();
            lows = wide.low();
        } else {
            lows = ((LongColumn) columns[slot]).values();
        }
    }

    @Override
    void begin(int start, int end) {
        head = start;
        tail = start;
        sumHigh = 0;
        sumLow = 0;
        count = 0;
    }

    @Override
    void prepare(int from, int to) {}

    @Override
    void compute(int from, int to, int offset) {
        int[] lower = lower();
        int[] upper = upper();
        for (int i = from - offset; i < to - offset; i++) {
            for (; head < upper[i]; head++) {
                if (Bitmap.isSet(present, head)) {
                    add(isWide ? highs[head] : lows[head] >> 63, lows[head]);
                    count++;
                }
            }
            for (; tail < lower[i]; tail++) {
                if (Bitmap.isSet(present, tail)) {
                    subtract(isWide ? highs[tail] : lows[tail] >> 63, lows[tail]);
                    count--;
                }
            }
            append();
        }
    }

    private void add(long high, long low) {
        long after = sumLow + low;
        sumHigh += high + (Long.compareUnsigned(after, low) < 0 ? 1 : 0);
        sumLow = after;
    }

    private void subtract(long high, long low) {
        sumHigh -= high + (Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0);
        sumLow -= low;
    }

    private void append() {
        if (count == 0) {
            results.appendNull();
        } else if (average != null) {
            average.append(sumHigh, sumLow, count, results);
        } else if (results.type().physical() == ColumnType.Physical.LONGS) {
            results.appendLong(sumLow);
        } else {
            results.appendWide(sumHigh, sumLow);
        }
    }

    @Override
    Column finish(int from, int to) {
        return results.build();
    }
}
