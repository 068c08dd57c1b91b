/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

/**
 * Reads the definition levels of a flat optional column (0 = null, 1 = not null), in hybrid encoding, directly into validity
 * words. Reads booleans into words in the same way. A run of either kind is copied word by word, not row by row.
 */
final class LevelReader {
    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private int left;
    private boolean repeated;
    private long repeatedWord;
    private int packedStart;
    private long packedBit;

    void reset(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
        left = 0;
    }

    /** Reads bits without a header: booleans in PLAIN encoding. */
    void resetPacked(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = end;
        this.end = end;
        left = (int) Math.min(8L * (end - position), Integer.MAX_VALUE);
        repeated = false;
        packedStart = position;
        packedBit = 0;
    }

    /**
     * Ors the next {@code count} levels into {@code words} from bit {@code at} on, where the bits must be zero, and returns
     * the number of ones.
     */
    int read(long[] words, int at, int count) {
        int ones = 0;
        int to = at + count;
        while (at < to) {
            nextRunIfNeeded();
            int step = Math.min(to - at, left);
            left -= step;
            while (step > 0) {
                // a word read at any bit of a byte has at least 57 good bits
                int bits = Math.min(step, 56);
                long levels = next(bits);
                ones += Long.bitCount(levels);
                words[at >> 6] |= levels << at;
                if ((at & 63) + bits > 64) {
                    words[(at >> 6) + 1] |= levels >>> -at;
                }
                at += bits;
                step -= bits;
            }
        }
        return ones;
    }

    /** Skips {@code count} levels and returns the number of ones. */
    int skip(int count) {
        int ones = 0;
        while (count > 0) {
            nextRunIfNeeded();
            int step = Math.min(Math.min(count, left), 56);
            ones += Long.bitCount(next(step));
            left -= step;
            count -= step;
        }
        return ones;
    }

    private long next(int bits) {
        long mask = (1L << bits) - 1;
        if (repeated) {
            return repeatedWord & mask;
        }
        long word = LittleEndian.getLong(bytes, packedStart + (int) (packedBit >>> 3)) >>> (packedBit & 7);
        packedBit += bits;
        return word & mask;
    }

    private void nextRunIfNeeded() {
        while (left == 0) {
            nextRun();
        }
    }

    private void nextRun() {
        long header = 0;
        int shift = 0;
        byte next;
        do {
            CorruptPageException.checkBytes(shift > 28 ? -1 : 1, position, end);
            next = bytes[position++];
            header |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        if ((header & 1) == 0) {
            CorruptPageException.checkBytes(1, position, end);
            int level = bytes[position++];
            if (level >>> 1 != 0) {
                throw new CorruptPageException("definition level " + level);
            }
            repeated = true;
            repeatedWord = -level;
            left = (int) (header >>> 1);
            return;
        }
        long groups = header >>> 1;
        CorruptPageException.checkBytes(groups, position, end);
        repeated = false;
        left = Math.toIntExact(groups << 3);
        packedStart = position;
        packedBit = 0;
        position += (int) groups;
    }
}
