/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import java.util.Arrays;
import java.util.PrimitiveIterator;

/** The rows of a row group to read when the column index has ruled out some: ascending spans, ends included. */
public final class RowSpans {
    private long[] first = new long[16];
    private long[] last = new long[16];
    private int count;

    public RowSpans(PrimitiveIterator.OfLong rows) {
        while (rows.hasNext()) {
            long row = rows.nextLong();
            if (count > 0 && last[count - 1] + 1 == row) {
                last[count - 1] = row;
                continue;
            }
            if (count == first.length) {
                first = Arrays.copyOf(first, 2 * count);
                last = Arrays.copyOf(last, 2 * count);
            }
            first[count] = row;
            last[count++] = row;
        }
    }

    public int count() {
        return count;
    }

    public long first(int span) {
        return first[span];
    }

    public long last(int span) {
        return last[span];
    }
}
