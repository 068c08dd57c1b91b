/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.frame;

import io.quiver.exec.expression.Expression;

/**
 * The rows of its partition that a row's function sees: {@code ROWS} or {@code RANGE BETWEEN lower AND upper}.
 *
 * @param rows whether bounds count rows; else they compare order keys, and rows with equal keys are peers
 */
public record WindowFrame(boolean rows, Bound lower, Bound upper) {
    /** Where a frame begins or ends. */
    public sealed interface Bound {
        /** The partition's first row as a lower bound, its last row as an upper bound. */
        record Unbounded() implements Bound {}

        /** The row itself; with RANGE the first or last of its peers. */
        record CurrentRow() implements Bound {}

        /** The row {@code rows} rows after the current one; before it if negative. */
        record Offset(int rows) implements Bound {}

        /** The first row not before, or the last row not after, {@code value} in the order of the only order key. */
        record Value(Expression value) implements Bound {}
    }

    /** How a frame changes as a function goes from row to row. */
    public enum Kind {
        /** The whole partition. */
        WHOLE,
        /** Starts at the partition's first row; rows are only added. */
        GROWING,
        /** Ends at the partition's last row; rows only drop out. */
        SHRINKING,
        /** Rows are added at one end and drop out at the other. */
        SLIDING
    }

    public Kind kind() {
        if (lower instanceof Bound.Unbounded) {
            return upper instanceof Bound.Unbounded ? Kind.WHOLE : Kind.GROWING;
        }
        return upper instanceof Bound.Unbounded ? Kind.SHRINKING : Kind.SLIDING;
    }

    /** Returns whether the frame is {@code ROWS UNBOUNDED PRECEDING}, which needs no row after the current one. */
    public boolean endsAtRow() {
        return rows && kind() == Kind.GROWING && upper instanceof Bound.CurrentRow;
    }
}
