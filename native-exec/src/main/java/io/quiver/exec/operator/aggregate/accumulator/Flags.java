/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import org.jspecify.annotations.Nullable;

/** A flag per group, one byte each so that setting one needs no reading, turned into bitmaps for output. */
final class Flags {
    private Flags() {}

    /** One bit per group of {@code [from, from + count)}: set where the flag is not 0. */
    static long[] bits(byte[] flags, int from, int count) {
        long[] words = new long[Bitmap.wordCount(count)];
        for (int i = 0; i < count; i++) {
            words[i >> 6] |= (long) (flags[from + i] & 1) << i;
        }
        return words;
    }

    /** As {@link #bits}, null where all are set. */
    static long @Nullable [] validity(byte[] flags, int from, int count) {
        long[] words = bits(flags, from, count);
        return Bitmap.all(words, count) ? null : words;
    }

    /** A boolean column that is true where the flag is 0. */
    static BooleanColumn not(byte[] flags, int from, int count) {
        return new BooleanColumn(count, Bitmap.not(bits(flags, from, count), count), null);
    }
}
