/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import org.jspecify.annotations.Nullable;

/** Finds the rows of a batch that a text kernel leaves to Spark's code. */
final class OddTexts {
    /** Whether the bytes {@code [start, end)} are such a text. */
    @FunctionalInterface
    interface Test {
        boolean test(byte[] data, int start, int end);
    }

    private OddTexts() {}

    /** Rows among {@code demanded} whose text is odd; null where there is none. */
    static long @Nullable [] find(BytesColumn text, int rowCount, long @Nullable [] demanded, Test isOdd) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        long[] odd = null;
        for (int i = 0; i < rowCount; i++) {
            if (isOdd.test(data, starts[i], starts[i] + lengths[i]) && Bitmap.isSet(demanded, i)) {
                odd = odd == null ? Bitmap.zeros(rowCount) : odd;
                Bitmap.set(odd, i);
            }
        }
        return odd;
    }
}
