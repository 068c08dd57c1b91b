/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.kernel.RunStarts;
import io.quiver.exec.operator.window.frame.FrameBounds;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.operator.window.rows.RowChoice;
import io.quiver.exec.operator.window.rows.ValueRows;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/**
 * Computes first_value, last_value and nth_value: the row of the frame at a position among all rows, or among those with a
 * value. Source: Spark 4.1.3 {@code First}, {@code Last}, {@code NthValue}, {@code UnboundedOffsetWindowFunctionFrame}.
 */
public final class PositionFunction extends FrameFunction {
    private final int slot;
    private final boolean fromEnd;
    private final int position;
    private final boolean ignoresNulls;
    private Column values = BooleanColumn.nulls(0);
    private long @Nullable [] present;
    /** The rows with a value from the start of the frame on, for IGNORE NULLS. */
    private final ValueRows ahead = new ValueRows();

    private int scanned;
    private int lastValue;
    private int[] chosen = new int[0];

    /**
     * Finds the row at {@code position}, from 1. With {@code fromEnd} it counts from the frame's end, and the position is 1.
     */
    PositionFunction(
            int slot, boolean fromEnd, int position, boolean ignoresNulls, WindowFrame frame, FrameBounds bounds) {
        super(frame, bounds);
        this.slot = slot;
        this.fromEnd = fromEnd;
        this.position = position;
        this.ignoresNulls = ignoresNulls;
    }

    @Override
    void start(Column[] columns) {
        values = columns[slot];
        present = ignoresNulls ? values.validity() : null;
    }

    @Override
    void begin(int start, int end) {
        ahead.clear();
        scanned = start;
        lastValue = RowChoice.NONE;
    }

    @Override
    void prepare(int from, int to) {
        chosen = new int[to - from];
    }

    @Override
    void compute(int from, int to, int offset) {
        long[] words = present;
        if (words == null) {
            choose(from - offset, to - offset, lower(), upper());
        } else if (fromEnd) {
            chooseLast(from - offset, to - offset, words, lower(), upper());
        } else {
            chooseValue(from - offset, to - offset, words, lower(), upper());
        }
    }

    private void choose(int from, int to, int[] lower, int[] upper) {
        for (int i = from; i < to; i++) {
            long row = fromEnd ? upper[i] - 1L : lower[i] + position - 1L;
            chosen[i] = row >= lower[i] && row < upper[i] ? (int) row : RowChoice.NONE;
        }
    }

    private void chooseLast(int from, int to, long[] words, int[] lower, int[] upper) {
        for (int i = from; i < to; i++) {
            for (; scanned < upper[i]; scanned++) {
                lastValue = Bitmap.get(words, scanned) ? scanned : lastValue;
            }
            chosen[i] = lastValue >= lower[i] ? lastValue : RowChoice.NONE;
        }
    }

    private void chooseValue(int from, int to, long[] words, int[] lower, int[] upper) {
        for (int i = from; i < to; i++) {
            ahead.dropUpTo(lower[i] - 1);
            scanned = Math.max(scanned, lower[i]);
            while (ahead.count() < position && scanned < upper[i]) {
                scanned = RunStarts.next(words, scanned, upper[i]);
                if (scanned < upper[i]) {
                    ahead.add(scanned++);
                }
            }
            chosen[i] = ahead.count() < position ? RowChoice.NONE : ahead.get(position - 1);
        }
    }

    @Override
    Column finish(int from, int to) {
        return RowChoice.gather(values, chosen, to - from);
    }
}
