/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import java.util.Arrays;

/** Holds the dictionary ids of a page's values. */
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

    /** Encodes the ids, all below {@code dictionarySize}, as in a page: their width, then runs. */
    PageBytes encoded(int dictionarySize) {
        int width = RunEncoder.width(Math.max(0, dictionarySize - 1));
        bytes.clear();
        bytes.putByte(width);
        RunEncoder.encode(ids, count, width, bytes);
        return bytes;
    }
}
