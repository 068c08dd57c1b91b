/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers row by row which rows of a page are not null, and writes them as definition levels of 0 and 1. */
final class PresentRows implements PageLevels {
    private final boolean isNullable;
    private long[] words = new long[8];
    private int rowCount;
    private int nullCount;

    /** Creates the levels of a column that may have nulls, or of a required one, which has no levels. */
    PresentRows(boolean isNullable) {
        this.isNullable = isNullable;
    }

    @Override
    public int entryCount() {
        return rowCount;
    }

    @Override
    public int nullCount() {
        return nullCount;
    }

    @Override
    public int sizeBytes() {
        return nullCount == 0 ? 0 : rowCount >>> 3;
    }

    /**
     * Adds the rows {@code [from, to)} and returns how many are not null. If some are null, writes those that are not to
     * {@code present}, else leaves it unchanged.
     */
    int add(long @Nullable [] validity, int from, int to, int[] present) {
        int count = to - from;
        int found = validity == null ? count : select(validity, from, to, present);
        if (nullCount > 0 || found < count) {
            addBits(validity, from, count);
        }
        rowCount += count;
        nullCount += count - found;
        return found;
    }

    private static int select(long[] validity, int from, int to, int[] present) {
        int found = 0;
        for (int row = from; row < to; row++) {
            present[found] = row;
            found += (int) (validity[row >> 6] >>> row & 1L);
        }
        return found;
    }

    /** Adds bits. They are kept only from the first null on; the rows before it are all ones. */
    private void addBits(long @Nullable [] validity, int from, int count) {
        int needed = Bitmap.wordCount(rowCount + count);
        if (needed > words.length) {
            words = Arrays.copyOf(words, Math.max(needed, 2 * words.length));
        }
        if (nullCount == 0) {
            Arrays.fill(words, 0, rowCount >> 6, -1L);
            words[rowCount >> 6] = (1L << rowCount) - 1;
        }
        for (int i = 0; i < count; i++) {
            int row = from + i;
            long bit = validity == null ? 1L : validity[row >> 6] >>> row & 1L;
            words[rowCount + i >> 6] |= bit << rowCount + i;
        }
    }

    @Override
    public void writeLevels(PageBytes out) {
        if (!isNullable) {
            return;
        }
        int lengthAt = out.reserve(Integer.BYTES);
        if (nullCount == 0 || nullCount == rowCount) {
            RunEncoder.run(nullCount == 0 ? 1 : 0, rowCount, 1, out);
        } else {
            writeGroups(out);
        }
        out.setInt(lengthAt, out.size() - lengthAt - Integer.BYTES);
    }

    /** Writes one byte per eight rows. Four or more bytes of only ones or only zeros become a run. */
    private void writeGroups(PageBytes out) {
        int groups = rowCount >>> 3;
        int packed = 0;
        int group = 0;
        while (group < groups) {
            int bits = group(group);
            int end = group + 1;
            if (bits == 0 || bits == 0xFF) {
                while (end < groups && group(end) == bits) {
                    end++;
                }
            }
            if (end - group >= 4) {
                pack(packed, group, out);
                RunEncoder.run(bits & 1, (end - group) << 3, 1, out);
                packed = end;
            }
            group = end;
        }
        pack(packed, rowCount + 7 >>> 3, out);
    }

    private void pack(int from, int to, PageBytes out) {
        if (from == to) {
            return;
        }
        out.putVarInt(to - from << 1 | 1);
        for (int group = from; group < to; group++) {
            out.putByte(group(group));
        }
    }

    private int group(int group) {
        return (int) (words[group >> 3] >>> (group << 3)) & 0xFF;
    }

    @Override
    public List<Long> repetitionHistogram() {
        return List.of((long) rowCount);
    }

    @Override
    public List<Long> definitionHistogram() {
        return isNullable ? List.of((long) nullCount, (long) rowCount - nullCount) : List.of((long) rowCount);
    }

    @Override
    public void clear() {
        Arrays.fill(words, 0L);
        rowCount = 0;
        nullCount = 0;
    }
}
