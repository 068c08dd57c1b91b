/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.math.DecimalRescale;
import io.quiver.exec.function.math.ExactDecimals;
import io.quiver.exec.kernel.decimal.LongDecimals;
import io.quiver.exec.kernel.decimal.PowersOfTen;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Casts between timestamps and numbers, which count seconds since the epoch. Source: Spark 4.1.3
 * {@code Cast.castToTimestampCode}, {@code castTimestampToIntegralTypeCode}.
 */
final class TimestampNumberCasts {
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int MICRO_DIGITS = 6;
    /** The type that Spark gives a timestamp before it becomes another decimal. */
    private static final ColumnType SECONDS = ColumnType.decimal(19, MICRO_DIGITS);

    private TimestampNumberCasts() {}

    static Optional<Kernel> kernel(Signature signature) {
        ColumnType from = signature.argument(0);
        ColumnType to = signature.result();
        if (from.kind() == Kind.TIMESTAMP) {
            return fromTimestamp(to, signature.mode());
        }
        return to.kind() == Kind.TIMESTAMP ? toTimestamp(from, signature.mode()) : Optional.empty();
    }

    static boolean isTotal(Signature signature) {
        boolean isNumberOfSeconds = signature.argument(0).kind() == Kind.TIMESTAMP;
        boolean raises = signature.mode() == EvaluationMode.ANSI;
        return switch (isNumberOfSeconds
                ? signature.result().kind()
                : signature.argument(0).kind()) {
            case BOOLEAN, LONG -> true;
            case BYTE, SHORT, INT -> !isNumberOfSeconds || !raises;
            case FLOAT, DOUBLE -> isNumberOfSeconds || !raises;
            case DECIMAL -> !isNumberOfSeconds || !raises || DecimalRescale.fits(SECONDS, signature.result());
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> false;
        };
    }

    private static Optional<Kernel> fromTimestamp(ColumnType to, EvaluationMode mode) {
        return switch (to.kind()) {
            case BOOLEAN -> NumericCast.of(to, (micros, rowCount, demanded) -> isNotZero(longs(micros), rowCount));
            case BYTE, SHORT, INT ->
                NumericCast.of(to, (micros, rowCount, demanded) -> toInts(longs(micros), to, mode, rowCount, demanded));
            case LONG ->
                NumericCast.of(
                        to,
                        (micros, rowCount, demanded) ->
                                new LongColumn(to, rowCount, seconds(longs(micros), rowCount), null));
            case FLOAT -> NumericCast.of(to, (micros, rowCount, demanded) -> toFloats(longs(micros), rowCount));
            case DOUBLE -> NumericCast.of(to, (micros, rowCount, demanded) -> toDoubles(longs(micros), rowCount));
            case DECIMAL ->
                NumericCast.of(to, (micros, rowCount, demanded) -> {
                    long[] high = LongDecimals.signs(longs(micros), rowCount);
                    WideColumn decimals = new WideColumn(SECONDS, rowCount, high, longs(micros), null);
                    return DecimalRescale.rescale(decimals, to, RoundingMode.HALF_UP, mode, rowCount, demanded);
                });
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> Optional.empty();
        };
    }

    private static long[] longs(Column column) {
        return ((LongColumn) column).values();
    }

