/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.cli;

import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import io.substrait.proto.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Formats values for people: ISO 8601 for times, hexadecimal digits for bytes. */
final class CellText {
    private static final long SECOND = 1_000_000;

    private CellText() {}

    /** Returns the text of a row of a flat column. The row is not null. */
    static String of(Column column, int row, Type type) {
        return switch (type.getKindCase()) {
            case BOOL -> Boolean.toString((((BooleanColumn) column).words()[row >> 6] >>> row & 1L) != 0);
            case FP32 -> Float.toString(((FloatColumn) column).values()[row]);
            case FP64 -> Double.toString(((DoubleColumn) column).values()[row]);
            case DECIMAL -> decimal(column, row);
            case DATE -> LocalDate.ofEpochDay(number(column, row)).toString();
            case TIMESTAMP, PRECISION_TIMESTAMP -> clock(number(column, row)).toString();
            case TIMESTAMP_TZ, PRECISION_TIMESTAMP_TZ -> clock(number(column, row)) + "Z";
            case TIME, PRECISION_TIME ->
                LocalTime.ofNanoOfDay(number(column, row) * 1000).toString();
            case INTERVAL_YEAR ->
                Period.ofMonths((int) number(column, row)).normalized().toString();
            case INTERVAL_DAY ->
                Duration.ofSeconds(
                                Math.floorDiv(number(column, row), SECOND),
                                Math.floorMod(number(column, row), SECOND) * 1000)
                        .toString();
            case BINARY, FIXED_BINARY -> HexFormat.of().formatHex(((BytesColumn) column).bytes(row));
            case STRING, VARCHAR, FIXED_CHAR -> ((BytesColumn) column).string(row);
            default -> Long.toString(number(column, row));
        };
    }

    private static long number(Column column, int row) {
        return column instanceof IntColumn ints ? ints.values()[row] : ((LongColumn) column).values()[row];
    }

    private static String decimal(Column column, int row) {
        BigInteger unscaled =
                column instanceof WideColumn wide ? wide.unscaled(row) : BigInteger.valueOf(number(column, row));
        return new BigDecimal(unscaled, column.type().scale()).toPlainString();
    }

    private static LocalDateTime clock(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, SECOND), (int) (Math.floorMod(micros, SECOND) * 1000), ZoneOffset.UTC);
    }
}
