/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.frame;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.kernel.RunStarts;
import io.quiver.exec.kernel.sort.RowOrder;
import io.quiver.exec.operator.window.frame.WindowFrame.Bound;
import io.quiver.exec.operator.window.rows.RowWindow;
import io.quiver.exec.operator.window.rows.WindowLayout;
import io.quiver.exec.operator.window.rows.WindowRows;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of {@code RANGE} frames with an offset. They are followed row by row, because comparing with a bound may fail or the
 * bound may have wrapped, and that must happen exactly where Spark's frames compare. Source: Spark 4.1.3
 * {@code RangeBoundOrdering}, {@code SlidingWindowFunctionFrame} and its siblings.
 */
final class RangeBounds extends FrameBounds {
    private final WindowFrame frame;
    private final int keySlot;
    private final RowOrder order;
    private final int lowerSlot;
    private final int upperSlot;
    private int lowerRow;
    private int upperRow;
    private final Column[] key = new Column[1];
    private final Column[] bound = new Column[1];
    private @Nullable RowWindow lowerRows;
    private @Nullable RowWindow upperRows;
    private @Nullable RowWindow currentRows;
    private @Nullable NavigableMap<Integer, Throwable> lowerFailures;
    private @Nullable NavigableMap<Integer, Throwable> upperFailures;

    RangeBounds(WindowFrame frame, WindowLayout layout, OrderKeys keys) {
        this.frame = frame;
        keySlot = keys.slots()[0];
        order = keys.firstOrder();
        lowerSlot = frame.lower() instanceof Bound.Value value ? layout.boundSlot(value.value()) : -1;
        upperSlot = frame.upper() instanceof Bound.Value value ? layout.boundSlot(value.value()) : -1;
    }

    @Override
    public void start(WindowRows rows) {
        super.start(rows);
        lowerRows = rows.open();
        upperRows = rows.open();
        currentRows = rows.open();
        lowerFailures = lowerSlot < 0 ? null : rows.failures(lowerSlot);
        upperFailures = upperSlot < 0 ? null : rows.failures(upperSlot);
    }

    @Override
    void begin(int start) {
        lowerRow = start;
        upperRow = start;
    }

    @Override
    @SuppressWarnings("NullAway") // start() has opened the windows
    void bound(WindowRows rows, int start, int end, int from, int to, int offset) {
        currentRows.show(from, to);
        boolean fromStart = frame.lower() instanceof Bound.Unbounded;
        boolean toEnd = frame.upper() instanceof Bound.Unbounded;
        for (int i = from; i < to; i++) {
            if (toEnd) {
                upperRow = end;
            }
            if (!fromStart) {
                while (lowerRow < upperRow && isBelow(rows, lowerRows, lowerRow, i, offset)) {
                    lowerRow++;
                }
            }
            while (upperRow < end && isWithin(rows, i, end, offset)) {
                if (!fromStart && lowerRow == upperRow && isBelow(rows, lowerRows, upperRow, i, offset)) {
                    lowerRow++;
                }
                upperRow++;
            }
            lower()[i - offset] = lowerRow;
            upper()[i - offset] = upperRow;
        }
    }

    /** Returns whether {@code row} is before the lower bound of row {@code i}. */
    private boolean isBelow(WindowRows rows, RowWindow window, int row, int i, int offset) {
        if (lowerSlot < 0) {
            return row < i && RunStarts.next(rows.peerStarts(), row + 1, i + 1) <= i;
        }
        return compare(window, row, i, lowerSlot, lowerFailures, offset) < 0;
    }

    /** Returns whether {@code upperRow} is not after the upper bound of row {@code i}. */
    @SuppressWarnings("NullAway") // start() has opened the window
    private boolean isWithin(WindowRows rows, int i, int end, int offset) {
        if (upperSlot < 0) {
            return upperRow <= i || RunStarts.next(rows.peerStarts(), i + 1, end) > upperRow;
        }
        return compare(upperRows, upperRow, i, upperSlot, upperFailures, offset) <= 0;
    }

    @SuppressWarnings("NullAway") // start() has opened the window
    private int compare(
            RowWindow window,
            int row,
            int i,
            int boundSlot,
            @Nullable NavigableMap<Integer, Throwable> failures,
            int offset) {
        if (failures != null && failures.containsKey(i)) {
            throw new RowFailure(i - offset, BooleanColumn.nulls(0), failures.get(i));
        }
        if (row >= visibleEnd(window) || row < window.base()) {
            window.show(row, row + 1);
        }
        key[0] = window.batch().column(keySlot);
        bound[0] = currentRows.batch().column(boundSlot);
        return order.compare(key, row - window.base(), bound, i - currentRows.base());
    }

    private static int visibleEnd(RowWindow window) {
        return window.base() + window.batch().rowCount();
    }
}
