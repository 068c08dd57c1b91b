/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FailedRows;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Computes decimal operations row by row with the very BigDecimal calls that Spark makes: for values that do not fit in 128
 * bits and for operations without a loop of their own. Only demanded rows are computed. Source: Spark 4.1.3 {@code Decimal}.
 */
public final class ExactDecimals {
    /** The exact result, or null where there is none. */
    @FunctionalInterface
    public interface BinaryOperation {
        @Nullable
        BigDecimal apply(BigDecimal left, BigDecimal right);
    }

    /** The exact result, or null where there is none. */
    @FunctionalInterface
    public interface UnaryOperation {
        @Nullable
        BigDecimal apply(BigDecimal value);
    }

    private ExactDecimals() {}

    /** Rounds HALF_UP to the result type; a row without result, or with too many digits, fails as {@code mode} says. */
    public static Column binary(
            BinaryOperation operation,
            Column left,
            Column right,
            ColumnType result,
            EvaluationMode mode,
            int rowCount,
            long @Nullable [] demanded) {
        Column flatLeft = left.flat();
        Column flatRight = right.flat();
        Writer writer = new Writer(result, rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(demanded, i)) {
                try {
                    writer.set(i, operation.apply(decimal(flatLeft, i), decimal(flatRight, i)), RoundingMode.HALF_UP);
                } catch (ArithmeticException impossible) {
                    throw Declined.batch();
                }
            }
        }
        return writer.finish(mode, demanded);
    }

    /** Rounds to the result type as {@code rounding} says. */
    public static Column unary(
            UnaryOperation operation,
            Column argument,
            ColumnType result,
            RoundingMode rounding,
            EvaluationMode mode,
            int rowCount,
            long @Nullable [] demanded) {
        Writer writer = new Writer(result, rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(demanded, i)) {
                writer.set(i, operation.apply(decimal(argument, i)), rounding);
            }
        }
        return writer.finish(mode, demanded);
    }

    /** The value of one row of a flat decimal column. */
    public static BigDecimal decimal(Column column, int row) {
        int scale = column.type().scale();
        return column instanceof WideColumn wide
                ? new BigDecimal(wide.unscaled(row), scale)
                : BigDecimal.valueOf(((LongColumn) column).values()[row], scale);
    }

    /** Collects the rows of a decimal column. */
    public static final class Writer {
        private final ColumnType type;
        private final int rowCount;
        private final long[] low;
        private final long[] high;
        private final long[] failed;

        public Writer(ColumnType type, int rowCount) {
            this.type = type;
            this.rowCount = rowCount;
            low = new long[rowCount];
            high = new long[rowCount];
            failed = Bitmap.zeros(rowCount);
        }

        public void set(int row, @Nullable BigDecimal value, RoundingMode rounding) {
            if (value == null || hasTooManyWholeDigits(value)) {
                Bitmap.set(failed, row);
                return;
            }
            BigDecimal rounded = value.setScale(type.scale(), rounding);
            if (rounded.precision() > type.precision()) {
                Bitmap.set(failed, row);
                return;
            }
            BigInteger unscaled = rounded.unscaledValue();
            low[row] = unscaled.longValue();
            high[row] = unscaled.shiftRight(64).longValue();
        }

        /** Sets an unscaled value that is known to fit. */
        public void set(int row, long unscaled) {
            low[row] = unscaled;
            high[row] = unscaled >> 63;
        }

        /** Saves writing out the 300 digits of a double. */
        private boolean hasTooManyWholeDigits(BigDecimal value) {
            return value.signum() != 0 && value.precision() - value.scale() > type.precision() - type.scale();
        }

        public Column finish(EvaluationMode mode, long @Nullable [] demanded) {
            long[] validity = FailedRows.validity(mode, failed, demanded, rowCount);
            return type.physical() == ColumnType.Physical.LONGS
                    ? new LongColumn(type, rowCount, low, validity)
                    : new WideColumn(type, rowCount, high, low, validity);
        }
    }
}
