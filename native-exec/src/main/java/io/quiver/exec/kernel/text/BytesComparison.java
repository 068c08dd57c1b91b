/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Compares texts and binaries by their unsigned bytes into bitmaps. Source: Spark 4.1.3 {@code ByteArray.compareBinary}. */
public final class BytesComparison {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private BytesComparison() {}

    public static void equal(BytesColumn left, BytesColumn right, int rowCount, long[] out) {
        byte[] leftData = left.data();
        byte[] rightData = right.data();
        int[] leftStarts = left.starts();
        int[] rightStarts = right.starts();
        int[] leftLengths = left.lengths();
        int[] rightLengths = right.lengths();
        for (int i = 0; i < rowCount; i++) {
            int length = leftLengths[i];
            if (length == rightLengths[i]
                    && Arrays.equals(
                            leftData,
                            leftStarts[i],
                            leftStarts[i] + length,
                            rightData,
                            rightStarts[i],
                            rightStarts[i] + length)) {
                Bitmap.set(out, i);
            }
        }
    }

    /** Sets the bit of each row that equals {@code constant}; a short constant is compared as one masked long. */
    public static void equal(BytesColumn values, byte[] constant, int rowCount, long[] out) {
        byte[] data = values.data();
        int[] starts = values.starts();
        int[] lengths = values.lengths();
        int length = constant.length;
        int headLength = Math.min(length, 8);
        long mask = headLength == 8 ? -1L : (1L << headLength * 8) - 1;
        long head = (long) LONGS.get(Arrays.copyOf(constant, Math.max(8, length)), 0) & mask;
        int lastLong = data.length - 8;
        for (int i = 0; i < rowCount; i++) {
            int start = starts[i];
            if (lengths[i] != length) {
                continue;
            }
            boolean headKnown = start <= lastLong;
            if (headKnown && ((long) LONGS.get(data, start) & mask) != head) {
                continue;
            }
            if ((headKnown && length <= 8) || Arrays.equals(data, start, start + length, constant, 0, length)) {
                Bitmap.set(out, i);
            }
        }
    }

    public static void less(BytesColumn left, BytesColumn right, int rowCount, long[] out) {
        byte[] leftData = left.data();
        byte[] rightData = right.data();
        int[] leftStarts = left.starts();
        int[] rightStarts = right.starts();
        int[] leftLengths = left.lengths();
        int[] rightLengths = right.lengths();
        for (int i = 0; i < rowCount; i++) {
            int leftStart = leftStarts[i];
            int rightStart = rightStarts[i];
            int order = Arrays.compareUnsigned(
                    leftData,
                    leftStart,
                    leftStart + leftLengths[i],
                    rightData,
                    rightStart,
                    rightStart + rightLengths[i]);
            out[i >> 6] |= (long) (order >>> 31) << i;
        }
    }
}
