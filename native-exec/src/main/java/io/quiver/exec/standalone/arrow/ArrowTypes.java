/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.arrow;

import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.standalone.function.StandardTypes;
import io.substrait.proto.Type;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Determines the Arrow types of results. */
final class ArrowTypes {
    private static final int LONG_BITS = 64;

    private ArrowTypes() {}

    static Field field(String name, Type type) {
        return new Field(name, FieldType.nullable(type(type)), null);
    }

    @SuppressWarnings("deprecation") // plans of other producers still have the kinds without a precision
    private static ArrowType type(Type type) {
        return switch (type.getKindCase()) {
            case BOOL -> new ArrowType.Bool();
            case I8 -> new ArrowType.Int(8, true);
            case I16 -> new ArrowType.Int(16, true);
            case I32 -> new ArrowType.Int(32, true);
            case I64 -> new ArrowType.Int(LONG_BITS, true);
            case FP32 -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case FP64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case DECIMAL ->
                new ArrowType.Decimal(
                        type.getDecimal().getPrecision(), type.getDecimal().getScale(), 128);
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
            case TIMESTAMP_TZ -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case PRECISION_TIMESTAMP ->
                new ArrowType.Timestamp(unit(type.getPrecisionTimestamp().getPrecision()), null);
            case PRECISION_TIMESTAMP_TZ ->
                new ArrowType.Timestamp(unit(type.getPrecisionTimestampTz().getPrecision()), "UTC");
            case TIME, PRECISION_TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, LONG_BITS);
            case STRING, VARCHAR, FIXED_CHAR -> new ArrowType.Utf8();
            case BINARY, FIXED_BINARY -> new ArrowType.Binary();
            case INTERVAL_YEAR -> new ArrowType.Interval(IntervalUnit.YEAR_MONTH);
            case INTERVAL_DAY -> new ArrowType.Duration(TimeUnit.MICROSECOND);
            default -> throw PlanFailures.unsupported("a result of type %s", StandardTypes.name(type));
        };
    }

    private static TimeUnit unit(int precision) {
        return precision == 0 ? TimeUnit.SECOND : precision <= 3 ? TimeUnit.MILLISECOND : TimeUnit.MICROSECOND;
    }

    /** Returns the microseconds in a unit; 0 for shorter units. */
    static long micros(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> 1_000_000;
            case MILLISECOND -> 1_000;
            case MICROSECOND -> 1;
            case NANOSECOND -> 0;
        };
    }
}
