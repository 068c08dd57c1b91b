/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.operator.window.frame.FrameBounds;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import org.jspecify.annotations.Nullable;

/**
 * Computes sums and averages in doubles. A growing frame goes on adding. Any other frame is added up anew for each row, from
 * its first row to its last as in Spark, because subtracting a number is not exact. If all numbers are integers so small that
 * every sum is exact, rows are subtracted, too. Source: Spark 4.1.3 {@code Sum}, {@code Average}.
 */
public final class DoubleSumFunction extends FrameFunction {
    /** Doubles hold every integer up to this one. */
    private static final long EXACT = 1L << 53;

    /** Smaller frames are fast for a whole batch of rows. */
    private static final int LARGE_FRAME = 1 << 10;

    private final int slot;
    private final boolean average;
    private boolean exact;
    private double[] values = new double[0];
    private long @Nullable [] present;
    private double sum;
    private int count;
    private int head;
    private int tail;
    private double[] out = new double[0];
    private long[] valid = new long[0];

    DoubleSumFunction(int slot, boolean average, WindowFrame frame, FrameBounds bounds) {
        super(frame, bounds);
        this.slot = slot;
        this.average = average;
    }

    @Override
    public boolean streams() {
        return endsAtRow();
    }

    @Override
    public int bytesPerRow() {
        return 8;
    }

    @Override
    void start(Column[] columns) {
        Column column = columns[slot];
        present = column.validity();
        head = 0;
        tail = 0;
        int rowCount = column.rowCount();
        exact = false;
        if (column instanceof DoubleColumn doubles) {
            values = doubles.values();
            return;
        }
        values = new double[rowCount];
        if (column instanceof FloatColumn floats) {
            float[] in = floats.values();
            for (int i = 0; i < rowCount; i++) {
                values[i] = in[i];
            }
        } else if (column instanceof IntColumn ints) {
            int[] in = ints.values();
            for (int i = 0; i < rowCount; i++) {
                values[i] = in[i];
            }
            exact = rowCount < EXACT >> 31;
        } else {
            long[] in = ((LongColumn) column).values();
            for (int i = 0; i < rowCount; i++) {
                values[i] = in[i];
            }
            exact = LongSumFunction.largest(in, rowCount) <= EXACT / Math.max(1, rowCount);
        }
    }

    @Override
    void begin(int start, int end) {
        head = start;
        tail = start;
        sum = 0.0;
        count = 0;
    }

    @Override
    void prepare(int from, int to) {
        out = new double[to - from];
        valid = Bitmap.zeros(to - from);
    }

    @Override
    void compute(int from, int to, int offset) {
        if (exact || kind() == WindowFrame.Kind.GROWING) {
            goOn(from - offset, to - offset, values, present, lower(), upper());
        } else {
            addAnew(from - offset, to - offset, values, present, lower(), upper());
        }
    }

    private void goOn(int from, int to, double[] in, long @Nullable [] words, int[] lower, int[] upper) {
        for (int i = from; i < to; i++) {
            for (; head < upper[i]; head++) {
                if (words == null || (words[head >> 6] >>> head & 1L) != 0) {
                    sum += in[head];
                    count++;
                }
            }
            for (; tail < lower[i]; tail++) {
                if (words == null || (words[tail >> 6] >>> tail & 1L) != 0) {
                    sum -= in[tail];
                    count--;
                }
            }
            put(i);
        }
    }

    private void addAnew(int from, int to, double[] in, long @Nullable [] words, int[] lower, int[] upper) {
        for (int i = from; i < to; i++) {
            if (lower[i] != tail || upper[i] != head) {
                tail = lower[i];
                head = upper[i];
                if (head - tail > LARGE_FRAME) {
                    Cancellation.check();
                }
                if (words == null) {
                    sum = add(in, tail, head);
                    count = head - tail;
                } else {
                    addPresent(in, words);
                }
            }
            put(i);
        }
    }

    /** Adds one number after the other, because the result depends on the order. */
    private static double add(double[] in, int from, int to) {
        double total = 0.0;
        for (int i = from; i < to; i++) {
            total += in[i];
        }
        return total;
    }

    private void addPresent(double[] in, long[] words) {
        double total = 0.0;
        int added = 0;
        for (int i = tail; i < head; i++) {
            if ((words[i >> 6] >>> i & 1L) != 0) {
                total += in[i];
                added++;
            }
        }
        sum = total;
        count = added;
    }

    private void put(int i) {
        out[i] = average ? sum / count : sum;
        valid[i >> 6] |= (count > 0 ? 1L : 0L) << i;
    }

    @Override
    Column finish(int from, int to) {
        return new DoubleColumn(ColumnType.DOUBLE, to - from, out, validity(valid, to - from));
    }
}
