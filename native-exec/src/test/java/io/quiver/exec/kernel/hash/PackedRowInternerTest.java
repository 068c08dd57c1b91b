/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnType;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackedRowInternerTest {
    @Test
    void aLongRowBetweenShortOnesIsCounted() {
        PackedRowInterner rows = new PackedRowInterner(1, 1);
        int[] ids = new int[3];
        rows.intern(words(1, 3), new BytesColumn[] {texts(1, 5 << 20, 2)}, 3, ids, true);

        assertThat(ids).containsExactly(0, 1, 2);
        assertThat(rows.countWithin(1 << 20, 0, 3)).isEqualTo(1);
        assertThat(rows.countWithin(1 << 20, 1, 2)).isEqualTo(1);
        assertThat(rows.countWithin(6 << 20, 0, 3)).isEqualTo(3);
    }

    @Test
    void rowsOfThousandsOfNumbersHaveAddresses() {
        PackedRowInterner rows = new PackedRowInterner(3000, 1);
        int rowCount = 700;
        int[] lengths = IntStream.range(0, rowCount).map(i -> i % 5).toArray();
        int[] ids = new int[rowCount];
        rows.intern(words(3000, rowCount), new BytesColumn[] {texts(lengths)}, rowCount, ids, true);

        assertThat(ids).containsExactly(IntStream.range(0, rowCount).toArray());
        assertThat(rows.word(2999, 600, 2)).containsExactly(600, 601);
    }

    /** Each row has its number as each of its words. */
    private static long[][] words(int wordCount, int rowCount) {
        long[][] words = new long[wordCount][];
        for (int w = 0; w < wordCount; w++) {
            words[w] = IntStream.range(0, rowCount).asLongStream().toArray();
        }
        return words;
    }

    private static BytesColumn texts(int... lengths) {
        int[] starts = new int[lengths.length];
        int end = 0;
        for (int i = 0; i < lengths.length; i++) {
            starts[i] = end;
            end += lengths[i];
        }
        return new BytesColumn(ColumnType.STRING, lengths.length, new byte[end], starts, lengths, null);
    }
}
