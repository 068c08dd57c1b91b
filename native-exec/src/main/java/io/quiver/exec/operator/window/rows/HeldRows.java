/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in memory. */
public final class HeldRows extends WindowRows {
    private static final Batch NONE = new Batch(List.of(), 0);

    private Batch rows;
    private @Nullable Batch flat;

    /** {@code rows} has the columns of the layout, in any encoding. */
    public HeldRows(Batch rows, PartitionMarks marks) {
        super(marks);
        this.rows = rows;
    }

    /** Returns the rows in their original encoding. */
    public Batch rows() {
        return rows;
    }

    @Override
    public boolean isSpilled() {
        return false;
    }

    @Override
    public RowWindow open() {
        return new WholeWindow();
    }

    @Override
    public int pieceEnd(int from, int to) {
        return to;
    }

    /** Releases the rows, because functions may still refer to this object. */
    @Override
    public void close() {
        rows = NONE;
        flat = null;
    }

    private Batch flat() {
        Batch known = flat;
        if (known == null) {
            List<Column> columns = new ArrayList<>(rows.columnCount());
            for (Column column : rows.columns()) {
                columns.add(column.flat());
            }
            known = new Batch(columns, rows.rowCount());
            flat = known;
        }
        return known;
    }

    /** Shows all rows at all times. */
    private final class WholeWindow implements RowWindow {
        @Override
        public void show(int from, int to) {}

        @Override
        public Batch batch() {
            return flat();
        }

        @Override
        public int base() {
            return 0;
        }
    }
}
