/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.math.ExactDecimals;
import io.quiver.exec.function.math.Narrowing;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Casts floats and doubles to numbers and booleans. A float widens to a double without loss and both narrow alike, so all loops
 * work on doubles. Source: Spark 4.1.3 {@code Cast.castFractionToIntegralTypeCode}, {@code castToDecimalCode}.
 */
final class FractionCasts {
    private FractionCasts() {}

    static Optional<Kernel> kernel(Signature signature) {
        ColumnType from = signature.argument(0);
        ColumnType to = signature.result();
        EvaluationMode mode = signature.mode();
        if (from.kind() != ColumnType.Kind.FLOAT && from.kind() != ColumnType.Kind.DOUBLE) {
            return Optional.empty();
        }
        return switch (to.kind()) {
            case BOOLEAN ->
                NumericCast.of(to, (argument, rowCount, demanded) -> isNotZero(doubles(argument, rowCount), rowCount));
            case BYTE, SHORT, INT ->
                NumericCast.of(
                        to,
                        (argument, rowCount, demanded) ->
                                toInts(doubles(argument, rowCount), to, mode, rowCount, demanded));
            case LONG ->
                NumericCast.of(
                        to,
                        (argument, rowCount, demanded) ->
                                toLongs(doubles(argument, rowCount), mode, rowCount, demanded));
            case FLOAT ->
                NumericCast.of(to, (argument, rowCount, demanded) -> toFloats(doubles(argument, rowCount), rowCount));
            case DOUBLE ->
                NumericCast.of(
                        to,
                        (argument, rowCount, demanded) ->
                                new DoubleColumn(to, rowCount, doubles(argument, rowCount), null));
            case DECIMAL ->
                NumericCast.of(
                        to,
                        (argument, rowCount, demanded) ->
                                toDecimals(doubles(argument, rowCount), to, mode, rowCount, demanded));
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> Optional.empty();
        };
    }

    static boolean isTotal(Signature signature) {
        return switch (signature.result().kind()) {
            case BOOLEAN, FLOAT, DOUBLE -> true;
            default -> signature.mode() != EvaluationMode.ANSI;
        };
    }

    private static double[] doubles(Column column, int rowCount) {
        if (column instanceof DoubleColumn doubles) {
            return doubles.values();
        }
        float[] values = ((FloatColumn) column).values();
        double[] out = new double[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = values[i];
        }
        return out;
    }

    /** NaN is true. */
    private static Column isNotZero(double[] values, int rowCount) {
        long[] out = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (values[i] != 0) {
                Bitmap.set(out, i);
            }
        }
        return new BooleanColumn(rowCount, out, null);
    }

    private static Column toInts(
            double[] values, ColumnType to, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = (int) values[i];
        }
        Narrowing.narrow(out, to, rowCount);
        double most = Math.scalb(1.0, bits(to) - 1) - 1;
        return new IntColumn(to, rowCount, out, inRange(values, -most - 1, most, mode, rowCount, demanded));
    }

    private static int bits(ColumnType type) {
        return switch (type.kind()) {
            case BYTE -> Byte.SIZE;
            case SHORT -> Short.SIZE;
            default -> Integer.SIZE;
        };
    }

    private static Column toLongs(double[] values, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = (long) values[i];
        }
        // the bounds as doubles, as in Spark: 2^63 passes and saturates
        long[] validity = inRange(values, Long.MIN_VALUE, Long.MAX_VALUE, mode, rowCount, demanded);
        return new LongColumn(ColumnType.LONG, rowCount, out, validity);
    }

    private static long @Nullable [] inRange(
            double[] values, double least, double most, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        if (mode == EvaluationMode.LEGACY) {
            return null;
        }
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (!(Math.floor(values[i]) <= most && Math.ceil(values[i]) >= least)) {
                Bitmap.set(failed, i);
            }
        }
        return FailedRows.validity(mode, failed, demanded, rowCount);
    }

    private static Column toFloats(double[] values, int rowCount) {
        float[] out = new float[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = (float) values[i];
        }
        return new FloatColumn(ColumnType.FLOAT, rowCount, out, null);
    }

    /** Casts by the decimal digits that Java prints. NaN and infinities are null in every mode. */
    private static Column toDecimals(
            double[] values, ColumnType to, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        ExactDecimals.Writer writer = new ExactDecimals.Writer(to, rowCount);
        long[] finite = Bitmap.ones(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (!Double.isFinite(values[i])) {
                Bitmap.clear(finite, i);
            } else if (Bitmap.isSet(demanded, i)) {
                writer.set(i, BigDecimal.valueOf(values[i]), RoundingMode.HALF_UP);
            }
        }
        Column result = writer.finish(mode, demanded);
        return Bitmap.all(finite, rowCount)
                ? result
                : result.withValidity(Bitmap.and(result.validity(), finite, rowCount));
    }
}
