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
import io.quiver.exec.function.math.ExactDecimals;
import io.quiver.exec.kernel.decimal.PowersOfTen;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Casts of text to booleans, numbers and binaries. Source: Spark 4.1.3 {@code Cast.castToIntCode} and its like, {@code
 * StringUtils.isTrueString}, {@code Decimal.fromString}.
 */
final class StringToNumberCasts {
    private static final int MAX_FLOAT_DIGITS_VALUE = 1 << 24;
    private static final long MAX_DOUBLE_DIGITS_VALUE = 1L << 53;
    private static final int MAX_FLOAT_POWER = 10;

    /** BigDecimals with more digits than this before or after the point are slow to round: Spark's code does them. */
    private static final int MAX_SCALE = 1000;

    private StringToNumberCasts() {}

    static Optional<Kernel> kernel(Signature signature) {
        ColumnType to = signature.result();
        EvaluationMode mode = signature.mode();
        if (signature.argument(0).kind() != Kind.STRING) {
            return Optional.empty();
        }
        return switch (to.kind()) {
            case BOOLEAN ->
                NumericCast.of(
                        to, (text, rowCount, demanded) -> toBooleans((BytesColumn) text, mode, rowCount, demanded));
            case BYTE, SHORT, INT ->
                NumericCast.of(
                        to, (text, rowCount, demanded) -> toInts((BytesColumn) text, to, mode, rowCount, demanded));
            case LONG ->
                NumericCast.of(to, (text, rowCount, demanded) -> toLongs((BytesColumn) text, mode, rowCount, demanded));
            case FLOAT ->
                NumericCast.of(
                        to, (text, rowCount, demanded) -> toFloats((BytesColumn) text, mode, rowCount, demanded));
            case DOUBLE ->
                NumericCast.of(
                        to, (text, rowCount, demanded) -> toDoubles((BytesColumn) text, mode, rowCount, demanded));
            case DECIMAL ->
                to.scale() < 0
                        ? Optional.empty()
                        : NumericCast.of(
                                to,
                                (text, rowCount, demanded) ->
                                        toDecimals((BytesColumn) text, to, mode, rowCount, demanded));
            case BINARY -> NumericCast.of(to, (text, rowCount, demanded) -> text.withType(to));
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, NULL, OPAQUE -> Optional.empty();
        };
    }

    static boolean isTotal(Signature signature) {
        return switch (signature.result().kind()) {
            case BOOLEAN, BYTE, SHORT, INT -> signature.mode() != EvaluationMode.ANSI;
            case BINARY -> true;
            default -> false;
        };
    }

