/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window;

import io.quiver.exec.kernel.ColumnMerge;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;

/** lead, and lag as lead with a negative offset. Source: Spark 4.1.3 {@code FrameLessOffsetWindowFunctionFrame}. */
final class LeadFunction extends PartitionFunction {
    private final int slot;
    private final int defaultSlot;
    private final long distance;
    private int[] chosen = new int[0];
    private RowWindow values = ClosedWindow.INSTANCE;
    private RowWindow defaults = ClosedWindow.INSTANCE;

    /** {@code distance} rows after the row; the default is column {@code defaultSlot}, or null where that is -1. */
    LeadFunction(int slot, int defaultSlot, int distance) {
        this.slot = slot;
        this.defaultSlot = defaultSlot;
        this.distance = distance;
    }

    @Override
    void start(WindowRows newRows) {
        super.start(newRows);
        values = newRows.open();
        if (defaultSlot >= 0) {
            defaults = newRows.open();
        }
    }

    @Override
    void prepare(int from, int to) {
        chosen = new int[to - from];
        int first = (int) Math.max(0, Math.min(from, from + distance));
        int last = (int) Math.min(rows().rowCount(), Math.max(to, to + distance));
        if (Math.abs(distance) < rows().rowCount()) {
            values.show(Math.min(first, from), Math.max(last, to));
        } else {
            values.show(from, to);
        }
    }

    @Override
    void compute(int from, int to, int offset) {
        long start = rows().start(partition());
        long end = rows().end(partition());
        int base = values.base();
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
        return withDefaults(values.batch().column(slot), chosen, defaultSlot, defaults, from, to);
    }

    /** The chosen rows of {@code values}, and where none is chosen the row's own default. */
    static Column withDefaults(Column values, int[] chosen, int defaultSlot, RowWindow defaults, int from, int to) {
        int count = to - from;
        if (defaultSlot < 0) {
            return RowChoice.gather(values, chosen, count);
        }
        long[] present = RowChoice.present(chosen, count);
        if (Bitmap.all(present, count)) {
            return RowChoice.gather(values, chosen, count);
        }
        defaults.show(from, to);
        Column own =
                RowChoice.slice(defaults.batch().column(defaultSlot), from - defaults.base(), to - defaults.base());
        ColumnType type = values.type();
        ColumnMerge merge = new ColumnMerge(type, count);
        merge.add(RowChoice.gather(values, chosen, count), present);
        merge.add(own.withType(type), Bitmap.not(present, count));
        return merge.finish();
    }
}
