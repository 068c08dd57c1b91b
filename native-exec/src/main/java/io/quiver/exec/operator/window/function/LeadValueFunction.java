/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.operator.window.rows.ClosedWindow;
import io.quiver.exec.operator.window.rows.RowChoice;
import io.quiver.exec.operator.window.rows.RowWindow;
import io.quiver.exec.operator.window.rows.ValueRows;
import io.quiver.exec.operator.window.rows.WindowRows;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;

/** Computes lead and lag with IGNORE NULLS: the n-th row with a value after or before the current row. */
final class LeadValueFunction extends OffsetFunction {
    private final int distance;
    /** The rows with a value that may be needed, oldest first: for lead later rows, for lag earlier ones. */
    private final ValueRows ring = new ValueRows();

    private int scanned;
    private int[] chosen = new int[0];
    private RowWindow ahead = ClosedWindow.INSTANCE;

    /** {@code distance} is positive for lead, negative for lag. */
    LeadValueFunction(int slot, int defaultSlot, int distance) {
        super(slot, defaultSlot);
        this.distance = distance;
    }

    @Override
    public void start(WindowRows newRows) {
        super.start(newRows);
        ahead = newRows.open();
    }

    @Override
    void prepare(int from, int to) {
        chosen = new int[to - from];
    }

    @Override
    void begin(int start, int end) {
        ring.clear();
        scanned = start;
    }

    @Override
    void compute(int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            chosen[i - offset] = distance > 0 ? ahead(i) : behind(i);
        }
    }

    /** Returns the row for lead, after adding the rows after {@code i} that are needed to the ring. */
    private int ahead(int i) {
        ring.dropUpTo(i);
        scanned = Math.max(scanned, i + 1);
        int end = rows().end(partition());
        while (ring.count() < distance && scanned < end) {
            addIfValue(scanned++);
        }
        return ring.count() < distance ? RowChoice.NONE : ring.get(distance - 1);
    }

    /** Returns the row for lag, after adding the last rows before {@code i} to the ring. */
    private int behind(int i) {
        while (scanned < i) {
            addIfValue(scanned++);
            if (ring.count() > -(long) distance) {
                ring.dropFirst();
            }
        }
        return ring.count() < -(long) distance ? RowChoice.NONE : ring.get(0);
    }

    private void addIfValue(int row) {
        if (row < ahead.base() || row >= ahead.base() + ahead.batch().rowCount()) {
            ahead.show(row, row + 1);
        }
        if (Bitmap.isSet(ahead.batch().column(slot()).validity(), row - ahead.base())) {
            ring.add(row);
        }
    }

    @Override
    Column finish(int from, int to) {
        int first = Integer.MAX_VALUE;
        int last = -1;
        for (int i = 0; i < to - from; i++) {
            first = chosen[i] < 0 ? first : Math.min(first, chosen[i]);
            last = Math.max(last, chosen[i]);
        }
        if (last < 0) {
            values().show(from, to);
        } else {
            values().show(first, last + 1);
        }
        for (int i = 0; i < to - from; i++) {
            chosen[i] = chosen[i] < 0 ? RowChoice.NONE : chosen[i] - values().base();
        }
        return results(chosen, from, to);
    }
}
