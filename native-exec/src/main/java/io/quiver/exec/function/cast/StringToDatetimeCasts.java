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
import io.quiver.exec.function.datetime.Zones;
import io.quiver.exec.kernel.ZoneOffsets;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Casts of text to dates and timestamps. Source: Spark 4.1.3 {@code Cast.castToDateCode}, {@code castToTimestampCode}. */
final class StringToDatetimeCasts {
    private StringToDatetimeCasts() {}

    static Optional<Kernel> kernel(Signature signature) {
        ColumnType to = signature.result();
        EvaluationMode mode = signature.mode();
        if (signature.argument(0).kind() != Kind.STRING) {
            return Optional.empty();
        }
        DatetimeText reader = new DatetimeText();
        return switch (to.kind()) {
            case DATE ->
                NumericCast.of(
                        to,
                        (text, rowCount, demanded) -> toDates((BytesColumn) text, reader, mode, rowCount, demanded));
            case TIMESTAMP ->
                Zones.zone(signature, 1)
                        .map(ZoneOffsets::new)
                        .flatMap(zone -> NumericCast.of(
                                to,
                                (text, rowCount, demanded) ->
                                        toTimestamps((BytesColumn) text, reader, zone, mode, rowCount, demanded)));
            case TIMESTAMP_NTZ ->
                NumericCast.of(
                        to,
                        (text, rowCount, demanded) ->
                                toTimestamps((BytesColumn) text, reader, null, mode, rowCount, demanded));
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL, STRING, BINARY, NULL, OPAQUE ->
                Optional.empty();
        };
    }

    private static Column toDates(
            BytesColumn text, DatetimeText reader, EvaluationMode mode, int rowCount, long @Nullable [] demanded) {
        int[] out = new int[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            int start = text.starts()[i];
            long day = reader.date(text.data(), start, start + text.lengths()[i]);
            if (day == DatetimeText.NONE) {
                Bitmap.set(failed, i);
            }
            out[i] = (int) day;
        }
        return new IntColumn(ColumnType.DATE, rowCount, out, FailedRows.validity(mode, failed, demanded, rowCount));
    }

    /** Casts to timestamps, or without a zone to timestamps without zone. */
    private static Column toTimestamps(
            BytesColumn text,
            DatetimeText reader,
            @Nullable ZoneOffsets zone,
            EvaluationMode mode,
            int rowCount,
            long @Nullable [] demanded) {
        byte[] data = text.data();
        long[] out = new long[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            int start = text.starts()[i];
            int end = start + text.lengths()[i];
            long micros = zone == null
                    ? reader.timestampWithoutZone(data, start, end)
                    : reader.timestamp(data, start, end, zone);
            if (micros == DatetimeText.UNSURE) {
                throw Declined.batch();
            }
            if (micros == DatetimeText.NONE) {
                Bitmap.set(failed, i);
            }
            out[i] = micros;
        }
        ColumnType type = zone == null ? ColumnType.TIMESTAMP_NTZ : ColumnType.TIMESTAMP;
        return new LongColumn(type, rowCount, out, FailedRows.validity(mode, failed, demanded, rowCount));
    }
}
