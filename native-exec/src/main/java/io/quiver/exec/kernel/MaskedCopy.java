/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import io.quiver.exec.vector.Bitmap;

/** Overwrites the rows set in a mask, with arithmetic in place of branches. It skips words without a row. */
final class MaskedCopy {
    private MaskedCopy() {}

    static void copy(int[] values, long[] mask, int rowCount, int[] out) {
        int wordCount = Bitmap.wordCount(rowCount);
        for (int w = 0; w < wordCount; w++) {
            long word = mask[w];
            int base = w << 6;
            int count = word == 0 ? 0 : Math.min(64, rowCount - base);
            for (int j = 0; j < count; j++) {
                int keep = (int) (word >>> j & 1) - 1;
                out[base + j] = (out[base + j] & keep) | (values[base + j] & ~keep);
            }
        }
    }

    static void fill(int value, long[] mask, int rowCount, int[] out) {
        int wordCount = Bitmap.wordCount(rowCount);
        for (int w = 0; w < wordCount; w++) {
            long word = mask[w];
            int base = w << 6;
            int count = word == 0 ? 0 : Math.min(64, rowCount - base);
            for (int j = 0; j < count; j++) {
                int keep = (int) (word >>> j & 1) - 1;
                out[base + j] = (out[base + j] & keep) | (value & ~keep);
            }
        }
    }

    static void copy(long[] values, long[] mask, int rowCount, long[] out) {
        int wordCount = Bitmap.wordCount(rowCount);
        for (int w = 0; w < wordCount; w++) {
            long word = mask[w];
            int base = w << 6;
            int count = word == 0 ? 0 : Math.min(64, rowCount - base);
            for (int j = 0; j < count; j++) {
                long keep = (word >>> j & 1) - 1;
                out[base + j] = (out[base + j] & keep) | (values[base + j] & ~keep);
            }
        }
    }

    static void fill(long value, long[] mask, int rowCount, long[] out) {
        int wordCount = Bitmap.wordCount(rowCount);
        for (int w = 0; w < wordCount; w++) {
            long word = mask[w];
            int base = w << 6;
            int count = word == 0 ? 0 : Math.min(64, rowCount - base);
            for (int j = 0; j < count; j++) {
                long keep = (word >>> j & 1) - 1;
                out[base + j] = (out[base + j] & keep) | (value & ~keep);
            }
        }
    }
}
