/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FailedRows;
import io.quiver.exec.kernel.decimal.LongDecimals;
import io.quiver.exec.kernel.decimal.PowersOfTen;
import io.quiver.exec.kernel.decimal.WideArithmetic;
import io.quiver.exec.kernel.decimal.WideDecimals;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Brings decimals to another precision and scale. A value with too many digits fails as the mode says. Source: Spark 4.1.3
 * {@code Decimal.changePrecision}.
 */
public final class DecimalRescale {
    private DecimalRescale() {}

    /** Whether every decimal of type {@code from}, rounded if need be, is one of type {@code to}. */
    public static boolean fits(ColumnType from, ColumnType to) {
        int carry = to.scale() < from.scale() ? 1 : 0;
        return to.precision() - to.scale() >= from.precision() - from.scale() + carry;
    }

    /** Whether every integer of type {@code from} is a decimal of type {@code to}. */
    public static boolean fitsIntegers(ColumnType from, ColumnType to) {
        return to.precision() - to.scale() >= digits(from);
    }

    /** {@code argument} is flat. */
    public static Column rescale(
            Column argument,
            ColumnType to,
            RoundingMode rounding,
            EvaluationMode mode,
            int rowCount,
            long @Nullable [] demanded) {
        ColumnType from = argument.type();
        int more = to.scale() - from.scale();
        if (argument instanceof LongColumn longs) {
            if (more < 0) {
                long[] out = new long[rowCount];
                LongDecimals.scaleDown(longs.values(), -more, rounding, rowCount, out);
                return ofLongs(out, from.precision() + more + 1, to, mode, rowCount, demanded);
            }
            if (from.precision() + more <= ColumnType.MAX_LONG_DIGITS) {
                long[] out = LongDecimals.scaleUp(longs.values(), more, rowCount);
                return ofLongs(out, from.precision() + more, to, mode, rowCount, demanded);
            }
        }
        boolean fits = more < 0
                ? -more <= ColumnType.MAX_LONG_DIGITS
                : from.precision() + more <= ColumnType.MAX_DIGITS
                        || (more <= ColumnType.MAX_LONG_DIGITS && DecimalColumns.narrow(argument, rowCount) != null);
        if (!fits) {
            return ExactDecimals.unary(value -> value, argument, to, rounding, mode, rowCount, demanded);
        }
        int scale = Math.max(from.scale(), to.scale());
        WideColumn wide = WideDecimals.widen(argument, ColumnType.decimal(ColumnType.MAX_DIGITS, scale));
        if (more < 0) {
            // widen gave us arrays of our own
            WideArithmetic.divide(wide.high(), wide.low(), PowersOfTen.LONGS[-more], rounding, rowCount);
        }
        return DecimalColumns.checked(wide.high(), wide.low(), to, mode, rowCount, demanded);
    }

    /** A column of longs that have up to {@code digits} digits. */
    static Column ofLongs(
            long[] values, int digits, ColumnType to, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        if (digits <= to.precision() || LongDecimals.allWithin(values, to.precision(), rowCount)) {
            return DecimalColumns.of(values, to, rowCount);
        }
        long[] failed = LongDecimals.outside(values, to.precision(), rowCount);
        long[] validity = FailedRows.validity(mode, failed, demanded, rowCount);
        return DecimalColumns.of(values, to, rowCount).withValidity(validity);
    }

    /** Integers of type {@code from} as decimals of type {@code to}. Those with too many digits fail as the mode says. */
    public static Column ofIntegers(
            long[] values,
            ColumnType from,
            ColumnType to,
            EvaluationMode mode,
            int rowCount,
            long @Nullable [] demanded) {
        int scale = to.scale();
        int digits = digits(from) + scale;
        if (digits <= ColumnType.MAX_LONG_DIGITS) {
            return ofLongs(LongDecimals.scaleUp(values, scale, rowCount), digits, to, mode, rowCount, demanded);
        }
        if (scale > ColumnType.MAX_LONG_DIGITS) {
            ExactDecimals.Writer writer = new ExactDecimals.Writer(to, rowCount);
            for (int i = 0; i < rowCount; i++) {
                if (Bitmap.isSet(demanded, i)) {
                    writer.set(i, BigDecimal.valueOf(values[i]), RoundingMode.UNNECESSARY);
                }
            }
            return writer.finish(mode, demanded);
        }
        long[] high = new long[rowCount];
        long[] low = new long[rowCount];
        WideArithmetic.multiply(values, PowersOfTen.LONGS[scale], rowCount, high, low);
        return DecimalColumns.checked(high, low, to, mode, rowCount, demanded);
    }

    /** The most digits of an integer type. */
    private static int digits(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> 1;
            case BYTE -> 3;
            case SHORT -> 5;
            case INT -> 10;
            default -> 19;
        };
    }
}
