/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window;

/** Before the first rows. */
final class NoRows extends WindowRows {
    static final NoRows INSTANCE = new NoRows();

    private NoRows() {
        super(new RowMarks());
    }

    @Override
    boolean isSpilled() {
        return false;
    }

    @Override
    RowWindow open() {
        throw new IllegalStateException("there are no rows to see");
    }

    @Override
    int pieceEnd(int from, int to) {
        return to;
    }
}
