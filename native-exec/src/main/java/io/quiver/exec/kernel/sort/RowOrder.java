/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.sort;

import io.quiver.exec.kernel.FloatingOrder;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.util.Arrays;

/**
 * Compares single rows, also of different batches, where radix passes do not pay: short runs, merges, bounds. Source: Spark
 * 4.1.3 {@code InterpretedOrdering}, {@code SQLOrderingUtil}.
 */
public final class RowOrder {
    private final boolean[] ascending;
    private final boolean[] nullsFirst;

    public RowOrder(boolean[] ascending, boolean[] nullsFirst) {
        this.ascending = ascending;
        this.nullsFirst = nullsFirst;
    }

    /**
     * Compares row {@code leftRow} of the flat key columns {@code left} with row {@code rightRow} of {@code right}, by as many
     * keys as {@code left} has.
     */
    public int compare(Column[] left, int leftRow, Column[] right, int rightRow) {
        for (int k = 0; k < left.length; k++) {
            int order = compare(k, left[k], leftRow, right[k], rightRow);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int compare(int k, Column left, int leftRow, Column right, int rightRow) {
        boolean leftNull = left.isNull(leftRow);
        boolean rightNull = right.isNull(rightRow);
        if (leftNull || rightNull) {
            if (leftNull && rightNull) {
                return 0;
            }
            return leftNull == nullsFirst[k] ? -1 : 1;
        }
        int order = compareValues(left, leftRow, right, rightRow);
        return ascending[k] ? order : -order;
    }

    private static int compareValues(Column left, int leftRow, Column right, int rightRow) {
        return switch (left.type().physical()) {
            case BITS ->
                Boolean.compare(
                        Bitmap.get(((BooleanColumn) left).words(), leftRow),
                        Bitmap.get(((BooleanColumn) right).words(), rightRow));
            case INTS -> Integer.compare(((IntColumn) left).values()[leftRow], ((IntColumn) right).values()[rightRow]);
            case LONGS -> Long.compare(((LongColumn) left).values()[leftRow], ((LongColumn) right).values()[rightRow]);
            case FLOATS ->
                Long.compare(
                        FloatingOrder.key(((FloatColumn) left).values()[leftRow]),
                        FloatingOrder.key(((FloatColumn) right).values()[rightRow]));
            case DOUBLES ->
                Long.compare(
                        FloatingOrder.key(((DoubleColumn) left).values()[leftRow]),
                        FloatingOrder.key(((DoubleColumn) right).values()[rightRow]));
            case WIDE -> compareWide((WideColumn) left, leftRow, (WideColumn) right, rightRow);
            case BYTES -> compareBytes((BytesColumn) left, leftRow, (BytesColumn) right, rightRow);
        };
    }

    private static int compareWide(WideColumn left, int leftRow, WideColumn right, int rightRow) {
        int order = Long.compare(left.high()[leftRow], right.high()[rightRow]);
        return order != 0 ? order : Long.compareUnsigned(left.low()[leftRow], right.low()[rightRow]);
    }

    private static int compareBytes(BytesColumn left, int leftRow, BytesColumn right, int rightRow) {
        int leftStart = left.starts()[leftRow];
        int rightStart = right.starts()[rightRow];
        return Integer.signum(Arrays.compareUnsigned(
                left.data(),
                leftStart,
                leftStart + left.lengths()[leftRow],
                right.data(),
                rightStart,
                rightStart + right.lengths()[rightRow]));
    }
}
