/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

/** Stands for the rows before the first ones come. */
public final class NoRows extends WindowRows {
    public static final NoRows INSTANCE = new NoRows();

    private NoRows() {
        super(new PartitionMarks());
    }

    @Override
    public boolean isSpilled() {
        return false;
    }

    @Override
    public RowWindow open() {
        throw new IllegalStateException("there are no rows to see");
    }

    @Override
    public int pieceEnd(int from, int to) {
        return to;
    }
}
