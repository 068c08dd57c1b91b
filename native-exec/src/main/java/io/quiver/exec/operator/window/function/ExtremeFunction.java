/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.kernel.FloatingOrder;
import io.quiver.exec.kernel.sort.RowOrder;
import io.quiver.exec.operator.window.frame.FrameBounds;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.operator.window.rows.RowChoice;
import io.quiver.exec.operator.window.rows.ValueRows;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import org.jspecify.annotations.Nullable;

/**
 * Computes min and max. The rows that may still be the answer are kept in order, better ones before later ones, so that each
 * row is added and dropped once. Of equal values the first one is the answer. Source: Spark 4.1.3 {@code Min}, {@code Max}.
 */
public final class ExtremeFunction extends FrameFunction {
    private final int slot;
    private final boolean greatest;
    private final RowOrder order;
    private final Column[] values = {BooleanColumn.nulls(0)};
    /** By row: a long that sorts as the value does, smallest first; null for byte strings and 128-bit values. */
    private long @Nullable [] codes;

    private long @Nullable [] present;
    private final ValueRows candidates = new ValueRows();
    private int head;
    private int[] chosen = new int[0];

    ExtremeFunction(int slot, boolean greatest, WindowFrame frame, FrameBounds bounds) {
        super(frame, bounds);
        this.slot = slot;
        this.greatest = greatest;
        this.order = new RowOrder(new boolean[] {!greatest}, new boolean[] {true});
    }

    @Override
    public int bytesPerRow() {
        return 8;
    }

    @Override
    void start(Column[] columns) {
        values[0] = columns[slot];
        present = columns[slot].validity();
        codes = codes(columns[slot]);
        long[] fixed = codes;
        if (greatest && fixed != null) {
            for (int i = 0; i < fixed.length; i++) {
                fixed[i] = ~fixed[i];
            }
        }
    }

    private static long @Nullable [] codes(Column column) {
        int rowCount = column.rowCount();
        if (column instanceof DoubleColumn doubles) {
            return FloatingOrder.keys(doubles.values(), rowCount);
        }
        if (column instanceof FloatColumn floats) {
            return FloatingOrder.keys(floats.values(), rowCount);
        }
        if (column.type().physical() == ColumnType.Physical.WIDE
                || column.type().physical() == ColumnType.Physical.BYTES) {
            return null;
        }
        long[] codes = new long[rowCount];
        if (column instanceof LongColumn longs) {
            System.arraycopy(longs.values(), 0, codes, 0, rowCount);
        } else if (column instanceof IntColumn ints) {
            int[] in = ints.values();
            for (int i = 0; i < rowCount; i++) {
                codes[i] = in[i];
            }
        } else {
            long[] words = ((BooleanColumn) column).words();
            for (int i = 0; i < rowCount; i++) {
                codes[i] = words[i >> 6] >>> i & 1L;
            }
        }
        return codes;
    }

    @Override
    void begin(int start, int end) {
        candidates.clear();
        head = start;
    }

    @Override
    void prepare(int from, int to) {
        chosen = new int[to - from];
    }

    @Override
    void compute(int from, int to, int offset) {
        int[] lower = lower();
        int[] upper = upper();
        for (int i = from - offset; i < to - offset; i++) {
            for (; head < upper[i]; head++) {
                if (Bitmap.isSet(present, head)) {
                    offer(head);
                }
            }
            candidates.dropUpTo(lower[i] - 1);
            chosen[i] = candidates.count() == 0 ? RowChoice.NONE : candidates.get(0);
        }
    }

    private void offer(int row) {
        long[] fixed = codes;
        if (kind() == WindowFrame.Kind.GROWING) {
            // nothing drops out: a row that is not better never is the answer
            if (candidates.count() > 0 && !isBetter(fixed, row, candidates.last())) {
                return;
            }
        }
        while (candidates.count() > 0 && isBetter(fixed, row, candidates.last())) {
            candidates.dropLast();
        }
        candidates.add(row);
    }

    private boolean isBetter(long @Nullable [] fixed, int row, int than) {
        return fixed != null ? fixed[row] < fixed[than] : order.compare(values, row, values, than) < 0;
    }

    @Override
    Column finish(int from, int to) {
        return RowChoice.gather(values[0], chosen, to - from);
    }
}
