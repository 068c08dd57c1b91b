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
import io.quiver.exec.function.math.Narrowing;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Casts booleans and integers to numbers and booleans. Source: Spark 4.1.3 {@code Cast.castToByteCode} and its like. */
final class IntegerCasts {
    private IntegerCasts() {}

    static Optional<Kernel> kernel(Signature signature) {
        ColumnType from = signature.argument(0);
        ColumnType to = signature.result();
        EvaluationMode mode = signature.mode();
        boolean isInteger =
                switch (from.kind()) {
                    case BOOLEAN, BYTE, SHORT, INT, LONG -> true;
                    default -> false;
                };
        if (!isInteger) {
            return Optional.empty();
        }
        return switch (to.kind()) {
            case BOOLEAN ->
                NumericCast.of(to, (argument, rowCount, demanded) -> isNotZero(longs(argument, rowCount), rowCount));
            case BYTE, SHORT, INT ->
                NumericCast.of(
                        to,
                        (argument, rowCount, demanded) ->
                                toInts(longs(argument, rowCount), to, mode, rowCount, demanded));
            case LONG ->
                NumericCast.of(
                        to,
                        (argument, rowCount, demanded) ->
                                new LongColumn(to, rowCount, longs(argument, rowCount), null));
            case FLOAT ->
                NumericCast.of(to, (argument, rowCount, demanded) -> toFloats(longs(argument, rowCount), rowCount));
            case DOUBLE ->
                NumericCast.of(to, (argument, rowCount, demanded) -> toDoubles(longs(argument, rowCount), rowCount));
            case DECIMAL ->
                NumericCast.of(
                        to,
                        (argument, rowCount, demanded) -> DecimalRescale.ofIntegers(
                                longs(argument, rowCount), from, to, mode, rowCount, demanded));
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> Optional.empty();
        };
    }

    static boolean isTotal(Signature signature) {
        ColumnType from = signature.argument(0);
        ColumnType to = signature.result();
        boolean raises = signature.mode() == EvaluationMode.ANSI;
        return switch (to.kind()) {
            case BOOLEAN, LONG, FLOAT, DOUBLE -> true;
            case BYTE, SHORT, INT -> !raises || size(from) <= size(to);
            case DECIMAL -> !raises || DecimalRescale.fitsIntegers(from, to);
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> false;
        };
    }

    private static int size(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> 1;
            case BYTE -> Byte.SIZE;
            case SHORT -> Short.SIZE;
            case INT -> Integer.SIZE;
            default -> Long.SIZE;
        };
    }

    static long[] longs(Column column, int rowCount) {
        if (column instanceof LongColumn longs) {
            return longs.values();
        }
        long[] out = new long[rowCount];
        if (column instanceof BooleanColumn booleans) {
            long[] words = booleans.words();
            for (int i = 0; i < rowCount; i++) {
                out[i] = words[i >> 6] >>> i & 1L;
            }
            return out;
        }
        int[] values = ((IntColumn) column).values();
        for (int i = 0; i < rowCount; i++) {
            out[i] = values[i];
        }
        return out;
    }

    static Column isNotZero(long[] values, int rowCount) {
        long[] out = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            out[i >> 6] |= ((values[i] | -values[i]) >>> 63) << i;
        }
        return new BooleanColumn(rowCount, out, null);
    }

    /** Takes the low bits in LEGACY. The other modes fail where these are not the value. */
    static Column toInts(long[] values, ColumnType to, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        int[] out = new int[rowCount];
        long lost = 0;
        for (int i = 0; i < rowCount; i++) {
            out[i] = (int) values[i];
            lost |= values[i] ^ out[i];
        }
        boolean changed = lost != 0 | Narrowing.narrow(out, to, rowCount);
        if (!changed || mode == EvaluationMode.LEGACY) {
            return new IntColumn(to, rowCount, out, null);
        }
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (!Narrowing.fits(values[i], to)) {
                Bitmap.set(failed, i);
            }
        }
        return new IntColumn(to, rowCount, out, FailedRows.validity(mode, failed, demanded, rowCount));
    }

    private static Column toFloats(long[] values, int rowCount) {
        float[] out = new float[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = values[i];
        }
        return new FloatColumn(ColumnType.FLOAT, rowCount, out, null);
    }

    private static Column toDoubles(long[] values, int rowCount) {
        double[] out = new double[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = values[i];
        }
        return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, null);
    }
}
