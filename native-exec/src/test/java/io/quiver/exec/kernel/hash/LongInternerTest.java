/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongInternerTest {
    /** Numbers keys with a map. */
    private static final class Oracle {
        private final Map<@Nullable Long, Integer> numbers = new HashMap<>();

        int[] intern(long[] rows, long @Nullable [] validity, int rowCount) {
            int[] ids = new int[rowCount];
            for (int i = 0; i < rowCount; i++) {
                Long value = Bitmap.isSet(validity, i) ? rows[i] : null;
                Integer known = numbers.putIfAbsent(value, numbers.size());
                ids[i] = known == null ? numbers.size() - 1 : known;
            }
            return ids;
        }

        int find(@Nullable Long value) {
            return numbers.getOrDefault(value, -1);
        }
    }

    private final LongInterner interner = new LongInterner();
    private final Oracle oracle = new Oracle();
    private final Random random = new Random(5);

    private void add(long[] rows, long @Nullable [] validity) {
        long bytes = interner.sizeBytesAfter(rows.length);
        int[] ids = new int[rows.length];
        interner.intern(rows, validity, rows.length, ids);
        assertThat(ids).isEqualTo(oracle.intern(rows, validity, rows.length));
        assertThat(interner.sizeBytesAfter(0)).isLessThanOrEqualTo(bytes);
        check(rows, validity);
    }

    private void check(long[] rows, long @Nullable [] validity) {
        assertThat(interner.size()).isEqualTo(oracle.numbers.size());
        assertThat(interner.nullId()).isEqualTo(oracle.find(null));
        int[] found = new int[rows.length];
        interner.find(rows, validity, rows.length, found);
        for (int i = 0; i < rows.length; i++) {
            assertThat(found[i]).isEqualTo(oracle.find(Bitmap.isSet(validity, i) ? rows[i] : null));
            if (found[i] != interner.nullId()) {
                assertThat(interner.values()[found[i]]).isEqualTo(rows[i]);
            }
        }
        long[] edges = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, random.nextLong()};
        interner.find(edges, null, edges.length, found = new int[edges.length]);
        for (int i = 0; i < edges.length; i++) {
            assertThat(found[i]).isEqualTo(oracle.find(edges[i]));
        }
    }

    private long[] rows(int count, LongUnaryOperator value) {
        long[] rows = new long[count];
        Arrays.setAll(rows, value::applyAsLong);
        return rows;
    }

    private long[] someRows(int rowCount) {
        long[] validity = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (random.nextInt(4) > 0) {
                Bitmap.set(validity, i);
            }
        }
        return validity;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 12, 100, 5000, 1L << 40})
    void ascendingAndDescendingValues(long step) {
        for (int batch = 0; batch < 12; batch++) {
            int rowCount = batch * 700;
            long first = batch * 4000L;
            add(rows(rowCount, i -> (first + i / 3) * step), batch % 2 == 0 ? null : someRows(rowCount));
            add(rows(rowCount, i -> -(first + i / 3) * step), batch % 3 == 0 ? null : someRows(rowCount));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 25, 3000, 30_000, 400_000, 1L << 33, Long.MAX_VALUE})
    void randomValuesOfARange(long range) {
        long offset = range == Long.MAX_VALUE ? 0 : -range / 2;
        for (int batch = 0; batch < 30; batch++) {
            int rowCount = random.nextInt(4096);
            add(rows(rowCount, i -> offset + random.nextLong(range)), batch % 3 == 0 ? someRows(rowCount) : null);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 63, 64, 65, 1023, 1024, 1025, 4096})
    void sizesAroundChunks(int rowCount) {
        add(rows(rowCount, i -> i % 100), null);
        add(rows(rowCount, i -> i % 100), new long[Bitmap.wordCount(rowCount)]);
        add(rows(rowCount, i -> i * 7919L), someRows(rowCount));
    }

    @Test
    void rangesAtTheEndsOfLong() {
        add(rows(3000, i -> Long.MAX_VALUE - i), null);
        add(rows(3000, i -> Long.MAX_VALUE - 5000 + i), someRows(3000));
        add(rows(3000, i -> Long.MIN_VALUE + i), null);
        add(rows(3000, i -> Long.MAX_VALUE - 10_000 + i), null);
    }

    @Test
    void rangesFromTheLeastLongOn() {
        add(rows(1000, i -> Long.MIN_VALUE + 2000 + i), null);
        add(rows(1000, i -> Long.MIN_VALUE + 1000 + i), null);
        add(rows(1000, i -> Long.MIN_VALUE + i), null);
        add(rows(3, i -> i), null);
    }

    @Test
    void denseValuesWithStraysGoToAndFroBetweenRangeAndHashing() {
        for (int batch = 0; batch < 40; batch++) {
            long first = batch * 1500L;
            boolean stray = batch == 5 || batch == 20;
            long far = batch * 1_000_000L;
            add(rows(2000, i -> stray && i == 1100 ? far : first + random.nextInt(2000)), null);
        }
    }

    @Test
    void nullComesFirst() {
        add(new long[10], new long[1]);
        add(rows(2000, i -> 50_000 + i), null);
        add(rows(2000, i -> i * 1_000_003L), someRows(2000));
        assertThat(interner.nullId()).isZero();
    }
}
