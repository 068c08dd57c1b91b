/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that no family of keys lies much farther from its slots than random keys do, under any seed. */
class HashQualityTest {
    /** Random keys lie one slot from their own on average in a table that is two thirds full. */
    private static final double MEAN_SLOTS = 2.5;

    private static final int FARTHEST_SLOTS = 200;
    private static final long[] SEEDS = {HashSeeds.FIRST, 0};

    @ParameterizedTest
    @ValueSource(ints = {1_360, 43_000})
    void longsLieCloseToTheirSlots(int count) {
        KeyFamilies.longs().forEach((name, family) -> {
            for (long seed : SEEDS) {
                check(name, count, i -> HashMix.mix(family.applyAsLong(i), seed));
                check(
                        name + " before a constant",
                        count,
                        i -> HashMix.mix(7, HashMix.mix(family.applyAsLong(i), seed)));
                check(
                        name + " behind a constant",
                        count,
                        i -> HashMix.mix(family.applyAsLong(i), HashMix.mix(7, seed)));
                check(name + " twice", count, i -> {
                    long value = family.applyAsLong(i);
                    return HashMix.mix(value, HashMix.mix(value, seed));
                });
                check(
                        name + " in pairs",
                        count,
                        i -> HashMix.mix(family.applyAsLong(i >> 8), HashMix.mix(family.applyAsLong(i & 0xFF), seed)));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1_360, 43_000})
    void bytesLieCloseToTheirSlots(int count) {
        KeyFamilies.bytes().forEach((name, family) -> {
            int distinct = name.startsWith("zeros") ? Math.min(count, 2_000) : count;
            for (long seed : SEEDS) {
                check(name, distinct, i -> {
                    byte[] bytes = family.apply(i);
                    return HashMix.hash(bytes, 0, bytes.length, seed);
                });
            }
        });
    }

    private static void check(String family, int count, IntToLongFunction hash) {
        int mask = Integer.highestOneBit(count * 3 / 2 * 2 - 1) - 1;
        boolean[] taken = new boolean[mask + 1];
        boolean[] takenByUpper = new boolean[mask + 1];
        int[] distances = new int[count];
        int[] upperDistances = new int[count];
        for (int i = 0; i < count; i++) {
            long code = hash.applyAsLong(i);
            distances[i] = put(taken, (int) code & mask);
            upperDistances[i] = put(takenByUpper, (int) (code >>> 40) & mask);
        }
        assertClose(family + ", low bits", distances);
        assertClose(family + ", upper bits", upperDistances);
    }

    private static void assertClose(String what, int[] distances) {
        double mean = Arrays.stream(distances).average().orElse(0);
        assertThat(mean)
                .as("%s: mean distance of %d keys", what, distances.length)
                .isLessThan(MEAN_SLOTS);
        assertThat(Arrays.stream(distances).max().orElse(0))
                .as("%s: farthest of %d keys", what, distances.length)
                .isLessThan(FARTHEST_SLOTS);
    }

    private static int put(boolean[] taken, int first) {
        int slot = first;
        int distance = 0;
        while (taken[slot]) {
            slot = slot + 1 & taken.length - 1;
            distance++;
        }
        taken[slot] = true;
        return distance;
    }

    @Test
    void internersPutKeysCloseToTheirSlots() {
        int count = 50_000;
        KeyFamilies.longs().forEach((name, family) -> {
            long[] values = IntStream.range(0, count)
                    .mapToLong(i -> family.applyAsLong(i))
                    .toArray();
            LongInterner longs = new LongInterner();
            longs.intern(values, null, count, new int[count]);
            assertThat(longs.distance()).as(name).isLessThan((long) (MEAN_SLOTS * count));
            RowInterner rows = new RowInterner(2);
            rows.intern(new long[][] {values, new long[count]}, count, new int[count]);
            assertThat(rows.distance()).as(name).isLessThan((long) (MEAN_SLOTS * count));
        });
        KeyFamilies.bytes().forEach((name, family) -> {
            List<ByteBuffer> values = IntStream.range(0, count)
                    .mapToObj(i -> ByteBuffer.wrap(family.apply(i)))
                    .toList();
            BytesInterner bytes = new BytesInterner();
            bytes.intern(Cells.column(ColumnType.BINARY, values), count, new int[count], true);
            assertThat(bytes.distance()).as(name).isLessThan((long) (MEAN_SLOTS * count));
        });
    }

    @Test
    void crowdedInternersTakeAnotherSeed() {
        int count = 20_000;
        int[] expected = IntStream.range(0, count).toArray();
        long[] crafted = CollidingKeys.longsOfOneSlot(count, 12);
        LongInterner longs = new LongInterner();
        int[] ids = new int[count];
        longs.intern(crafted, null, count, ids);
        assertThat(ids).isEqualTo(expected);
        assertThat(longs.distance()).as("longs").isLessThan((long) (MEAN_SLOTS * count));
        longs.find(crafted, null, count, ids);
        assertThat(ids).isEqualTo(expected);

        RowInterner rows = new RowInterner(2);
        long[][] columns = CollidingKeys.pairs(count);
        rows.intern(columns, count, ids);
        assertThat(ids).isEqualTo(expected);
        assertThat(rows.distance()).as("rows").isLessThan((long) (MEAN_SLOTS * count));
        rows.find(columns, count, ids);
        assertThat(ids).isEqualTo(expected);

        BytesColumn texts = (BytesColumn) Cells.column(ColumnType.BINARY, CollidingKeys.bytes(count));
        BytesInterner bytes = new BytesInterner();
        bytes.intern(texts, count, ids, true);
        assertThat(ids).isEqualTo(expected);
        assertThat(bytes.distance()).as("bytes").isLessThan((long) (MEAN_SLOTS * count));
        bytes.intern(texts, count, ids, false);
        assertThat(ids).isEqualTo(expected);

        PackedRowInterner packed = new PackedRowInterner(0, 1);
        packed.intern(new long[0][], new BytesColumn[] {texts}, count, ids, true);
        assertThat(ids).isEqualTo(expected);
        assertThat(packed.distance()).as("packed texts").isLessThan((long) (MEAN_SLOTS * count));
        packed.intern(new long[0][], new BytesColumn[] {texts}, count, ids, false);
        assertThat(ids).isEqualTo(expected);

        PackedRowInterner packedPairs = new PackedRowInterner(2, 0);
        packedPairs.intern(columns, new BytesColumn[0], count, ids, true);
        assertThat(ids).isEqualTo(expected);
        assertThat(packedPairs.distance()).as("packed pairs").isLessThan((long) (MEAN_SLOTS * count));
    }

    @Test
    void anotherSeedPartsKeysOfEveryType() {
        for (ColumnType type : CollidingKeys.TYPES) {
            Column[] keys = CollidingKeys.keys(type, 300);
            long[] first = hashes(keys, HashSeeds.FIRST);
            assertThat(Arrays.stream(first).distinct().count())
                    .as("%s: real collisions", type)
                    .isEqualTo(1);
            long[] next = hashes(keys, HashSeeds.next());
            assertThat(Arrays.stream(next).distinct().count()).as("%s", type).isEqualTo(first.length);
        }
    }

    private static long[] hashes(Column[] keys, long seed) {
        int count = keys[0].rowCount();
        long[] hashes = KeyHash.seeded(new long[0], seed, count);
        for (Column key : keys) {
            KeyHash.fold(key, hashes, count, seed);
        }
        return hashes;
    }
}
