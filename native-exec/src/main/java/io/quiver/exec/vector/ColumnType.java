/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

/**
 * The logical type of a column, as Spark SQL has it. {@link #physical()} names the arrays that hold its values.
 *
 * <p>{@code precision} and {@code scale} apply to decimals only and are 0 elsewhere; {@code detail} is the type's name where
 * {@code kind} is {@link Kind#OPAQUE} (nested types, intervals, ...) and empty elsewhere.
 */
public record ColumnType(Kind kind, int precision, int scale, String detail) {
    /** Logical kinds. OPAQUE values are carried as bytes that only Spark's own code looks into. */
    public enum Kind {
        BOOLEAN,
        BYTE,
        SHORT,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        DECIMAL,
        /** Days since 1970-01-01 in the proleptic Gregorian calendar. */
        DATE,
        /** Microseconds since the epoch, an instant. */
        TIMESTAMP,
        /** Microseconds since 1970-01-01T00:00 on a clock without a zone. */
        TIMESTAMP_NTZ,
        /** UTF-8 bytes compared byte by byte (Spark's UTF8_BINARY). */
        STRING,
        BINARY,
        /** The type of a bare NULL: every row is null. */
        NULL,
        OPAQUE
    }

    /** The arrays behind a column: one class of {@link Column} each. */
    public enum Physical {
        BITS,
        INTS,
        LONGS,
        FLOATS,
        DOUBLES,
        /** 128-bit integers as high and low halves. */
        WIDE,
        BYTES
    }

    /** Decimals of up to this many digits are unscaled longs; wider ones are 128-bit. */
    public static final int MAX_LONG_DIGITS = 18;

    /** Most digits of a decimal. */
    public static final int MAX_DIGITS = 38;

    public static final ColumnType BOOLEAN = simple(Kind.BOOLEAN);
    public static final ColumnType BYTE = simple(Kind.BYTE);
    public static final ColumnType SHORT = simple(Kind.SHORT);
    public static final ColumnType INT = simple(Kind.INT);
    public static final ColumnType LONG = simple(Kind.LONG);
    public static final ColumnType FLOAT = simple(Kind.FLOAT);
    public static final ColumnType DOUBLE = simple(Kind.DOUBLE);
    public static final ColumnType DATE = simple(Kind.DATE);
    public static final ColumnType TIMESTAMP = simple(Kind.TIMESTAMP);
    public static final ColumnType TIMESTAMP_NTZ = simple(Kind.TIMESTAMP_NTZ);
    public static final ColumnType STRING = simple(Kind.STRING);
    public static final ColumnType BINARY = simple(Kind.BINARY);
    public static final ColumnType NULL = simple(Kind.NULL);

    public ColumnType {
        if (kind == Kind.DECIMAL && (precision < 1 || precision > MAX_DIGITS)) {
            throw new IllegalArgumentException("decimal precision is out of 1..38: " + precision);
        }
    }

    private static ColumnType simple(Kind kind) {
        return new ColumnType(kind, 0, 0, "");
    }

    public static ColumnType decimal(int precision, int scale) {
        return new ColumnType(Kind.DECIMAL, precision, scale, "");
    }

    public static ColumnType opaque(String detail) {
        return new ColumnType(Kind.OPAQUE, 0, 0, detail);
    }

    public Physical physical() {
        return switch (kind) {
            case BOOLEAN, NULL -> Physical.BITS;
            case BYTE, SHORT, INT, DATE -> Physical.INTS;
            case LONG, TIMESTAMP, TIMESTAMP_NTZ -> Physical.LONGS;
            case FLOAT -> Physical.FLOATS;
            case DOUBLE -> Physical.DOUBLES;
            case DECIMAL -> precision <= MAX_LONG_DIGITS ? Physical.LONGS : Physical.WIDE;
            case STRING, BINARY, OPAQUE -> Physical.BYTES;
        };
    }

    public boolean isDecimal() {
        return kind == Kind.DECIMAL;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case DECIMAL -> "decimal(" + precision + "," + scale + ")";
            case OPAQUE -> detail;
            default -> kind.name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
