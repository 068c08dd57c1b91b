/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.FixedPattern;
import io.quiver.exec.kernel.ZoneOffsets;
import io.quiver.exec.kernel.text.BytesOutput;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.LongColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Formats times as text in a constant pattern, and parses such text. Arguments: the value, the pattern, the zone. Spark handles
 * texts of another form than the pattern's, and years beyond four digits. Source: Spark 4.1.3 {@code FromUnixTime},
 * {@code DateFormatClass}, {@code ToTimestamp}, {@code Iso8601TimestampFormatter}.
 */
final class PatternFunctions {
    static final ScalarFunction FROM_UNIXTIME =
            FunctionDefinition.named("from_unixtime").kernel(signature -> formatting(signature, Kind.LONG, 1));
    static final ScalarFunction DATE_FORMAT = FunctionDefinition.named("date_format")
            .kernel(signature -> formatting(signature, Kind.TIMESTAMP, PatternFunctions.MICROS_PER_SECOND));
    /** The result is a timestamp of either kind. */
    static final ScalarFunction PARSE_TIMESTAMP = FunctionDefinition.named("parse_timestamp")
            .kernel(signature -> parsing(signature, PatternFunctions.MICROS_PER_SECOND));
    /** The result is in seconds. */
    static final ScalarFunction PARSE_UNIXTIME =
            FunctionDefinition.named("parse_unixtime").kernel(signature -> parsing(signature, 1));

    private static final long MICROS_PER_SECOND = 1_000_000;
    /** Beyond all years of four digits, and within the range of days. */
    private static final long FAR_SECOND = 400_000_000_000L;

    private PatternFunctions() {}

    private static Optional<Kernel> formatting(Signature signature, Kind kind, long unitsPerSecond) {
        if (!signature.takes(kind, Kind.STRING, Kind.STRING)) {
            return Optional.empty();
        }
        return signature.text(1).flatMap(DatetimePattern::parse).flatMap(pattern -> Zones.zone(signature, 2)
                .map(ZoneOffsets::new)
                .map(zone -> NullIntolerantKernel.naryOverConstants(
                        signature.result(),
                        (arguments, rowCount, demanded) -> format(
                                (LongColumn) arguments[0].flat(), pattern, zone, unitsPerSecond, rowCount, demanded))));
    }

    private static Column format(
            LongColumn times,
            DatetimePattern pattern,
            ZoneOffsets zone,
            long unitsPerSecond,
            int rowCount,
            long @Nullable [] demanded) {
        int width = pattern.maxWidth();
        BytesOutput out = new BytesOutput(rowCount, (long) width * rowCount);
        long[] odd = null;
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            long second = Math.floorDiv(times.values()[i], unitsPerSecond);
            boolean isFar = second > FAR_SECOND || second < -FAR_SECOND;
            int end = isFar ? -1 : pattern.write(second + zone.at(second), out.room(width), out.position());
            if (end < 0) {
                odd = odd == null ? Bitmap.zeros(rowCount) : odd;
                Bitmap.set(odd, i);
                continue;
            }
            out.advanceTo(end);
            out.endRow(i);
        }
        if (odd != null) {
            throw Declined.rows(odd);
        }
        return out.column(ColumnType.STRING, null);
    }

    private static Optional<Kernel> parsing(Signature signature, long unitsPerSecond) {
        if (!signature.takes(Kind.STRING, Kind.STRING, Kind.STRING)) {
            return Optional.empty();
        }
        boolean isLocal = signature.result().kind() == Kind.TIMESTAMP_NTZ;
        return signature
                .text(1)
                .flatMap(FixedPattern::of)
                .filter(FixedPattern::isOfSeconds)
                .flatMap(pattern -> Zones.zone(signature, 2)
                        .map(ZoneOffsets::new)
                        .map(zone -> NullIntolerantKernel.naryOverConstants(
                                signature.result(),
                                (arguments, rowCount, demanded) -> new LongColumn(
                                        signature.result(),
                                        rowCount,
                                        parse(
                                                (BytesColumn) arguments[0].flat(),
                                                pattern,
                                                isLocal ? null : zone,
                                                unitsPerSecond,
                                                rowCount,
                                                demanded),
                                        null))));
    }

    /** Parses texts. Without a zone they are times of a clock. */
    private static long[] parse(
            BytesColumn text,
            FixedPattern pattern,
            @Nullable ZoneOffsets zone,
            long unitsPerSecond,
            int rowCount,
            long @Nullable [] demanded) {
        long[] out = new long[rowCount];
        long[] odd = null;
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            int start = text.starts()[i];
            long local = pattern.localSecond(text.data(), start, text.lengths()[i]);
            if (local == FixedPattern.NONE) {
                odd = odd == null ? Bitmap.zeros(rowCount) : odd;
                Bitmap.set(odd, i);
                continue;
            }
            out[i] = (zone == null ? local : zone.toEpochSecond(local)) * unitsPerSecond;
        }
        if (odd != null) {
            throw Declined.rows(odd);
        }
        return out;
    }
}
