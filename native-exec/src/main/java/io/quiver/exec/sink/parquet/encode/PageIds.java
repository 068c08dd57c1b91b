/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import java.util.Arrays;

/** The numbers of a page's values in the dictionary of their chunk. */
final class PageIds {
    private int[] ids = new int[1024];
    private int count;
    private final PageBytes bytes = new PageBytes();

    int count() {
        return count;
    }

    int[] ids() {
        return ids;
    }

    void add(int[] more, int moreCount) {
        if (count + moreCount > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(count + moreCount, 2 * ids.length));
        }
        System.arraycopy(more, 0, ids, count, moreCount);
        count += moreCount;
    }

    void clear() {
        count = 0;
    }

    /** The numbers as a page has them, below {@code dictionarySize}: their width, and runs. */
    PageBytes encoded(int dictionarySize) {
        int width = RunEncoder.width(Math.max(0, dictionarySize - 1));
        bytes.clear();
        bytes.putByte(width);
        RunEncoder.encode(ids, count, width, bytes);
        return bytes;
    }
}
