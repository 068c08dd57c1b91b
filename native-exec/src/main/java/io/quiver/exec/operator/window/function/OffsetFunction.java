/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.kernel.ColumnMerge;
import io.quiver.exec.operator.window.rows.ClosedWindow;
import io.quiver.exec.operator.window.rows.RowChoice;
import io.quiver.exec.operator.window.rows.RowWindow;
import io.quiver.exec.operator.window.rows.WindowRows;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;

/**
 * Base of lead, and of lag as lead with a negative distance. Each row has the value of a chosen row, or its own default if
 * there is none. Source: Spark 4.1.3 {@code FrameLessOffsetWindowFunctionFrame}.
 */
abstract class OffsetFunction extends PartitionFunction {
    private final int slot;
    private final int defaultSlot;
    private RowWindow values = ClosedWindow.INSTANCE;
    private RowWindow defaults = ClosedWindow.INSTANCE;

    /** Reads the value from column {@code slot} and the default from column {@code defaultSlot}, or null if that is -1. */
    OffsetFunction(int slot, int defaultSlot) {
        this.slot = slot;
        this.defaultSlot = defaultSlot;
    }

    @Override
    public void start(WindowRows newRows) {
        super.start(newRows);
        values = newRows.open();
        if (defaultSlot >= 0) {
            defaults = newRows.open();
        }
    }

    final int slot() {
        return slot;
    }

    /** Returns the window from which rows are chosen. */
    final RowWindow values() {
        return values;
    }

    /**
     * Returns the results of rows {@code [from, to)}; {@code chosen} has row numbers in the window or {@link RowChoice#NONE}.
     */
    final Column results(int[] chosen, int from, int to) {
        int count = to - from;
        Column column = values.batch().column(slot);
        if (defaultSlot < 0) {
            return RowChoice.gather(column, chosen, count);
        }
        long[] present = RowChoice.present(chosen, count);
        if (Bitmap.all(present, count)) {
            return RowChoice.gather(column, chosen, count);
        }
        defaults.show(from, to);
        Column own =
                RowChoice.slice(defaults.batch().column(defaultSlot), from - defaults.base(), to - defaults.base());
        ColumnType type = column.type();
        ColumnMerge merge = new ColumnMerge(type, count);
        merge.add(RowChoice.gather(column, chosen, count), present);
        merge.add(own.withType(type), Bitmap.not(present, count));
        return merge.finish();
    }
}
