/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FailedRows;
import io.quiver.exec.kernel.decimal.LongDecimals;
import io.quiver.exec.kernel.decimal.WideArithmetic;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import org.jspecify.annotations.Nullable;

/** Moves decimal columns between longs and 128 bits and checks the digits of results. */
final class DecimalColumns {
    private DecimalColumns() {}

    static boolean isLong(ColumnType type) {
        return type.physical() == ColumnType.Physical.LONGS;
    }

    /** The unscaled values of a column as longs, or null where one of them needs more bits. */
    static long @Nullable [] narrow(Column column, int rowCount) {
        if (column instanceof ConstantColumn constant) {
            long[] one = narrow(constant.value(), 1);
            if (one == null) {
                return null;
            }
            long[] out = new long[rowCount];
            java.util.Arrays.fill(out, one[0]);
            return out;
        }
        if (column instanceof LongColumn longs) {
            return longs.values();
        }
        WideColumn wide = (WideColumn) column;
        return WideArithmetic.allNarrow(wide.high(), wide.low(), rowCount) ? wide.low() : null;
    }

    /** A result of longs that are known to have no more digits than {@code type}. */
    static Column of(long[] values, ColumnType type, int rowCount) {
        return isLong(type)
                ? new LongColumn(type, rowCount, values, null)
                : new WideColumn(type, rowCount, LongDecimals.signs(values, rowCount), values, null);
    }

    /** A result of 128-bit values, some of which may have more digits than {@code type}. */
    static Column checked(
            long[] high, long[] low, ColumnType type, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        long[] validity = WideArithmetic.allWithin(high, type.precision(), rowCount)
                ? null
                : FailedRows.validity(
                        mode, WideArithmetic.outside(high, low, type.precision(), rowCount), demanded, rowCount);
        return isLong(type)
                ? new LongColumn(type, rowCount, low, validity)
                : new WideColumn(type, rowCount, high, low, validity);
    }
}
