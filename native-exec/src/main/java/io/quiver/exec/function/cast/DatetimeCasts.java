/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.datetime.Zones;
import io.quiver.exec.kernel.ZoneOffsets;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Casts dates, timestamps and timestamps without zone to each other. Source: Spark 4.1.3 {@code Cast.castToDateCode},
 * {@code DateTimeUtils.microsToDays}, {@code daysToMicros}, {@code convertTz}.
 */
final class DatetimeCasts {
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int SECONDS_PER_DAY = 86_400;

    /** Seconds up to which a second and its microseconds surely fit in a long. */
    private static final long MAX_SECOND = Long.MAX_VALUE / MICROS_PER_SECOND - 1;

    private DatetimeCasts() {}

    static Optional<Kernel> kernel(Signature signature) {
        Kind from = signature.argument(0).kind();
        ColumnType to = signature.result();
        if (from == Kind.DATE) {
            return fromDate(signature, to);
        }
        if (from == Kind.TIMESTAMP_NTZ && to.kind() == Kind.DATE) {
            ZoneOffsets utc = utc();
            return NumericCast.of(to, (argument, rowCount, demanded) -> toDates(argument, utc, rowCount));
        }
        if (from == Kind.TIMESTAMP && to.kind() == Kind.DATE) {
            return zone(signature)
                    .flatMap(zone ->
                            NumericCast.of(to, (argument, rowCount, demanded) -> toDates(argument, zone, rowCount)));
        }
        if (from == Kind.TIMESTAMP && to.kind() == Kind.TIMESTAMP_NTZ) {
            return zone(signature)
                    .flatMap(zone -> NumericCast.of(
                            to, (argument, rowCount, demanded) -> shift(argument, zone, true, to, rowCount, demanded)));
        }
        if (from == Kind.TIMESTAMP_NTZ && to.kind() == Kind.TIMESTAMP) {
            return zone(signature)
                    .flatMap(zone -> NumericCast.of(
                            to,
                            (argument, rowCount, demanded) -> shift(argument, zone, false, to, rowCount, demanded)));
        }
        return Optional.empty();
    }

    /** True for casts to a date, and of a date to a boolean or number, which give null. */
    static boolean isTotal(Signature signature) {
        return switch (signature.result().kind()) {
            case DATE, BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL -> true;
            case TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> false;
        };
    }

    private static Optional<ZoneOffsets> zone(Signature signature) {
        return Zones.zone(signature, 1).map(ZoneOffsets::new);
    }

    private static ZoneOffsets utc() {
        return new ZoneOffsets(ZoneOffset.UTC);
    }

    private static Optional<Kernel> fromDate(Signature signature, ColumnType to) {
        return switch (to.kind()) {
            case TIMESTAMP ->
                zone(signature)
                        .flatMap(zone -> NumericCast.of(
                                to,
                                (argument, rowCount, demanded) -> toStarts(argument, zone, to, rowCount, demanded)));
            case TIMESTAMP_NTZ -> {
                ZoneOffsets utc = utc();
                yield NumericCast.of(
                        to, (argument, rowCount, demanded) -> toStarts(argument, utc, to, rowCount, demanded));
            }
            // as in Hive: a date is no number
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL ->
                NumericCast.of(to, (argument, rowCount, demanded) -> ConstantColumn.ofNull(to, rowCount)
                        .flat());
            case DATE, STRING, BINARY, NULL, OPAQUE -> Optional.empty();
        };
    }

    private static Column toDates(Column argument, ZoneOffsets zone, int rowCount) {
        long[] micros = ((LongColumn) argument).values();
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            long second = Math.floorDiv(micros[i], MICROS_PER_SECOND);
            out[i] = (int) Math.floorDiv(second + zone.at(second), SECONDS_PER_DAY);
        }
        return new IntColumn(ColumnType.DATE, rowCount, out, null);
    }

    private static Column toStarts(
            Column argument, ZoneOffsets zone, ColumnType to, int rowCount, long @Nullable [] demanded) {
        int[] days = ((IntColumn) argument).values();
        long[] out = new long[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            long second = zone.startOfDay(days[i]);
            if (Math.abs(second) > MAX_SECOND) {
                Bitmap.set(failed, i);
            }
            out[i] = second * MICROS_PER_SECOND;
        }
        FailedRows.decline(failed, demanded, rowCount);
        return new LongColumn(to, rowCount, out, null);
    }

    /** Shifts times to what the zone's clock shows, or back. */
    private static Column shift(
            Column argument,
            ZoneOffsets zone,
            boolean toClock,
            ColumnType to,
            int rowCount,
            long @Nullable [] demanded) {
        long[] micros = ((LongColumn) argument).values();
        long[] out = new long[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            long second = Math.floorDiv(micros[i], MICROS_PER_SECOND);
            long shifted = toClock ? second + zone.at(second) : zone.toEpochSecond(second);
            if (Math.abs(shifted) > MAX_SECOND) {
                Bitmap.set(failed, i);
            }
            out[i] = micros[i] + (shifted - second) * MICROS_PER_SECOND;
        }
        FailedRows.decline(failed, demanded, rowCount);
        return new LongColumn(to, rowCount, out, null);
    }
}
