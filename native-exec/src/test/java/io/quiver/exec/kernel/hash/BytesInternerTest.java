/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BytesInternerTest {
    private static final long SEED = 5;

    private final Random random = new Random(SEED);
    private final BytesInterner interner = new BytesInterner();

    @Test
    void valuesComeBackFromHoweverManyArraysTheyAreIn() {
        List<byte @Nullable []> values = distinctValues(60_000);
        values.add(30_000, null);
        values.add(40_000, ofLength(KeptBytes.ARRAY_BYTES + 1));
        values.add(50_000, ofLength(KeptBytes.ARRAY_BYTES));
        values.add(50_000, new byte[0]);

        assertThat(intern(values, true)).containsExactly(upTo(values.size()));
        assertThat(intern(values, false)).containsExactly(upTo(values.size()));
        assertThat(interner.nullId()).isEqualTo(30_000);
        int[] inOrder = upTo(values.size());
        int[] inNone = random.ints(5_000, 0, values.size()).toArray();
        for (int[] ids : List.of(inOrder, inNone, new int[] {30_000}, new int[] {0, 30_000, 1}, new int[0])) {
            BytesColumn column = interner.values(ColumnType.BINARY, ids, ids.length);
            for (int i = 0; i < ids.length; i++) {
                byte[] expected = values.get(ids[i]);
                assertThat(column.isNull(i)).isEqualTo(expected == null);
                assertThat(column.bytes(i)).isEqualTo(expected == null ? new byte[0] : expected);
            }
        }
    }

    @Test
    void aValueIsCopiedOnceHoweverOftenItComes() {
        byte[] first = ofLength(KeptBytes.ARRAY_BYTES);
        byte[] second = ofLength(KeptBytes.ARRAY_BYTES - 1);
        intern(Arrays.asList(first, second), true);
        int[] ids = new int[4096];
        ids[7] = 1;
        BytesColumn column = interner.values(ColumnType.BINARY, ids, ids.length);
        assertThat(column.data().length).isEqualTo(first.length + second.length);
        assertThat(column.bytes(7)).isEqualTo(second);
        assertThat(column.bytes(4095)).isEqualTo(first);
    }

    @Test
    void itHoldsLittleMoreThanItsValues() {
        List<byte @Nullable []> values = distinctValues(300_000);
        intern(values, true);
        long bytes = values.stream().mapToLong(value -> value.length).sum();
        // beside the bytes two longs each, and two to four slots of one long, of which half are free at least
        assertThat(interner.sizeBytesAfter(0, 0)).isLessThan(bytes + 52L * values.size() + KeptBytes.ARRAY_BYTES);
    }

    @Test
    void asManyAreWithinABoundAsFit() {
        intern(Arrays.asList(ofLength(10), ofLength(20), ofLength(30), null), true);
        int[] ids = {0, 1, 2, 3};
        assertThat(interner.countWithin(60, ids, 4)).isEqualTo(4);
        assertThat(interner.countWithin(59, ids, 4)).isEqualTo(2);
        assertThat(interner.countWithin(9, ids, 4)).isEqualTo(1);
        assertThat(interner.countWithin(9, ids, 0)).isZero();
    }

    private int[] intern(List<byte @Nullable []> values, boolean insert) {
        int[] all = new int[values.size()];
        for (int from = 0; from < all.length; from += 4096) {
            int count = Math.min(4096, all.length - from);
            int[] ids = new int[count];
            interner.intern(
                    Cells.column(ColumnType.BINARY, new ArrayList<>(values.subList(from, from + count))),
                    count,
                    ids,
                    insert);
            System.arraycopy(ids, 0, all, from, count);
        }
        return all;
    }

    /** Each has its number at its beginning. */
    private List<byte @Nullable []> distinctValues(int count) {
        List<byte @Nullable []> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] value = ofLength(4 + random.nextInt(160));
            for (int b = 0; b < 4; b++) {
                value[b] = (byte) (i >>> 8 * b);
            }
            values.add(value);
        }
        return values;
    }

    private byte[] ofLength(int length) {
        byte[] value = new byte[length];
        random.nextBytes(value);
        return value;
    }

    private static int[] upTo(int count) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
