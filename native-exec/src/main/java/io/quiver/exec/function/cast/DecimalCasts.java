/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.math.DecimalRescale;
import io.quiver.exec.function.math.ExactDecimals;
import io.quiver.exec.kernel.decimal.PowersOfTen;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Casts decimals to numbers and booleans. Source: Spark 4.1.3 {@code Cast}, {@code Decimal.toLong}, {@code Decimal.roundToInt}. */
final class DecimalCasts {
    /** The largest integer up to which all are doubles, and the digits of the largest power of ten that is one. */
    private static final long EXACT_DOUBLE = 1L << 53;

    private static final int EXACT_DOUBLE_POWER = 22;

    private DecimalCasts() {}

    static Optional<Kernel> kernel(Signature signature) {
        ColumnType from = signature.argument(0);
        ColumnType to = signature.result();
        EvaluationMode mode = signature.mode();
        if (!from.isDecimal()) {
            return Optional.empty();
        }
        return switch (to.kind()) {
            case BOOLEAN -> NumericCast.of(to, (argument, rowCount, demanded) -> isNotZero(argument, rowCount));
            case BYTE, SHORT, INT ->
                NumericCast.of(to, (argument, rowCount, demanded) -> {
                    if (mode != EvaluationMode.LEGACY && argument instanceof WideColumn wide) {
                        declineNearBounds(wide, to, rowCount, demanded);
                    }
                    LongColumn whole = whole(argument, rowCount, mode, demanded);
                    Column ints = IntegerCasts.toInts(whole.values(), to, mode, rowCount, demanded);
                    return ints.withValidity(Bitmap.and(ints.validity(), whole.validity(), rowCount));
                });
            case LONG ->
                NumericCast.of(to, (argument, rowCount, demanded) -> whole(argument, rowCount, mode, demanded));
            case FLOAT -> NumericCast.of(to, (argument, rowCount, demanded) -> toFloats(argument, rowCount, demanded));
            case DOUBLE ->
                NumericCast.of(to, (argument, rowCount, demanded) -> toDoubles(argument, rowCount, demanded));
            case DECIMAL ->
                NumericCast.of(
                        to,
                        (argument, rowCount, demanded) ->
                                DecimalRescale.rescale(argument, to, RoundingMode.HALF_UP, mode, rowCount, demanded));
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> Optional.empty();
        };
    }

    static boolean isTotal(Signature signature) {
        ColumnType from = signature.argument(0);
        ColumnType to = signature.result();
        return switch (to.kind()) {
            case BOOLEAN, FLOAT, DOUBLE -> true;
            case BYTE, SHORT, INT, LONG ->
                signature.mode() == EvaluationMode.LEGACY
                        || (from.physical() == ColumnType.Physical.LONGS
                                && from.precision() - from.scale() <= digits(to));
            case DECIMAL -> signature.mode() != EvaluationMode.ANSI || DecimalRescale.fits(from, to);
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> false;
        };
    }

    /** How many digits always fit in the integer type. */
    private static int digits(ColumnType type) {
        return switch (type.kind()) {
            case BYTE -> 2;
            case SHORT -> 4;
            case INT -> 9;
            default -> 18;
        };
    }

    private static Column isNotZero(Column argument, int rowCount) {
        if (argument instanceof LongColumn longs) {
            return IntegerCasts.isNotZero(longs.values(), rowCount);
        }
        WideColumn wide = (WideColumn) argument;
        long[] bits = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            bits[i] = wide.high()[i] | wide.low()[i];
        }
        return IntegerCasts.isNotZero(bits, rowCount);
    }

    /** The part before the point. Of a wide decimal, LEGACY takes the low 64 bits; other modes fail where that is not the value. */
    private static LongColumn whole(Column argument, int rowCount, EvaluationMode mode, long @Nullable [] demanded) {
        int scale = argument.type().scale();
        long[] out = new long[rowCount];
        if (argument instanceof LongColumn longs) {
            long divisor = PowersOfTen.LONGS[scale];
            for (int i = 0; i < rowCount; i++) {
                out[i] = longs.values()[i] / divisor;
            }
            return new LongColumn(ColumnType.LONG, rowCount, out, null);
        }
        WideColumn wide = (WideColumn) argument;
        BigInteger divisor = PowersOfTen.big(scale);
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            BigInteger whole = wide.unscaled(i).divide(divisor);
            out[i] = whole.longValue();
            if (whole.bitLength() > 63) {
                Bitmap.set(failed, i);
            }
        }
        long[] validity = mode == EvaluationMode.LEGACY ? null : FailedRows.validity(mode, failed, demanded, rowCount);
        return new LongColumn(ColumnType.LONG, rowCount, out, validity);
    }

    /**
     * Declines where Spark's answer depends on how it holds the decimal: Spark compares a BigDecimal with the bounds as a
     * double, which may round a value below the bound up to it.
     */
    private static void declineNearBounds(WideColumn wide, ColumnType to, int rowCount, long @Nullable [] demanded) {
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            BigDecimal value = ExactDecimals.decimal(wide, i);
            BigInteger whole = value.toBigInteger();
            double rounded = value.doubleValue();
            boolean same = whole.bitLength() > 62 || (long) rounded == whole.longValue();
            if (!same) {
                throw Declined.batch();
            }
        }
    }

    private static Column toDoubles(Column argument, int rowCount, long @Nullable [] demanded) {
        int scale = argument.type().scale();
        double[] out = new double[rowCount];
        if (argument instanceof LongColumn longs
                && scale <= EXACT_DOUBLE_POWER
                && magnitudes(longs.values(), rowCount) < EXACT_DOUBLE) {
            // both are exact, so that the quotient is the double nearest to the decimal
            double power = PowersOfTen.big(scale).doubleValue();
            for (int i = 0; i < rowCount; i++) {
                out[i] = longs.values()[i] / power;
            }
            return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, null);
        }
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(demanded, i)) {
                out[i] = ExactDecimals.decimal(argument, i).doubleValue();
            }
        }
        return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, null);
    }

    private static long magnitudes(long[] values, int rowCount) {
        long bits = 0;
        for (int i = 0; i < rowCount; i++) {
            bits |= values[i] ^ values[i] >> 63;
        }
        return bits;
    }

    private static Column toFloats(Column argument, int rowCount, long @Nullable [] demanded) {
        float[] out = new float[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(demanded, i)) {
                out[i] = ExactDecimals.decimal(argument, i).floatValue();
            }
        }
        return new FloatColumn(ColumnType.FLOAT, rowCount, out, null);
    }
}