    private static long[] seconds(long[] micros, int rowCount) {
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = Math.floorDiv(micros[i], MICROS_PER_SECOND);
        }
        return out;
    }

    private static Column isNotZero(long[] micros, int rowCount) {
        long[] out = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            out[i >> 6] |= (micros[i] != 0 ? 1L : 0L) << i;
        }
        return new BooleanColumn(rowCount, out, null);
    }

    private static Column toInts(
            long[] micros, ColumnType to, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        int shift = to.kind() == Kind.BYTE ? 56 : to.kind() == Kind.SHORT ? 48 : 32;
        long[] seconds = seconds(micros, rowCount);
        int[] out = new int[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            out[i] = (int) (seconds[i] << shift >> shift);
            if (out[i] != seconds[i]) {
                Bitmap.set(failed, i);
            }
        }
        return new IntColumn(to, rowCount, out, FailedRows.validity(mode, failed, demanded, rowCount));
    }

    private static Column toFloats(long[] micros, int rowCount) {
        float[] out = new float[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = (float) (micros[i] / (double) MICROS_PER_SECOND);
        }
        return new FloatColumn(ColumnType.FLOAT, rowCount, out, null);
    }

    private static Column toDoubles(long[] micros, int rowCount) {
        double[] out = new double[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = micros[i] / (double) MICROS_PER_SECOND;
        }
        return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, null);
    }

    private static Optional<Kernel> toTimestamp(ColumnType from, EvaluationMode mode) {
        return switch (from.kind()) {
            // true is one microsecond
            case BOOLEAN ->
                NumericCast.of(
                        ColumnType.TIMESTAMP,
                        (argument, rowCount, demanded) ->
                                timestamps(IntegerCasts.longs(argument, rowCount), rowCount, null));
            case BYTE, SHORT, INT, LONG ->
                NumericCast.of(
                        ColumnType.TIMESTAMP,
                        (argument, rowCount, demanded) -> ofSeconds(IntegerCasts.longs(argument, rowCount), rowCount));
            case FLOAT, DOUBLE ->
                NumericCast.of(
                        ColumnType.TIMESTAMP,
                        (argument, rowCount, demanded) -> ofDoubles(argument, mode, rowCount, demanded));
            case DECIMAL ->
                from.scale() < 0
                        ? Optional.empty()
                        : NumericCast.of(
                                ColumnType.TIMESTAMP,
                                (argument, rowCount, demanded) -> ofDecimals(argument, rowCount, demanded));
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> Optional.empty();
        };
    }

    private static Column timestamps(long[] micros, int rowCount, long @Nullable [] validity) {
        return new LongColumn(ColumnType.TIMESTAMP, rowCount, micros, validity);
    }

    /** Values beyond the range become the nearest long. */
    private static Column ofSeconds(long[] seconds, int rowCount) {
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = TimeUnit.SECONDS.toMicros(seconds[i]);
        }
        return timestamps(out, rowCount, null);
    }

    private static Column ofDoubles(Column argument, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        long[] out = new long[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            double seconds =
                    argument instanceof FloatColumn floats ? floats.values()[i] : ((DoubleColumn) argument).values()[i];
            double micros = seconds * MICROS_PER_SECOND;
            // 2^63 itself passes as the largest long (DoubleExactNumeric)
            boolean inRange = Math.floor(micros) <= 0x1p63 && Math.ceil(micros) >= -0x1p63;
            boolean is = mode == EvaluationMode.LEGACY ? Math.abs(seconds) <= Double.MAX_VALUE : inRange;
            if (!is) {
                Bitmap.set(failed, i);
            }
            out[i] = (long) micros;
        }
        return timestamps(out, rowCount, FailedRows.validity(mode, failed, demanded, rowCount));
    }

    /** Cuts off digits after microseconds. Values beyond the range become their low 64 bits. */
    private static Column ofDecimals(Column argument, int rowCount, long @Nullable [] demanded) {
        int scale = argument.type().scale();
        long[] out = new long[rowCount];
        if (argument instanceof LongColumn longs) {
            long factor = PowersOfTen.LONGS[Math.max(0, MICRO_DIGITS - scale)];
            long divisor = PowersOfTen.LONGS[Math.max(0, scale - MICRO_DIGITS)];
            for (int i = 0; i < rowCount; i++) {
                out[i] = longs.values()[i] * factor / divisor;
            }
            return timestamps(out, rowCount, null);
        }
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(demanded, i)) {
                BigDecimal micros = ExactDecimals.decimal(argument, i).movePointRight(MICRO_DIGITS);
                out[i] = micros.toBigInteger().longValue();
            }
        }
        return timestamps(out, rowCount, null);
    }
}
