/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.operator.window.rows.RowChoice;
import io.quiver.exec.vector.Column;

/** Computes lead, and lag as lead with a negative distance: the value of the row at that distance. */
public final class LeadFunction extends OffsetFunction {
    private final long distance;
    private int[] chosen = new int[0];

    /** Reads the row {@code distance} rows later. The default is column {@code defaultSlot}, or null if that is -1. */
    LeadFunction(int slot, int defaultSlot, int distance) {
        super(slot, defaultSlot);
        this.distance = distance;
    }

    @Override
    void prepare(int from, int to) {
        chosen = new int[to - from];
        int first = (int) Math.max(0, Math.min(from, from + distance));
        int last = (int) Math.min(rows().rowCount(), Math.max(to, to + distance));
        if (Math.abs(distance) < rows().rowCount()) {
            values().show(Math.min(first, from), Math.max(last, to));
        } else {
            values().show(from, to);
        }
    }

    @Override
    void compute(int from, int to, int offset) {
        long start = rows().start(partition());
        long end = rows().end(partition());
        int base = values().base();
        int firstInside = (int) Math.min(to, Math.max(from, start - distance));
        int lastInside = (int) Math.max(firstInside, Math.min(to, end - distance));
        for (int i = from; i < firstInside; i++) {
            chosen[i - offset] = RowChoice.NONE;
        }
        int shift = (int) (distance - base);
        for (int i = firstInside; i < lastInside; i++) {
            chosen[i - offset] = i + shift;
        }
        for (int i = lastInside; i < to; i++) {
            chosen[i - offset] = RowChoice.NONE;
        }
    }

    @Override
    Column finish(int from, int to) {
        return results(chosen, from, to);
    }
}
