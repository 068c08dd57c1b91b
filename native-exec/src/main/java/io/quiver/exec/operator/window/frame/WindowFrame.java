/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.frame;

import io.quiver.exec.expression.Expression;

/**
 * Which rows of its partition a row's function sees: {@code ROWS} or {@code RANGE BETWEEN lower AND upper}.
 *
 * @param rows whether bounds count rows; else they compare order keys, and rows of equal keys are peers
 */
public record WindowFrame(boolean rows, Bound lower, Bound upper) {
    /** Where a frame begins or ends. */
    public sealed interface Bound {
        /** The partition's first row where it is the lower bound, its last row where it is the upper one. */
        record Unbounded() implements Bound {}

        /** The row itself; with RANGE the first or last of its peers. */
        record CurrentRow() implements Bound {}

        /** {@code rows} rows after the row, before it where negative. */
        record Offset(int rows) implements Bound {}

        /** The first row not before, or the last one not after, {@code value} in the order of the only order key. */
        record Value(Expression value) implements Bound {}
    }

    /** What a frame's bounds let a function do as it goes from row to row. */
    public enum Kind {
        /** The whole partition. */
        WHOLE,
        /** From the partition's first row on; rows only come in. */
        GROWING,
        /** To the partition's last row; rows only drop out. */
        SHRINKING,
        /** Rows come in at one end and drop out at the other. */
        SLIDING
    }

    public Kind kind() {
        if (lower instanceof Bound.Unbounded) {
            return upper instanceof Bound.Unbounded ? Kind.WHOLE : Kind.GROWING;
        }
        return upper instanceof Bound.Unbounded ? Kind.SHRINKING : Kind.SLIDING;
    }

    /** Whether it is {@code ROWS UNBOUNDED PRECEDING}, which needs no row after the current one. */
    public boolean endsAtRow() {
        return rows && kind() == Kind.GROWING && upper instanceof Bound.CurrentRow;
    }
}
