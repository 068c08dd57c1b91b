/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checks that matches are found wherever the texts of a batch lie in memory. */
class LikeMatcherTest {
    private static final long SEED = 1130;

    private final Random random = new Random(SEED);

    @Test
    void noTextIsFoundAcrossTwoRowsOrInWhatStandsBetweenThem() {
        byte[] data = "xabab--ab-a-b".getBytes(StandardCharsets.UTF_8);
        int[] starts = {0, 2, 4, 6, 9, 10, 11, 12, 13};
        int[] lengths = {2, 2, 1, 1, 1, 1, 1, 1, 0};
        // xa ba b - - a - b, and an empty one: "ab" stands across the first two and between the rows
        assertThat(matches(data, starts, lengths, "ab"))
                .containsExactly(false, false, false, false, false, false, false, false, false);
        assertThat(matches(data, starts, lengths, "b"))
                .containsExactly(false, true, true, false, false, false, false, true, false);
        assertThat(matches(data, starts, lengths, "xa"))
                .containsExactly(true, false, false, false, false, false, false, false, false);
        assertThat(matches(data, new int[0], new int[0], "b")).isEmpty();
        assertThat(matches(data, new int[] {13}, new int[] {0}, "b")).containsExactly(false);
    }

    @Test
    void whatIsContainedIsWhatJavaFinds() {
        String[] literals = {"a", "ab", "aba", "abab", "bbbbbbbbb", "\0", "b\0a"};
        for (int round = 0; round < 3000; round++) {
            int rowCount = 1 + random.nextInt(70);
            byte[] data = new byte[rowCount * 16];
            for (int i = 0; i < data.length; i++) {
                data[i] = (byte) "aab\0".charAt(random.nextInt(4));
            }
            int gap = random.nextInt(4);
            int[] starts = new int[rowCount];
            int[] lengths = new int[rowCount];
            int end = 0;
            for (int i = 0; i < rowCount; i++) {
                starts[i] = end + random.nextInt(gap + 1);
                lengths[i] = random.nextInt(12);
                end = starts[i] + lengths[i];
            }
            if (random.nextInt(4) == 0) {
                starts[random.nextInt(rowCount)] = random.nextInt(data.length - 12);
            }
            String literal = literals[random.nextInt(literals.length)];
            boolean[] expected = new boolean[rowCount];
            for (int i = 0; i < rowCount; i++) {
                expected[i] = new String(data, starts[i], lengths[i], StandardCharsets.UTF_8).contains(literal);
            }
            assertThat(matches(data, starts, lengths, literal))
                    .as("%s in %s, seed %d", literal, Arrays.toString(data), SEED)
                    .isEqualTo(expected);
        }
    }

    private static boolean[] matches(byte[] data, int[] starts, int[] lengths, String literal) {
        int rowCount = starts.length;
        long[] out = Bitmap.zeros(rowCount);
        LikePattern.parse("%" + literal + "%", '\\')
                .orElseThrow()
                .matcher()
                .match(new BytesColumn(ColumnType.STRING, rowCount, data, starts, lengths, null), rowCount, null, out);
        boolean[] matches = new boolean[rowCount];
        for (int i = 0; i < rowCount; i++) {
            matches[i] = Bitmap.get(out, i);
        }
        return matches;
    }
}
