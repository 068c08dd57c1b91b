/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class BitmapTest {
    @Test
    void bitsAreCopiedFromAnyPositionToAny() {
        Random random = new Random(5);
        for (int round = 0; round < 2000; round++) {
            int count = random.nextInt(300);
            int from = random.nextInt(200);
            int at = random.nextInt(200);
            long[] in = random.longs(Bitmap.wordCount(from + count)).toArray();
            boolean areOnes = random.nextInt(4) == 0;
            long[] out = Bitmap.zeros(at + count + 70);

            Bitmap.copy(areOnes ? null : in, from, out, at, count);

            for (int i = 0; i < at + count + 70; i++) {
                boolean expected = i >= at && i < at + count && (areOnes || Bitmap.get(in, from + i - at));
                assertThat(Bitmap.get(out, i)).as("round %d, bit %d", round, i).isEqualTo(expected);
            }
        }
    }
}
