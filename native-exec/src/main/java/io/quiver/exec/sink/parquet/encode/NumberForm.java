/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import io.quiver.exec.kernel.FloatingOrder;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * Converts a long to a Parquet number. Orders are those of parquet-mr's PrimitiveComparator, in which NaN is above all
 * numbers.
 */
enum NumberForm {
    INT32(4) {
        @Override
        void count(long key, Statistics<?> statistics) {
            statistics.updateStats((int) key);
        }
    },
    INT64(8) {
        @Override
        void count(long key, Statistics<?> statistics) {
            statistics.updateStats(key);
        }
    },
    FLOAT(4) {
        @Override
        long sortable(long bits) {
            int canonical = Float.floatToIntBits(Float.intBitsToFloat((int) bits));
            return canonical ^ canonical >> 31 & Integer.MAX_VALUE;
        }

        @Override
        void count(long key, Statistics<?> statistics) {
            int bits = (int) key;
            statistics.updateStats(Float.intBitsToFloat(bits ^ bits >> 31 & Integer.MAX_VALUE));
        }
    },
    DOUBLE(8) {
        @Override
        long sortable(long bits) {
            return FloatingOrder.keyOfBits(Double.longBitsToDouble(bits));
        }

        @Override
        void count(long key, Statistics<?> statistics) {
            statistics.updateStats(FloatingOrder.ofBits(key));
        }
    },
    /**
     * Turns microseconds into nanoseconds of a Julian day and the day's number. Source: DateTimeUtils.toJulianDay of Spark
     * 4.1.
     */
    INT96(12) {
        @Override
        void put(long micros, PageBytes out) {
            long julian = micros + EPOCH_JULIAN_DAY * MICROS_PER_DAY;
            int at = out.reserve(width());
            out.setLong(at, julian % MICROS_PER_DAY * NANOS_PER_MICRO);
            out.setInt(at + Long.BYTES, (int) (julian / MICROS_PER_DAY));
        }

        @Override
        void count(long micros, Statistics<?> statistics) {
            PageBytes bytes = new PageBytes();
            put(micros, bytes);
            statistics.updateStats(Binary.fromConstantByteArray(Arrays.copyOf(bytes.data(), width())));
        }
    };

    private static final long EPOCH_JULIAN_DAY = 2440588;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long NANOS_PER_MICRO = 1000;

    private final int width;

    NumberForm(int width) {
        this.width = width;
    }

    /** Returns the bytes of a value. */
    int width() {
        return width;
    }

    /**
     * Returns the bytes that parquet-mr counts for a value when it checks whether a dictionary pays. INT96 counts as bytes
     * with a length.
     */
    int rawWidth() {
        return this == INT96 ? width + Integer.BYTES : width;
    }

    /** Returns a number that sorts as the values do. */
    long sortable(long value) {
        return value;
    }

    /** Adds a value, given by its {@link #sortable} number, to {@code statistics}. */
    abstract void count(long key, Statistics<?> statistics);

    void put(long value, PageBytes out) {
        int at = out.reserve(width);
        if (width == Integer.BYTES) {
            out.setInt(at, (int) value);
        } else {
            out.setLong(at, value);
        }
    }

    void put(long[] values, int count, PageBytes out) {
        if (this == INT96) {
            for (int i = 0; i < count; i++) {
                put(values[i], out);
            }
            return;
        }
        int at = out.reserve((long) count * width);
        if (width == Integer.BYTES) {
            for (int i = 0; i < count; i++) {
                out.setInt(at + i * Integer.BYTES, (int) values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                out.setLong(at + i * Long.BYTES, values[i]);
            }
        }
    }
}
