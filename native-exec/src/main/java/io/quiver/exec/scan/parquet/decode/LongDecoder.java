/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import io.quiver.exec.error.Declined;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import org.apache.parquet.column.Encoding;

/**
 * Decodes INT64, INT32, INT96 and FIXED_LEN_BYTE_ARRAY of up to eight bytes as longs, timestamps and decimals, and integers
 * as wide decimals.
 */
public final class LongDecoder extends FixedWidthDecoder {
    /** The form of numbers in the file. */
    public enum Source {
        INT32,
        UNSIGNED_INT32,
        INT64,
        UNSIGNED_INT64,
        /** Nanoseconds of the day and a Julian day number. */
        INT96,
        FIXED
    }

    /** The conversion of a number after it is read. */
    public enum Conversion {
        NONE,
        /** Keeps only the low 32 bits: Spark 4.1 holds decimals of up to nine digits in an int, whatever the file has. */
        LOW_INT,
        MILLIS_TO_MICROS
    }

    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1000;

    private final Source source;
    private final int width;
    private final Conversion conversion;
    private final long firstExactMicros;
    private final long[] values;
    private final int[] ints;
    private long[] dictionary = new long[0];

    /** Declines timestamps before {@code firstExactMicros}, because the file may use another calendar. */
    public LongDecoder(
            ColumnType type,
            int capacity,
            boolean optional,
            PassThroughCodecs codecs,
            Source source,
            int width,
            Conversion conversion,
            long firstExactMicros) {
        super(type, capacity, optional, codecs, width);
        this.source = source;
        this.width = width;
        this.conversion = conversion;
        this.firstExactMicros = firstExactMicros;
        values = new long[capacity];
        ints = new int[width == 4 ? capacity : 0];
    }

    @Override
    boolean allows(Encoding encoding) {
        return (source == Source.FIXED) == (encoding == Encoding.DELTA_BYTE_ARRAY);
    }

    @Override
    void newDictionary(int count) {
        dictionary = new long[count];
    }

    @Override
    void plainDictionary(byte[] bytes, int count) {
        // in steps: the scratch is as long as a batch
        for (int from = 0; from < count; from += capacity) {
            read(bytes, from * width, dictionary, from, Math.min(capacity, count - from));
        }
    }

    @Override
    void plain(byte[] bytes, int position, int at, int count) {
        read(bytes, position, values, at, count);
    }

    private void read(byte[] bytes, int position, long[] out, int at, int count) {
        switch (source) {
            case INT64, UNSIGNED_INT64 -> LittleEndian.getLongs(bytes, position, out, at, count);
            case INT32 -> {
                LittleEndian.getInts(bytes, position, ints, 0, count);
                for (int i = 0; i < count; i++) {
                    out[at + i] = ints[i];
                }
            }
            case UNSIGNED_INT32 -> {
                LittleEndian.getInts(bytes, position, ints, 0, count);
                for (int i = 0; i < count; i++) {
                    out[at + i] = ints[i] & 0xffffffffL;
                }
            }
            case INT96 -> int96(bytes, position, out, at, count);
            case FIXED -> fixed(bytes, position, width, out, at, count);
        }
    }

    /** Converts like DateTimeUtils.fromJulianDay of Spark 4.1: nanoseconds are truncated. */
    private static void int96(byte[] bytes, int position, long[] out, int at, int count) {
        for (int i = 0; i < count; i++, position += 12) {
            long nanos = LittleEndian.getLong(bytes, position);
            int day = LittleEndian.getInt(bytes, position + 8) - JULIAN_DAY_OF_EPOCH;
            out[at + i] = day * MICROS_PER_DAY + nanos / 1000;
        }
    }

    private static void fixed(byte[] bytes, int position, int width, long[] out, int at, int count) {
        int shift = 64 - 8 * width;
        for (int i = 0; i < count; i++, position += width) {
            out[at + i] = LittleEndian.getBigEndianLong(bytes, position) >> shift;
        }
    }

    @Override
    void gather(int[] ids, int at, int count) {
        long[] from = dictionary;
        long[] out = values;
        for (int i = 0; i < count; i++) {
            out[at + i] = from[ids[i]];
        }
    }

    @Override
    void delta(long[] deltas, int from, int at, int count) {
        switch (source) {
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    values[at + i] = (int) deltas[from + i];
                }
            }
            case UNSIGNED_INT32 -> {
                for (int i = 0; i < count; i++) {
                    values[at + i] = deltas[from + i] & 0xffffffffL;
                }
            }
            case INT64, UNSIGNED_INT64, INT96, FIXED -> System.arraycopy(deltas, from, values, at, count);
        }
    }

    @Override
    void finish(int at, int count) {
        switch (conversion) {
            case NONE -> {}
            case LOW_INT -> {
                for (int i = at; i < at + count; i++) {
                    values[i] = (int) values[i];
                }
            }
            case MILLIS_TO_MICROS -> toMicros(values, at, count);
        }
        if (firstExactMicros != Long.MIN_VALUE && min(values, at, count) < firstExactMicros) {
            throw Declined.batch();
        }
    }

    private static void toMicros(long[] values, int at, int count) {
        boolean overflow = false;
        for (int i = at; i < at + count; i++) {
            long millis = values[i];
            overflow |= millis > MAX_MILLIS | millis < -MAX_MILLIS;
            values[i] = millis * 1000;
        }
        if (overflow) {
            throw Declined.batch();
        }
    }

    private static long min(long[] values, int at, int count) {
        long min = Long.MAX_VALUE;
        for (int i = at; i < at + count; i++) {
            min = Math.min(min, values[i]);
        }
        return min;
    }

    @Override
    void spread(int at, int rows, int count) {
        Spread.longs(values, validityWords(), at, rows, count);
    }

    @Override
    public Column column() {
        if (type.physical() == ColumnType.Physical.LONGS) {
            return new LongColumn(type, rows(), values, validity());
        }
        long[] high = new long[rows()];
        if (source != Source.UNSIGNED_INT64) {
            for (int i = 0; i < high.length; i++) {
                high[i] = values[i] >> 63;
            }
        }
        return new WideColumn(type, rows(), high, values, validity());
    }
}
