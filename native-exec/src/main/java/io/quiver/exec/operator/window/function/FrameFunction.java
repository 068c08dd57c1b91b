/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.error.Declined;
import io.quiver.exec.operator.window.frame.FrameBounds;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.operator.window.rows.WindowRows;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/** A function over frames of rows in memory. Declines partitions on disk. */
abstract class FrameFunction extends PartitionFunction {
    private final FrameBounds bounds;
    private final boolean streams;
    private final WindowFrame.Kind kind;

    FrameFunction(WindowFrame frame, FrameBounds bounds) {
        this.bounds = bounds;
        this.kind = frame.kind();
        this.streams = frame.endsAtRow();
    }

    /** Returns whether the frame ends at the current row, so that earlier rows suffice. */
    final boolean endsAtRow() {
        return streams;
    }

    final WindowFrame.Kind kind() {
        return kind;
    }

    @Override
    public void start(WindowRows newRows) {
        if (newRows.isSpilled()) {
            throw Declined.batch();
        }
        super.start(newRows);
        if (newRows.rowCount() > 0) {
            start(newRows.open().batch().columns().toArray(new Column[0]));
        }
    }

    /** Starts with the columns of all rows, flat. */
    abstract void start(Column[] columns);

    final int[] lower() {
        return bounds.lower();
    }

    final int[] upper() {
        return bounds.upper();
    }

    /** Returns the rows in which no column of {@code slots} is null; null for all. */
    static long @Nullable [] present(Column[] columns, int[] slots) {
        long[] present = null;
        for (int slot : slots) {
            present = Bitmap.and(present, columns[slot].validity(), columns[slot].rowCount());
        }
        return present;
    }

    /** Returns {@code words} with a set bit for each result that has a value; null if all have one. */
    static long @Nullable [] validity(long[] words, int count) {
        return Bitmap.all(words, count) ? null : words;
    }
}
