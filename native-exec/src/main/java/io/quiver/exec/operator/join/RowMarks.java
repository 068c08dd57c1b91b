/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;

/** Holds one bit for each row of a stream, numbered from its first row. */
final class RowMarks {
    private long[] words = new long[64];

    /** Sets the bits of the rows {@code first + rows[i]} whose {@code partners[i]} is not negative. */
    void set(long first, int[] rows, int[] partners, int count) {
        for (int i = 0; i < count; i++) {
            if (partners[i] >= 0) {
                set(first + rows[i]);
            }
        }
    }

    /** Sets the bits of the rows from {@code first} that are set in {@code flags}. */
    void setAll(long first, long[] flags, int count) {
        for (int i = 0; i < count; i++) {
            if (Bitmap.get(flags, i)) {
                set(first + i);
            }
        }
    }

    private void set(long row) {
        int word = Math.toIntExact(row >> 6);
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.toIntExact(Math.max(word + 1L, Math.min(2L * words.length, 1 << 30))));
        }
        words[word] |= 1L << row;
    }

    boolean get(long row) {
        int word = Math.toIntExact(row >> 6);
        return word < words.length && (words[word] >>> row & 1L) != 0;
    }
}
