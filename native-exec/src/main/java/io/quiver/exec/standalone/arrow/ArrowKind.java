/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.arrow;

import io.substrait.proto.Type;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.IntervalUnit;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;

/**
 * How Arrow stores the values of a column.
 *
 * @param micros the microseconds in the unit of a time; 0 for shorter units or no unit
 * @param scale the scale of decimals
 * @param width the bytes of a value of fixed size, or the digits of a decimal
 */
record ArrowKind(Shape shape, long micros, int scale, int width) {
    /** The content of the buffers. */
    enum Shape {
        BIT,
        INT8,
        INT16,
        INT32,
        INT64,
        FLOAT,
        DOUBLE,
        DECIMAL,
        DATE,
        CLOCK,
        INSTANT,
        TIME_OF_DAY,
        DURATION,
        MONTHS,
        TEXT,
        BYTES,
        FIXED_BYTES,
        OTHER
    }

    static final ArrowKind OTHER = of(Shape.OTHER);

    private static final int DECIMAL_BITS = 128;

    private static ArrowKind of(Shape shape) {
        return new ArrowKind(shape, 0, 0, 0);
    }

    /** Returns the kind of a column whose schema is in the form of Arrow's formats. */
    static ArrowKind of(Field field) {
        if (field.dictionary() != null) {
            return OTHER;
        }
        return switch (field.typeType()) {
            case org.apache.arrow.flatbuf.Type.Bool -> of(Shape.BIT);
            case org.apache.arrow.flatbuf.Type.Int -> integer((Int) field.type(new Int()));
            case org.apache.arrow.flatbuf.Type.FloatingPoint ->
                switch (((FloatingPoint) field.type(new FloatingPoint())).precision()) {
                    case Precision.SINGLE -> of(Shape.FLOAT);
                    case Precision.DOUBLE -> of(Shape.DOUBLE);
                    default -> OTHER;
                };
            case org.apache.arrow.flatbuf.Type.Decimal -> {
                Decimal type = (Decimal) field.type(new Decimal());
                yield type.bitWidth() == DECIMAL_BITS
                        ? new ArrowKind(Shape.DECIMAL, 0, type.scale(), type.precision())
                        : OTHER;
            }
            case org.apache.arrow.flatbuf.Type.Date ->
                ((Date) field.type(new Date())).unit() == DateUnit.DAY ? of(Shape.DATE) : OTHER;
            case org.apache.arrow.flatbuf.Type.Timestamp -> {
                Timestamp type = (Timestamp) field.type(new Timestamp());
                yield timed(type.timezone() == null ? Shape.CLOCK : Shape.INSTANT, type.unit());
            }
            case org.apache.arrow.flatbuf.Type.Time -> {
                Time type = (Time) field.type(new Time());
                yield type.unit() == TimeUnit.MICROSECOND ? timed(Shape.TIME_OF_DAY, type.unit()) : OTHER;
            }
            case org.apache.arrow.flatbuf.Type.Duration ->
                timed(Shape.DURATION, ((Duration) field.type(new Duration())).unit());
            case org.apache.arrow.flatbuf.Type.Interval ->
                ((Interval) field.type(new Interval())).unit() == IntervalUnit.YEAR_MONTH ? of(Shape.MONTHS) : OTHER;
            case org.apache.arrow.flatbuf.Type.Utf8 -> of(Shape.TEXT);
            case org.apache.arrow.flatbuf.Type.Binary -> of(Shape.BYTES);
            case org.apache.arrow.flatbuf.Type.FixedSizeBinary ->
                new ArrowKind(
                        Shape.FIXED_BYTES, 0, 0, ((FixedSizeBinary) field.type(new FixedSizeBinary())).byteWidth());
            default -> OTHER;
        };
    }

    private static ArrowKind integer(Int type) {
        if (!type.isSigned()) {
            return OTHER;
        }
        return switch (type.bitWidth()) {
            case 8 -> of(Shape.INT8);
            case 16 -> of(Shape.INT16);
            case 32 -> of(Shape.INT32);
            default -> of(Shape.INT64);
        };
    }

    private static ArrowKind timed(Shape shape, short unit) {
        long micros =
                switch (unit) {
                    case TimeUnit.SECOND -> 1_000_000;
                    case TimeUnit.MILLISECOND -> 1_000;
                    case TimeUnit.MICROSECOND -> 1;
                    default -> 0;
                };
        return micros == 0 ? OTHER : new ArrowKind(shape, micros, 0, 0);
    }

    /** Returns whether a plan may declare such a column as {@code type}. */
    @SuppressWarnings("deprecation") // plans of other producers still have the kinds without a precision
    boolean fits(Type type) {
        return switch (type.getKindCase()) {
            case BOOL -> shape == Shape.BIT;
            case I8 -> shape == Shape.INT8;
            case I16 -> shape == Shape.INT16;
            case I32 -> shape == Shape.INT32;
            case I64 -> shape == Shape.INT64;
            case FP32 -> shape == Shape.FLOAT;
            case FP64 -> shape == Shape.DOUBLE;
            case DECIMAL ->
                shape == Shape.DECIMAL
                        && scale == type.getDecimal().getScale()
                        && width <= type.getDecimal().getPrecision();
            case DATE -> shape == Shape.DATE;
            case TIMESTAMP, PRECISION_TIMESTAMP -> shape == Shape.CLOCK;
            case TIMESTAMP_TZ, PRECISION_TIMESTAMP_TZ -> shape == Shape.INSTANT;
            case TIME, PRECISION_TIME -> shape == Shape.TIME_OF_DAY;
            case INTERVAL_DAY -> shape == Shape.DURATION;
            case INTERVAL_YEAR -> shape == Shape.MONTHS;
            case STRING, VARCHAR, FIXED_CHAR -> shape == Shape.TEXT;
            case BINARY, FIXED_BINARY -> shape == Shape.BYTES || shape == Shape.FIXED_BYTES;
            default -> false;
        };
    }
}
