/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Words alone are sorted as the JDK sorts longs. */
class RadixSortTest {
    private static final long SEED = 80;

    @Test
    void wordsOfAnyWidthAreSorted() {
        Random random = new Random(SEED);
        RadixSort sort = new RadixSort();
        for (int size : new int[] {0, 1, 7, 64, 511, 512, 513, 4096, 50_000}) {
            for (int shift = 0; shift < 64; shift++) {
                long[] words = new long[size + 3];
                for (int i = 0; i < words.length; i++) {
                    words[i] = random.nextLong() >> shift;
                }
                long[] expected = words.clone();
                Arrays.sort(expected, 0, size);

                sort.sort(words, size);

                assertThat(words)
                        .as("%d words >> %d, seed %d", size, shift, SEED)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void theEndsOfTheRangeAreSorted() {
        long[] words = new long[1000];
        for (int i = 0; i < words.length; i++) {
            words[i] = i % 3 == 0 ? Long.MIN_VALUE : i % 3 == 1 ? Long.MAX_VALUE : i;
        }
        long[] expected = words.clone();
        Arrays.sort(expected);

        new RadixSort().sort(words, words.length);

        assertThat(words).isEqualTo(expected);
    }
}
