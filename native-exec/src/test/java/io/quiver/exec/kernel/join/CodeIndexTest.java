/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Bitmap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeIndexTest {
    private static final int[] SIZES = {0, 1, 7, 63, 64, 65, 1023, 1024, 1025, 4096};

    @Test
    void aRangeDecidesHowCodesAreIndexed() {
        assertThat(ordered(LongStream.range(-5, 10_000))).isInstanceOf(DirectCodeIndex.class);
        assertThat(ordered(LongStream.range(0, 10_000).map(i -> 40 * i))).isInstanceOf(RankedCodeIndex.class);
        assertThat(ordered(LongStream.range(0, 10_000).map(i -> 40_000 * i))).isInstanceOf(OpenCodeIndex.class);
        assertThat(ordered(LongStream.of(Long.MIN_VALUE, Long.MAX_VALUE))).isInstanceOf(OpenCodeIndex.class);
        assertThat(ordered(LongStream.of(-1, Long.MAX_VALUE))).isInstanceOf(OpenCodeIndex.class);
        assertThat(ordered(LongStream.empty())).isInstanceOf(OpenCodeIndex.class);
        long[] codes = {1, 2, 3};
        assertThat(CodeIndex.build(codes, null, 3, false, true)).isInstanceOf(OpenCodeIndex.class);
    }

    private static CodeIndex ordered(LongStream values) {
        long[] codes = values.toArray();
        return CodeIndex.build(codes, null, codes.length, true, true);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 100, 900, 100_000, 1L << 40})
    void everyRowIsFoundByItsCodeInChainsThatStartWithTheLast(long codesPerRow) {
        for (int size : SIZES) {
            for (long base : new long[] {0, -3 * codesPerRow, Integer.MIN_VALUE, Long.MIN_VALUE}) {
                Random random = new Random(size + base);
                long[] codes = new long[size];
                for (int i = 0; i < size; i++) {
                    codes[i] = base + random.nextLong(codesPerRow * size);
                }
                checkAll(codes, null, random);
                checkAll(codes, someRows(size, random), random);
                Arrays.sort(codes);
                checkAll(codes, null, random);
                checkAll(codes, someRows(size, random), random);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 65, 127, 500})
    void sortedDistinctCodesNeedNoRowNumbers(int step) {
        for (int size : SIZES) {
            long[] upwards = LongStream.range(0, size)
                    .map(i -> Long.MAX_VALUE - step * i)
                    .toArray();
            checkAll(upwards, null, new Random(step));
            Arrays.sort(upwards);
            checkAll(upwards, null, new Random(step));
            checkAll(upwards, someRows(size, new Random(size)), new Random(step));
        }
    }

    @Test
    void oneCodeIsOneChain() {
        long[] codes = new long[3000];
        Arrays.fill(codes, Long.MAX_VALUE);
        checkAll(codes, null, new Random(1));
        checkAll(codes, someRows(3000, new Random(2)), new Random(3));
    }

    @Test
    void noRowMatchesWhereNoneIsSet() {
        long[] codes = {1, 2, 3};
        checkAll(codes, new long[1], new Random(1));
    }

    private static long[] someRows(int size, Random random) {
        long[] rows = Bitmap.zeros(size);
        for (int i = 0; i < size; i++) {
            if (random.nextInt(3) > 0) {
                Bitmap.set(rows, i);
            }
        }
        return rows;
    }

    private static void checkAll(long[] codes, long @Nullable [] rows, Random random) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < codes.length; i++) {
            least = Bitmap.isSet(rows, i) ? Math.min(least, codes[i]) : least;
            most = Bitmap.isSet(rows, i) ? Math.max(most, codes[i]) : most;
        }
        long[] probes = probes(codes, least, most, random);
        CodeIndex chosen = CodeIndex.build(codes, rows, codes.length, true, true);
        check(codes, rows, probes, chosen);
        assertThat(chosen.sizeBytes()).isLessThanOrEqualTo(CodeIndex.maxBytes(codes.length) + CodeIndex.SPARE_BYTES);
        CodeIndex frugal = CodeIndex.build(codes, rows, codes.length, true, false);
        check(codes, rows, probes, frugal);
        assertThat(frugal.sizeBytes()).isLessThanOrEqualTo(CodeIndex.maxBytes(codes.length));
        check(codes, rows, probes, CodeIndex.build(codes, rows, codes.length, false, true));
        long range = most - least + 1;
        if (range > 0 && range < 1 << 22) {
            check(codes, rows, probes, DirectCodeIndex.build(codes, rows, codes.length, least, (int) range));
            check(codes, rows, probes, RankedCodeIndex.build(codes, rows, codes.length, least, range));
        }
    }

    private static long[] probes(long[] codes, long least, long most, Random random) {
        long[] edges = {
            Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, least, most, least - 1, most + 1, least + 1, most - 1, least - 64
        };
        long[] probes = Arrays.copyOf(edges, edges.length + codes.length + 200);
        System.arraycopy(codes, 0, probes, edges.length, codes.length);
        for (int i = edges.length + codes.length; i < probes.length; i++) {
            probes[i] = most > least && most - least > 0 ? random.nextLong(least, most) : random.nextLong();
        }
        return probes;
    }

    private static void check(long[] codes, long @Nullable [] rows, long[] probes, CodeIndex index) {
        Map<Long, List<Integer>> chains = new HashMap<>();
        for (int i = 0; i < codes.length; i++) {
            if (Bitmap.isSet(rows, i)) {
                chains.computeIfAbsent(codes[i], code -> new ArrayList<>()).add(0, i);
            }
        }
        int[] next = index.next();
        if (chains.values().stream().allMatch(chain -> chain.size() == 1)) {
            assertThat(next).isNull();
        }
        int[] heads = new int[probes.length];
        CodeIndex.Scratch scratch = new CodeIndex.Scratch();
        index.probe(probes, probes.length, heads, scratch);
        for (int i = 0; i < probes.length; i++) {
            List<Integer> chain = new ArrayList<>();
            for (int row = heads[i]; row != CodeIndex.NONE; row = next == null ? CodeIndex.NONE : next[row]) {
                chain.add(row);
            }
            assertThat(chain).isEqualTo(chains.getOrDefault(probes[i], List.of()));
        }
        checkSelected(chains, probes, null, index, scratch);
        checkSelected(chains, probes, someRows(probes.length, new Random(probes.length)), index, scratch);
    }

    private static void checkSelected(
            Map<Long, List<Integer>> chains,
            long[] probes,
            long @Nullable [] rows,
            CodeIndex index,
            CodeIndex.Scratch scratch) {
        int[] selection = new int[probes.length];
        int count = index.select(probes, rows, probes.length, selection, scratch);
        int[] expected = java.util.stream.IntStream.range(0, probes.length)
                .filter(i -> Bitmap.isSet(rows, i) && chains.containsKey(probes[i]))
                .toArray();
        assertThat(Arrays.copyOf(selection, count)).isEqualTo(expected);
    }
}
