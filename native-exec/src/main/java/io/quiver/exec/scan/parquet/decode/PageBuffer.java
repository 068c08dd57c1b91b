/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import java.util.Arrays;

/**
 * Holds the bytes of a column's current page and of the pages that the current batch still refers to, because strings are
 * views into their page. One array is reused again and again; a placed region stays in place until its batch is done.
 */
final class PageBuffer {
    private byte[] bytes = new byte[0];
    private int liveLow;
    private int liveHigh;

    byte[] bytes() {
        return bytes;
    }

    /** Frees everything outside {@code [low, high)}. */
    void keepOnly(int low, int high) {
        liveLow = low;
        liveHigh = high;
    }

    /**
     * Finds room for {@code size} bytes and padding outside the live region and returns its position. It may replace the
     * array.
     */
    int place(int size) {
        long room = (long) size + LittleEndian.PADDING;
        if (liveLow >= room || liveHigh == liveLow) {
            int high = liveHigh == liveLow ? (int) Math.min(room, Integer.MAX_VALUE) : liveHigh;
            grow(Math.max(room, high));
            liveLow = 0;
            liveHigh = high;
            return 0;
        }
        int start = liveHigh;
        grow(start + room);
        liveHigh = (int) (start + room);
        return start;
    }

    private void grow(long needed) {
        if (needed > bytes.length) {
            if (needed > Integer.MAX_VALUE - 64) {
                throw new CorruptPageException("pages of %d bytes in one batch".formatted(needed));
            }
            long roomy = Math.min(needed + (needed >> 2), Integer.MAX_VALUE - 64);
            bytes = Arrays.copyOf(bytes, (int) roomy);
        }
    }
}
