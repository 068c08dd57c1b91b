/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.frame;

import io.quiver.exec.operator.window.frame.WindowFrame.Bound;
import io.quiver.exec.operator.window.rows.WindowRows;
import java.util.Arrays;

/**
 * Bounds of {@code ROWS} frames. Spark compares row numbers in 32 bits, so offsets near the limits wrap. Such offsets are
 * followed row by row, as in Spark. Source: Spark 4.1.3 {@code RowBoundOrdering}, {@code SlidingWindowFunctionFrame} and its
 * siblings.
 */
final class RowsBounds extends FrameBounds {
    /** Offsets up to this cannot wrap, because partitions have at most a billion rows here. */
    private static final int SAFE_OFFSET = 1 << 30;

    private final WindowFrame frame;
    private final boolean fromStart;
    private final boolean toEnd;
    private final int first;
    private final int last;
    private final boolean wraps;
    /** The last row's bounds, relative to the partition. */
    private int lowerRow;

    private int upperRow;

    RowsBounds(WindowFrame frame) {
        this.frame = frame;
        fromStart = frame.lower() instanceof Bound.Unbounded;
        toEnd = frame.upper() instanceof Bound.Unbounded;
        first = offset(frame.lower());
        last = offset(frame.upper());
        wraps = isLarge(first) || isLarge(last);
    }

    private static int offset(Bound bound) {
        return bound instanceof Bound.Offset offset ? offset.rows() : 0;
    }

    private static boolean isLarge(int offset) {
        return offset > SAFE_OFFSET || offset < -SAFE_OFFSET;
    }

    @Override
    void begin(int start) {
        lowerRow = 0;
        upperRow = 0;
    }

    @Override
    void bound(WindowRows rows, int start, int end, int from, int to, int offset) {
        if (wraps) {
            follow(start, end - start, from, to, offset);
            return;
        }
        int[] lower = lower();
        int[] upper = upper();
        if (toEnd) {
            Arrays.fill(upper, from - offset, to - offset, end);
        } else {
            for (int i = from; i < to; i++) {
                upper[i - offset] = Math.max(start, Math.min(end - last - 1, i) + last + 1);
            }
        }
        if (fromStart) {
            Arrays.fill(lower, from - offset, to - offset, start);
        } else {
            for (int i = from; i < to; i++) {
                lower[i - offset] = Math.min(upper[i - offset], Math.max(start - first, i) + first);
            }
        }
    }

    /** Follows the bounds row by row, as Spark's frames do. */
    private void follow(int start, int count, int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            int row = i - start;
            if (toEnd) {
                upperRow = count;
            }
            while (!fromStart && lowerRow < upperRow && lowerRow - (row + first) < 0) {
                lowerRow++;
            }
            while (upperRow < count && upperRow - (row + last) <= 0) {
                if (!fromStart && lowerRow == upperRow && lowerRow - (row + first) < 0) {
                    lowerRow++;
                }
                upperRow++;
            }
            lower()[i - offset] = start + lowerRow;
            upper()[i - offset] = start + upperRow;
        }
    }

    @Override
    public String toString() {
        return frame.toString();
    }
}
