/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Bitmap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NullTurnsTest {
    @Test
    void withoutNullsRowsStayInTheirOrder() {
        assertThat(NullTurns.order(null, 5)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aNullSendsTheFirstOtherRowToTheEndOfThoseSoFar() {
        long[] validity = Bitmap.ones(6);
        Bitmap.clear(validity, 3);
        assertThat(NullTurns.order(validity, 6)).containsExactly(3, 1, 2, 0, 4, 5);
    }

    @Test
    void rowsTurnAsInSparksArrayOfPointers() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int rowCount = random.nextInt(300);
            int nullsInTen = 1 + random.nextInt(9);
            long[] validity = Bitmap.ones(rowCount);
            for (int i = 0; i < rowCount; i++) {
                if (random.nextInt(10) < nullsInTen) {
                    Bitmap.clear(validity, i);
                }
            }
            assertThat(NullTurns.order(validity, rowCount))
                    .as("seed %d", seed)
                    .containsExactly(inTurns(validity, rowCount));
        }
    }

    private static int[] inTurns(long[] validity, int rowCount) {
        List<Integer> nulls = new ArrayList<>();
        Deque<Integer> others = new ArrayDeque<>();
        for (int row = 0; row < rowCount; row++) {
            if (Bitmap.get(validity, row)) {
                others.add(row);
                continue;
            }
            nulls.add(row);
            if (!others.isEmpty()) {
                others.add(others.remove());
            }
        }
        return IntStream.concat(
                        nulls.stream().mapToInt(Integer::intValue),
                        others.stream().mapToInt(Integer::intValue))
                .toArray();
    }
}
