/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.plan.TypeReader;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.Type;

/**
 * Maps Substrait's types to columns. Times of any precision up to microseconds, and day intervals, are held in microseconds,
 * year intervals in months.
 */
public final class StandardTypes {
    private static final int MICROSECONDS = 6;
    private static final TypeReader PLAIN = TypeReader.ofStandardTypes();

    private StandardTypes() {}

    /**
     * Returns the type of the column that holds {@code type}.
     *
     * @throws io.quiver.exec.error.ExecutionException PLAN_UNSUPPORTED if there is none
     */
    @SuppressWarnings("deprecation") // plans of other producers still have the kinds without a precision
    public static ColumnType column(Type type) {
        return switch (type.getKindCase()) {
            case INTERVAL_YEAR -> ColumnType.INT;
            case INTERVAL_DAY -> micros(type, type.getIntervalDay().getPrecision(), ColumnType.LONG);
            case TIME -> ColumnType.LONG;
            case PRECISION_TIME -> micros(type, type.getPrecisionTime().getPrecision(), ColumnType.LONG);
            case PRECISION_TIMESTAMP ->
                micros(type, type.getPrecisionTimestamp().getPrecision(), ColumnType.TIMESTAMP_NTZ);
            case PRECISION_TIMESTAMP_TZ ->
                micros(type, type.getPrecisionTimestampTz().getPrecision(), ColumnType.TIMESTAMP);
            case LIST, MAP, STRUCT, USER_DEFINED -> throw PlanFailures.unsupported("columns of type %s", name(type));
            default -> PLAIN.read(type);
        };
    }

    private static ColumnType micros(Type type, int precision, ColumnType column) {
        if (precision > MICROSECONDS) {
            throw PlanFailures.unsupported("%s: times are of microseconds at most", name(type));
        }
        return column;
    }

    /** Returns the name of the type in messages. */
    public static String name(Type type) {
        return switch (type.getKindCase()) {
            case DECIMAL ->
                "decimal<%d,%d>"
                        .formatted(
                                type.getDecimal().getPrecision(),
                                type.getDecimal().getScale());
            case PRECISION_TIMESTAMP ->
                "precision_timestamp<%d>".formatted(type.getPrecisionTimestamp().getPrecision());
            case PRECISION_TIMESTAMP_TZ ->
                "precision_timestamp_tz<%d>"
                        .formatted(type.getPrecisionTimestampTz().getPrecision());
            case LIST -> "list<%s>".formatted(name(type.getList().getType()));
            default -> type.getKindCase().name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
