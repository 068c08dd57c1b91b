/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

/** Reads DELTA_BINARY_PACKED, a whole page at once. {@link #values()} holds the page's numbers. */
final class DeltaReader {
    private long[] values = new long[0];
    private int count;
    private byte[] bytes = new byte[0];
    private int position;
    private int end;

    /** Returns the numbers. For 32-bit columns their low halves count. */
    long[] values() {
        return values;
    }

    int count() {
        return count;
    }

    /** Reads all of {@code bytes[position..end)} that belongs to the sequence and returns the position where it ends. */
    int read(byte[] bytes, int position, int end, int maxCount) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
        long blockSize = varint();
        long miniBlocks = varint();
        long total = varint();
        if (blockSize <= 0
                || miniBlocks <= 0
                || blockSize % miniBlocks != 0
                || blockSize / miniBlocks % 8 != 0
                || blockSize > 1 << 24) {
            throw new CorruptPageException("delta blocks of %d values in %d".formatted(blockSize, miniBlocks));
        }
        if (total < 0 || total > maxCount) {
            throw new CorruptPageException("%d delta values in a page of %d".formatted(total, maxCount));
        }
        count = (int) total;
        if (values.length < count) {
            values = new long[count];
        }
        long last = zigzag();
        if (count == 0) {
            return this.position;
        }
        values[0] = last;
        int at = 1;
        int perMiniBlock = (int) (blockSize / miniBlocks);
        while (at < count) {
            long minDelta = zigzag();
            int widths = this.position;
            CorruptPageException.checkBytes(miniBlocks, widths, end);
            this.position += (int) miniBlocks;
            for (int i = 0; i < miniBlocks && at < count; i++) {
                at = miniBlock(bytes[widths + i] & 0xff, perMiniBlock, minDelta, at);
            }
        }
        return this.position;
    }

    private int miniBlock(int width, int perMiniBlock, long minDelta, int at) {
        if (width > 64) {
            throw new CorruptPageException("deltas of %d bits".formatted(width));
        }
        int size = perMiniBlock / 8 * width;
        CorruptPageException.checkBytes(size, position, end);
        int step = Math.min(perMiniBlock, count - at);
        long last = values[at - 1];
        long mask = width == 64 ? -1L : (1L << width) - 1;
        long bit = 8L * position;
        if (width <= 56) {
            for (int i = 0; i < step; i++, bit += width) {
                long word = LittleEndian.getLong(bytes, (int) (bit >>> 3)) >>> (bit & 7);
                last += minDelta + (word & mask);
                values[at + i] = last;
            }
        } else {
            for (int i = 0; i < step; i++, bit += width) {
                int shift = (int) bit & 7;
                int from = (int) (bit >>> 3);
                long word = LittleEndian.getLong(bytes, from) >>> shift;
                if (shift > 0) {
                    word |= (long) bytes[from + 8] << (64 - shift);
                }
                last += minDelta + (word & mask);
                values[at + i] = last;
            }
        }
        position += size;
        return at + step;
    }

    private long zigzag() {
        long raw = varint();
        return raw >>> 1 ^ -(raw & 1);
    }

    private long varint() {
        long result = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            CorruptPageException.checkBytes(1, position, end);
            byte next = bytes[position++];
            result |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw new CorruptPageException("a number of more than ten bytes");
    }
}
