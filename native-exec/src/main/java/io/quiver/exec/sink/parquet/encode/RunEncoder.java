/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

/**
 * Writes small numbers as alternating runs of one value and stretches of packed bits. Source: "RLE / bit-packing hybrid" of
 * the Parquet format. Works like parquet-mr's RunLengthBitPackingHybridEncoder, except that packed stretches have no maximum
 * length here.
 */
final class RunEncoder {
    /** Values per group of a packed stretch. */
    private static final int GROUP = 8;
    /** Minimum number of equal values for which a run is shorter than packed bits, including headers. */
    private static final int MIN_RUN = 16;

    private RunEncoder() {}

    /** Returns the bits needed for numbers up to {@code max}. */
    static int width(int max) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(max);
    }

    static void encode(int[] values, int count, int width, PageBytes out) {
        int packed = 0;
        int position = 0;
        while (position < count) {
            int end = endOfRun(values, position, count);
            if (end - position >= MIN_RUN) {
                pack(values, packed, position, count, width, out);
                run(values[position], end - position, width, out);
                position = end;
                packed = end;
            } else {
                position += GROUP;
            }
        }
        pack(values, packed, Math.min(position, count), count, width, out);
    }

    private static int endOfRun(int[] values, int from, int count) {
        int value = values[from];
        int end = from + 1;
        while (end < count && values[end] == value) {
            end++;
        }
        return end;
    }

    static void run(int value, int length, int width, PageBytes out) {
        out.putVarInt(length << 1);
        for (int bits = 0; bits < width; bits += Byte.SIZE) {
            out.putByte(value >>> bits);
        }
    }

    /** Packs the values {@code [from, to)}. If {@code to} is the end, the last group is filled with zeros. */
    private static void pack(int[] values, int from, int to, int count, int width, PageBytes out) {
        int groups = (to - from + GROUP - 1) / GROUP;
        if (groups == 0) {
            return;
        }
        out.putVarInt(groups << 1 | 1);
        int start = out.reserve((long) groups * width + Long.BYTES);
        int at = start;
        long pending = 0;
        int bits = 0;
        int end = Math.min(to, count);
        for (int i = from; i < end; i++) {
            pending |= (long) values[i] << bits;
            bits += width;
            if (bits >= Integer.SIZE) {
                out.setInt(at, (int) pending);
                at += Integer.BYTES;
                pending >>>= Integer.SIZE;
                bits -= Integer.SIZE;
            }
        }
        // what is left, and the zeros up to the end of the last group
        byte[] data = out.data();
        int last = start + groups * width;
        while (at < last) {
            data[at++] = (byte) pending;
            pending >>>= Byte.SIZE;
        }
        out.shrink(last);
    }
}