    private static Column toBooleans(BytesColumn text, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        long[] out = Bitmap.zeros(rowCount);
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            int start = text.starts()[i];
            int is = NumberText.toBoolean(text.data(), start, start + text.lengths()[i]);
            out[i >> 6] |= (is & 1L & ~(is >> 31)) << i;
            failed[i >> 6] |= (long) (is >>> 31) << i;
        }
        return new BooleanColumn(rowCount, out, FailedRows.validity(mode, failed, demanded, rowCount));
    }

    private static Column toInts(
            BytesColumn text, ColumnType to, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        // only Spark's legacy casts cut off a fraction
        boolean fraction = mode == EvaluationMode.LEGACY;
        long bound = to.kind() == Kind.BYTE ? 1L << 7 : to.kind() == Kind.SHORT ? 1L << 15 : 1L << 31;
        int[] out = new int[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            long value = NumberText.toInteger(data, starts[i], starts[i] + lengths[i], fraction);
            if (value < -bound || value >= bound) {
                Bitmap.set(failed, i);
            }
            out[i] = (int) value;
        }
        return new IntColumn(to, rowCount, out, FailedRows.validity(mode, failed, demanded, rowCount));
    }

    private static Column toLongs(BytesColumn text, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        boolean fraction = mode == EvaluationMode.LEGACY;
        long[] out = new long[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            int end = starts[i] + lengths[i];
            long value = NumberText.toInteger(data, starts[i], end, fraction);
            if (value == NumberText.NO_INTEGER) {
                if (NumberText.mayBeLowestLong(data, starts[i], end) && Bitmap.isSet(demanded, i)) {
                    throw Declined.batch();
                }
                Bitmap.set(failed, i);
            }
            out[i] = value;
        }
        return new LongColumn(ColumnType.LONG, rowCount, out, FailedRows.validity(mode, failed, demanded, rowCount));
    }

    private static Column toDoubles(BytesColumn text, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        byte[] data = text.data();
        double[] out = new double[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            int start = text.starts()[i];
            int end = start + text.lengths()[i];
            long digits = NumberText.plainDigits(data, start, end);
            if (digits != 0 && Math.abs(digits) < MAX_DOUBLE_DIGITS_VALUE && digits != NumberText.NO_INTEGER) {
                // both are exact, so that the quotient is the nearest double
                out[i] = digits / (double) PowersOfTen.LONGS[NumberText.fractionDigits(data, start, end)];
                continue;
            }
            Double value = NumberText.toDouble(data, start, end);
            if (value == null) {
                Bitmap.set(failed, i);
            } else {
                out[i] = value;
            }
        }
        return new DoubleColumn(
                ColumnType.DOUBLE, rowCount, out, FailedRows.validity(mode, failed, demanded, rowCount));
    }

    private static Column toFloats(BytesColumn text, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        byte[] data = text.data();
        float[] out = new float[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            int start = text.starts()[i];
            int end = start + text.lengths()[i];
            long digits = NumberText.plainDigits(data, start, end);
            if (digits != 0 && digits > -MAX_FLOAT_DIGITS_VALUE && digits < MAX_FLOAT_DIGITS_VALUE) {
                int power = NumberText.fractionDigits(data, start, end);
                if (power <= MAX_FLOAT_POWER) {
                    out[i] = digits / (float) PowersOfTen.LONGS[power];
                    continue;
                }
            }
            Float value = NumberText.toFloat(data, start, end);
            if (value == null) {
                Bitmap.set(failed, i);
            } else {
                out[i] = value;
            }
        }
        return new FloatColumn(ColumnType.FLOAT, rowCount, out, FailedRows.validity(mode, failed, demanded, rowCount));
    }

    private static Column toDecimals(
            BytesColumn text, ColumnType to, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        ExactDecimals.Writer writer = new ExactDecimals.Writer(to, rowCount);
        long bound = to.precision() <= ColumnType.MAX_LONG_DIGITS ? PowersOfTen.LONGS[to.precision()] : Long.MAX_VALUE;
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            byte[] data = text.data();
            int start = text.starts()[i];
            int end = start + text.lengths()[i];
            long digits = NumberText.plainDigits(data, start, end);
            int more = digits == NumberText.NO_INTEGER ? -1 : to.scale() - NumberText.fractionDigits(data, start, end);
            if (more >= 0 && more <= ColumnType.MAX_LONG_DIGITS) {
                long power = PowersOfTen.LONGS[more];
                long unscaled = digits * power;
                if (Math.multiplyHigh(digits, power) == unscaled >> 63 && unscaled > -bound && unscaled < bound) {
                    writer.set(i, unscaled);
                    continue;
                }
            }
            writer.set(i, decimal(data, start, end), RoundingMode.HALF_UP);
        }
        return writer.finish(mode, demanded);
    }

    /** Source: Spark 4.1.3 {@code Decimal.fromString}. */
    private static @Nullable BigDecimal decimal(byte[] data, int start, int end) {
        String text = new String(data, start, end - start, StandardCharsets.UTF_8);
        BigDecimal value;
        try {
            value = new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            return null;
        }
        if (value.scale() > MAX_SCALE || value.scale() < -MAX_SCALE) {
            throw Declined.batch();
        }
        if (value.precision() - value.scale() > ColumnType.MAX_DIGITS) {
            if (value.signum() == 0) {
                // null, unless decimals of negative scale are allowed
                throw Declined.batch();
            }
            return null;
        }
        return value;
    }
}
