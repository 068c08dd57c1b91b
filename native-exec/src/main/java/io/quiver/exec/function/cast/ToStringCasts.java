/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel.UnaryLoop;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.datetime.Zones;
import io.quiver.exec.function.math.ExactDecimals;
import io.quiver.exec.kernel.ZoneOffsets;
import io.quiver.exec.kernel.text.BytesOutput;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Casts to text. Source: Spark 4.1.3 {@code ToStringBase.castToStringCode}, {@code FractionTimestampFormatter}. */
final class ToStringCasts {
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int SECONDS_PER_DAY = 86_400;

    /**
     * All of Spark's date formatters agree between these days. The one of the legacy time parser policy, which the plan does
     * not name, has another calendar before them and prints other years beyond.
     */
    private static final int FIRST_DAY = (int) LocalDate.of(1583, 1, 1).toEpochDay();

    private static final int LAST_DAY = (int) LocalDate.of(9999, 12, 31).toEpochDay();

    private ToStringCasts() {}

    static Optional<Kernel> kernel(Signature signature) {
        ColumnType from = signature.argument(0);
        ColumnType to = signature.result();
        if (to.kind() != Kind.STRING) {
            return Optional.empty();
        }
        return switch (from.kind()) {
            case BOOLEAN -> NumericCast.of(to, booleans());
            case BYTE, SHORT, INT -> NumericCast.of(to, ints());
            case LONG -> NumericCast.of(to, longs());
            case FLOAT -> NumericCast.of(to, floats());
            case DOUBLE -> NumericCast.of(to, doubles());
            case DECIMAL ->
                from.scale() < 0
                        ? Optional.empty()
                        : NumericCast.of(to, decimals(from, signature.mode() == EvaluationMode.LEGACY));
            case DATE -> NumericCast.of(to, dates());
            case TIMESTAMP ->
                Zones.zone(signature, 1).map(ZoneOffsets::new).flatMap(zone -> NumericCast.of(to, timestamps(zone)));
            case TIMESTAMP_NTZ -> NumericCast.of(to, timestamps(new ZoneOffsets(ZoneOffset.UTC)));
            case BINARY -> NumericCast.of(to, (argument, rowCount, demanded) -> argument.withType(to));
            case STRING, NULL, OPAQUE -> Optional.empty();
        };
    }

    static boolean isTotal(Signature signature) {
        return signature.argument(0).kind() != Kind.DATE;
    }

    private static UnaryLoop booleans() {
        return (argument, rowCount, demanded) -> {
            BytesOutput out = new BytesOutput(rowCount, 5L * rowCount);
            long[] words = ((BooleanColumn) argument).words();
            for (int i = 0; i < rowCount; i++) {
                if (Bitmap.isSet(demanded, i)) {
                    TextWriter.appendAscii(out, Bitmap.get(words, i) ? "true" : "false");
                    out.endRow(i);
                }
            }
            return out.column(ColumnType.STRING, null);
        };
    }

    private static UnaryLoop ints() {
        return (argument, rowCount, demanded) -> {
            BytesOutput out = new BytesOutput(rowCount, 8L * rowCount);
            int[] values = ((IntColumn) argument).values();
            for (int i = 0; i < rowCount; i++) {
                if (Bitmap.isSet(demanded, i)) {
                    TextWriter.appendLong(out, values[i]);
                    out.endRow(i);
                }
            }
            return out.column(ColumnType.STRING, null);
        };
    }

    private static UnaryLoop longs() {
        return (argument, rowCount, demanded) -> {
            BytesOutput out = new BytesOutput(rowCount, 12L * rowCount);
            long[] values = ((LongColumn) argument).values();
            for (int i = 0; i < rowCount; i++) {
                if (Bitmap.isSet(demanded, i)) {
                    TextWriter.appendLong(out, values[i]);
                    out.endRow(i);
                }
            }
            return out.column(ColumnType.STRING, null);
        };
    }

    /** Uses the very call that Spark makes, which differs between Java versions. */
    private static UnaryLoop floats() {
        return (argument, rowCount, demanded) -> {
            BytesOutput out = new BytesOutput(rowCount, 12L * rowCount);
            float[] values = ((FloatColumn) argument).values();
            for (int i = 0; i < rowCount; i++) {
                if (Bitmap.isSet(demanded, i)) {
                    TextWriter.appendAscii(out, String.valueOf(values[i]));
                    out.endRow(i);
                }
            }
            return out.column(ColumnType.STRING, null);
        };
    }

    private static UnaryLoop doubles() {
        return (argument, rowCount, demanded) -> {
            BytesOutput out = new BytesOutput(rowCount, 16L * rowCount);
            double[] values = ((DoubleColumn) argument).values();
            for (int i = 0; i < rowCount; i++) {
                if (Bitmap.isSet(demanded, i)) {
                    TextWriter.appendAscii(out, String.valueOf(values[i]));
                    out.endRow(i);
                }
            }
            return out.column(ColumnType.STRING, null);
        };
    }

    /** Writes plain digits. Legacy casts write an exponent where {@code BigDecimal.toString} has one. */
    private static UnaryLoop decimals(ColumnType from, boolean legacy) {
        int scale = from.scale();
        return (argument, rowCount, demanded) -> {
            BytesOutput out = new BytesOutput(rowCount, 12L * rowCount);
            for (int i = 0; i < rowCount; i++) {
                if (!Bitmap.isSet(demanded, i)) {
                    continue;
                }
                if (argument instanceof LongColumn longs && !(legacy && hasExponent(longs.values()[i], scale))) {
                    TextWriter.appendDecimal(out, longs.values()[i], scale);
                } else {
                    BigDecimal value = ExactDecimals.decimal(argument, i);
                    TextWriter.appendAscii(out, legacy ? value.toString() : value.toPlainString());
                }
                out.endRow(i);
            }
            return out.column(ColumnType.STRING, null);
        };
    }

    private static boolean hasExponent(long unscaled, int scale) {
        return TextWriter.digitCount(Math.abs(unscaled)) - 1 - scale < -6;
    }

    private static UnaryLoop dates() {
        return (argument, rowCount, demanded) -> {
            BytesOutput out = new BytesOutput(rowCount, 10L * rowCount);
            int[] days = ((IntColumn) argument).values();
            for (int i = 0; i < rowCount; i++) {
                if (Bitmap.isSet(demanded, i)) {
                    if (days[i] < FIRST_DAY || days[i] > LAST_DAY) {
                        throw Declined.batch();
                    }
                    TextWriter.appendDate(out, days[i]);
                    out.endRow(i);
                }
            }
            return out.column(ColumnType.STRING, null);
        };
    }

    private static UnaryLoop timestamps(ZoneOffsets zone) {
        return (argument, rowCount, demanded) -> {
            BytesOutput out = new BytesOutput(rowCount, 20L * rowCount);
            long[] micros = ((LongColumn) argument).values();
            for (int i = 0; i < rowCount; i++) {
                if (Bitmap.isSet(demanded, i)) {
                    appendTimestamp(out, micros[i], zone);
                    out.endRow(i);
                }
            }
            return out.column(ColumnType.STRING, null);
        };
    }

    private static void appendTimestamp(BytesOutput out, long micros, ZoneOffsets zone) {
        long second = Math.floorDiv(micros, MICROS_PER_SECOND);
        long local = second + zone.at(second);
        long day = Math.floorDiv(local, SECONDS_PER_DAY);
        TextWriter.appendDate(out, day);
        out.append((byte) ' ');
        TextWriter.appendTime(out, (int) (local - day * SECONDS_PER_DAY), (int) (micros - second * MICROS_PER_SECOND));
    }
}
