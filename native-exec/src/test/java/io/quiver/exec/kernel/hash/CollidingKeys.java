/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Makes distinct keys that have one hash under the first seed, as an attacker who has read {@link HashMix} might send. */
public final class CollidingKeys {
    private static final long SEED = HashSeeds.FIRST;
    private static final long TARGET = 0x0F1E2D3C4B5A6978L;

    /** Types for which {@link #keys} makes keys, with a bigint beside them if they do not collide by themselves. */
    public static final List<ColumnType> TYPES = List.of(
            ColumnType.BYTE,
            ColumnType.SHORT,
            ColumnType.INT,
            ColumnType.DATE,
            ColumnType.LONG,
            ColumnType.TIMESTAMP,
            ColumnType.TIMESTAMP_NTZ,
            ColumnType.FLOAT,
            ColumnType.DOUBLE,
            ColumnType.decimal(12, 2),
            ColumnType.decimal(38, 2),
            ColumnType.STRING,
            ColumnType.BINARY,
            ColumnType.opaque("array<int>"));

    private CollidingKeys() {}

    /** Returns columns of {@code count} keys that collide; 100 keys for bytes. */
    public static Column[] keys(ColumnType type, int count) {
        return switch (type.physical()) {
            case WIDE -> new Column[] {Cells.column(type, wide(count))};
            case BYTES -> new Column[] {Cells.column(type, bytes(count))};
            case BITS -> throw new IllegalArgumentException("two booleans do not collide");
            case INTS, LONGS, FLOATS, DOUBLES -> besideLongs(type, type.kind() == ColumnType.Kind.BYTE ? 100 : count);
        };
    }

    private static Column[] besideLongs(ColumnType type, int count) {
        List<Object> values = new ArrayList<>();
        List<Long> longs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object value =
                    switch (type.physical()) {
                        case INTS -> i;
                        case LONGS -> (long) i;
                        case FLOATS -> (float) i;
                        default -> (double) i;
                    };
            values.add(value);
            long word = value instanceof Float number
                    ? Float.floatToRawIntBits(number)
                    : value instanceof Double wide ? Double.doubleToRawLongBits(wide) : i;
            longs.add(partner(word, SEED));
        }
        return new Column[] {Cells.column(type, values), Cells.column(ColumnType.LONG, longs)};
    }

    /** The word with which {@code first} has the hash that all of them have. */
    private static long partner(long first, long seed) {
        return HashMix.mix(first, seed) ^ TARGET;
    }

    /** Returns two columns of words whose rows have one hash. */
    public static long[][] pairs(int count) {
        long[] first = LongStream.range(0, count).toArray();
        return new long[][] {
            first, LongStream.of(first).map(word -> partner(word, SEED)).toArray()
        };
    }

    private static List<BigInteger> wide(int count) {
        List<BigInteger> values = new ArrayList<>();
        for (long high = 0; high < count; high++) {
            BigInteger low = new BigInteger(Long.toUnsignedString(partner(high, SEED)));
            values.add(BigInteger.valueOf(high).shiftLeft(64).add(low));
        }
        return values;
    }

    /** Returns strings of 16 bytes with one hash. */
    public static List<ByteBuffer> bytes(int count) {
        List<ByteBuffer> values = new ArrayList<>();
        for (long first = 0; first < count; first++) {
            ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            values.add(bytes.putLong(first).putLong(HashMix.key(SEED)).flip());
        }
        return values;
    }

    /** Returns longs whose hashes end in {@code zeroBits} zero bits, so that they start in few slots of a table. */
    public static long[] longsOfOneSlot(int count, int zeroBits) {
        return LongStream.iterate(1, value -> value + 1)
                .map(value -> value * 0x2545F4914F6CDD1DL)
                .filter(value -> (HashMix.mix(value, SEED) & (1L << zeroBits) - 1) == 0)
                .limit(count)
                .toArray();
    }
}
