/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import java.util.Arrays;

/**
 * Reads dictionary ids and booleans in Parquet's hybrid of run-length and bit-packed encoding, any number at a time. Resumes
 * where the last call ended.
 */
public final class HybridReader {
    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private int width;
    private int left;
    private boolean repeated;
    private int value;
    /** The first byte of a bit-packed run; then the bit of its next value. */
    private int packedStart;

    private long packedBit;

    /** Starts at {@code bytes[position..end)} with values of {@code width} bits, at most 31. */
    void reset(byte[] bytes, int position, int end, int width) {
        if (width < 0 || width > 31) {
            throw new CorruptPageException("values of %d bits".formatted(width));
        }
        this.bytes = bytes;
        this.position = position;
        this.end = end;
        this.width = width;
        left = 0;
    }

    /** Reads {@code count} values to {@code out[at..]}. */
    void read(int[] out, int at, int count) {
        int to = at + count;
        while (at < to) {
            nextRunIfNeeded();
            int step = Math.min(to - at, left);
            if (repeated) {
                Arrays.fill(out, at, at + step, value);
            } else {
                unpack(bytes, packedStart, packedBit, width, out, at, step);
                packedBit += (long) step * width;
            }
            left -= step;
            at += step;
        }
    }

    void skip(int count) {
        while (count > 0) {
            nextRunIfNeeded();
            int step = Math.min(count, left);
            if (!repeated) {
                packedBit += (long) step * width;
            }
            left -= step;
            count -= step;
        }
    }

    private void nextRunIfNeeded() {
        while (left == 0) {
            nextRun();
        }
    }

    private void nextRun() {
        if (width == 0) {
            repeated = true;
            value = 0;
            left = Integer.MAX_VALUE;
            return;
        }
        int header = varint();
        if ((header & 1) == 0) {
            int size = (width + 7) >>> 3;
            CorruptPageException.checkBytes(size, position, end);
            repeated = true;
            left = header >>> 1;
            value = LittleEndian.getInt(bytes, position) & (int) ((1L << (8 * size)) - 1);
            position += size;
            if (value >>> width != 0) {
                throw new CorruptPageException("value %d in %d bits".formatted(value, width));
            }
            return;
        }
        long groups = header >>> 1;
        long size = groups * width;
        CorruptPageException.checkBytes(size, position, end);
        if (groups > Integer.MAX_VALUE >>> 3) {
            throw new CorruptPageException("a run of %d groups".formatted(groups));
        }
        repeated = false;
        left = (int) groups << 3;
        packedStart = position;
        packedBit = 0;
        position += (int) size;
    }

    private int varint() {
        int result = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            CorruptPageException.checkBytes(1, position, end);
            byte next = bytes[position++];
            result |= (next & 0x7f) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw new CorruptPageException("a run header of more than five bytes");
    }

    /** Unpacks values with one unaligned word for any width, or eight values per word or two if a group starts on a byte. */
    private static void unpack(byte[] bytes, int start, long bit, int width, int[] out, int at, int count) {
        int mask = (int) ((1L << width) - 1);
        int to = at + count;
        if ((bit & 7) == 0 && width <= 16) {
            int position = start + (int) (bit >>> 3);
            int groups = count >>> 3;
            if (width <= 8) {
                unpackNarrow(bytes, position, width, out, at, groups);
            } else {
                unpackMiddle(bytes, position, width, out, at, groups);
            }
            at += groups << 3;
            bit += (long) width * (groups << 3);
        }
        for (; at < to; at++, bit += width) {
            long word = LittleEndian.getLong(bytes, start + (int) (bit >>> 3));
            out[at] = (int) (word >>> (bit & 7)) & mask;
        }
    }

    private static void unpackNarrow(byte[] bytes, int position, int width, int[] out, int at, int groups) {
        int mask = (1 << width) - 1;
        for (int i = 0; i < groups; i++, position += width, at += 8) {
            long word = LittleEndian.getLong(bytes, position);
            out[at] = (int) word & mask;
            out[at + 1] = (int) (word >>> width) & mask;
            out[at + 2] = (int) (word >>> 2 * width) & mask;
            out[at + 3] = (int) (word >>> 3 * width) & mask;
            out[at + 4] = (int) (word >>> 4 * width) & mask;
            out[at + 5] = (int) (word >>> 5 * width) & mask;
            out[at + 6] = (int) (word >>> 6 * width) & mask;
            out[at + 7] = (int) (word >>> 7 * width) & mask;
        }
    }

    private static void unpackMiddle(byte[] bytes, int position, int width, int[] out, int at, int groups) {
        int mask = (1 << width) - 1;
        int halfByte = 4 * width >>> 3;
        int halfBit = 4 * width & 7;
        for (int i = 0; i < groups; i++, position += width, at += 8) {
            long word = LittleEndian.getLong(bytes, position);
            long half = LittleEndian.getLong(bytes, position + halfByte) >>> halfBit;
            out[at] = (int) word & mask;
            out[at + 1] = (int) (word >>> width) & mask;
            out[at + 2] = (int) (word >>> 2 * width) & mask;
            out[at + 3] = (int) (word >>> 3 * width) & mask;
            out[at + 4] = (int) half & mask;
            out[at + 5] = (int) (half >>> width) & mask;
            out[at + 6] = (int) (half >>> 2 * width) & mask;
            out[at + 7] = (int) (half >>> 3 * width) & mask;
        }
    }
}
