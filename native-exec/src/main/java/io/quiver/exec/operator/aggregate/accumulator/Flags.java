/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import org.jspecify.annotations.Nullable;

/** Holds a flag per group in one byte each, so that setting one needs no read, and turns flags into bitmaps for output. */
final class Flags {
    private Flags() {}

    /** Returns one bit per group of {@code [from, from + count)}, set if the flag is not 0. */
    static long[] bits(byte[] flags, int from, int count) {
        long[] words = new long[Bitmap.wordCount(count)];
        for (int i = 0; i < count; i++) {
            words[i >> 6] |= (long) (flags[from + i] & 1) << i;
        }
        return words;
    }

    /** Like {@link #bits}, but null if all are set. */
    static long @Nullable [] validity(byte[] flags, int from, int count) {
        long[] words = bits(flags, from, count);
        return Bitmap.all(words, count) ? null : words;
    }

    /** Returns a boolean column that is true where the flag is 0. */
    static BooleanColumn not(byte[] flags, int from, int count) {
        return new BooleanColumn(count, Bitmap.not(bits(flags, from, count), count), null);
    }
}
