/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.kernel.hash.BytesInterner;
import io.quiver.exec.kernel.hash.KeptLongs;
import io.quiver.exec.kernel.hash.RowInterner;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.WideColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several keys, or one of 128 bits. Each key becomes one or two longs (byte strings become their number among the strings
 * of their column), last longs say which keys are null, and rows of longs are numbered. While all keys are small
 * numbers, such as those of a few short strings, an array indexed by the keys together answers instead of a hash table.
 */
final class RowGroupTable implements GroupTable {
    /** The array of small keys has at most this many bits of index: 64 K entries. */
    private static final int MAX_DIRECT_BITS = 16;

    private final List<ColumnType> types;
    private final @Nullable BytesInterner[] interners;
    private final int[] firstWord;
    private final int nullWord;
    private final int width;
    private final RowInterner rows;
    private long[][] words;
    private int[] ids = new int[0];
    private @Nullable SmallKeys smallKeys;

    RowGroupTable(List<ColumnType> types) {
        this.types = List.copyOf(types);
        this.interners = new BytesInterner[types.size()];
        this.firstWord = new int[types.size()];
        int word = 0;
        boolean mayBeSmall = true;
        for (int k = 0; k < types.size(); k++) {
            firstWord[k] = word;
            word += KeyCodes.wordCount(types.get(k));
            switch (types.get(k).physical()) {
                case BYTES -> interners[k] = new BytesInterner();
                case BITS -> {}
                case INTS, LONGS, FLOATS, DOUBLES, WIDE -> mayBeSmall = false;
            }
        }
        this.nullWord = word;
        this.width = word + (types.size() + 63) / 64;
        this.rows = new RowInterner(width);
        this.words = new long[width][0];
        this.smallKeys = mayBeSmall && types.size() <= MAX_DIRECT_BITS / 2 ? new SmallKeys(types.size()) : null;
    }

    @Override
    public void assign(Batch keys, int[] groups) {
        encode(keys, true);
        SmallKeys small = smallKeys;
        if (small == null || !small.assign(keys.rowCount(), groups)) {
            smallKeys = null;
            rows.intern(words, keys.rowCount(), groups);
        }
    }

    @Override
    public void find(Batch keys, int[] groups) {
        encode(keys, false);
        rows.find(words, keys.rowCount(), groups);
    }

    private void encode(Batch keys, boolean insert) {
        int rowCount = keys.rowCount();
        if (words[0].length < rowCount) {
            words = new long[width][rowCount];
            ids = new int[rowCount];
        }
        for (int w = nullWord; w < width; w++) {
            Arrays.fill(words[w], 0, rowCount, 0);
        }
        for (int k = 0; k < types.size(); k++) {
            BytesInterner interner = interners[k];
            long[] out = words[firstWord[k]];
            if (interner == null) {
                encodeFixed(keys.column(k).flat(), k, rowCount);
                continue;
            }
            interner.intern(keys.column(k), rowCount, ids, insert);
            for (int i = 0; i < rowCount; i++) {
                out[i] = ids[i];
            }
        }
    }

    private void encodeFixed(Column key, int k, int rowCount) {
        long[] out = words[firstWord[k]];
        KeyCodes.encode(key, rowCount, out);
        if (key instanceof WideColumn wide) {
            System.arraycopy(wide.low(), 0, words[firstWord[k] + 1], 0, rowCount);
        }
        long[] validity = key.validity();
        if (validity == null) {
            return;
        }
        long[] nulls = words[nullWord + (k >> 6)];
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.get(validity, i)) {
                out[i] = 0;
                if (key instanceof WideColumn) {
                    words[firstWord[k] + 1][i] = 0;
                }
                nulls[i] |= 1L << k;
            }
        }
    }

    @Override
    public int groupCount() {
        return rows.size();
    }

    @Override
    public List<Column> keys(int from, int count) {
        List<Column> columns = new ArrayList<>(types.size());
        for (int k = 0; k < types.size(); k++) {
            BytesInterner interner = interners[k];
            if (interner != null) {
                columns.add(interner.values(types.get(k), numbers(k, from, count), count));
                continue;
            }
            long[] first = word(firstWord[k], from, count);
            long[] low = KeyCodes.wordCount(types.get(k)) == 2 ? word(firstWord[k] + 1, from, count) : first;
            columns.add(KeyCodes.decode(
                    types.get(k), count, first, low, validity(word(nullWord + (k >> 6), from, count), k, count)));
        }
        return columns;
    }

    private long[] word(int word, int from, int count) {
        KeptLongs all = rows.rows();
        long[] out = new long[count];
        for (int i = 0; i < count; i++) {
            out[i] = all.array(from + i)[all.place(from + i) + word];
        }
        return out;
    }

    private static long @Nullable [] validity(long[] nulls, int k, int count) {
        long[] validity = null;
        for (int i = 0; i < count; i++) {
            if ((nulls[i] >>> k & 1L) != 0) {
                if (validity == null) {
                    validity = Bitmap.ones(count);
                }
                Bitmap.clear(validity, i);
            }
        }
        return validity;
    }

    /** The numbers that the strings of a key have among those of its column. */
    private int[] numbers(int k, int from, int count) {
        long[] words = word(firstWord[k], from, count);
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (int) words[i];
        }
        return numbers;
    }

    @Override
    public int countWithin(long bytes, int from, int count) {
        int within = count;
        for (int k = 0; k < types.size(); k++) {
            BytesInterner interner = interners[k];
            if (interner != null) {
                within = interner.countWithin(bytes, numbers(k, from, within), within);
            }
        }
        return within;
    }

    @Override
    public boolean hasRoomFor(Batch keys) {
        boolean hasRoom = rows.hasRoomFor(keys.rowCount());
        for (int k = 0; k < types.size(); k++) {
            BytesInterner interner = interners[k];
            hasRoom = hasRoom && (interner == null || interner.hasRoomFor(keys.rowCount(), keys.column(k)));
        }
        return hasRoom;
    }

    @Override
    public long sizeBytesAfter(int more, Batch keys) {
        long size = rows.sizeBytesAfter(more) + 8L * words.length * words[0].length;
        for (int k = 0; k < types.size(); k++) {
            BytesInterner interner = interners[k];
            if (interner != null) {
                size += interner.sizeBytesAfter(more, more == 0 ? 0 : ColumnBuilder.bytesOf(keys.column(k)));
            }
        }
        return size + (smallKeys == null ? 0 : 4L << MAX_DIRECT_BITS);
    }

    /** Groups by an array: the codes of all keys side by side are the index. */
    private final class SmallKeys {
        private final int[] bits;
        private int[] groupOf = new int[1];
        private int[] index = new int[Batch.TARGET_ROWS];

        SmallKeys(int keyCount) {
            bits = new int[keyCount];
        }

        /** Does what {@link RowGroupTable#assign} does for the encoded rows; false where the keys are no longer small. */
        boolean assign(int rowCount, int[] groups) {
            if (!makeRoom()) {
                return false;
            }
            computeIndex(rowCount);
            int[] table = groupOf;
            for (int i = 0; i < rowCount; i++) {
                groups[i] = table[index[i]];
            }
            for (int i = 0; i < rowCount; i++) {
                if (groups[i] < 0) {
                    addGroup(i, groups);
                }
            }
            return true;
        }

        private void addGroup(int row, int[] groups) {
            if (groupOf[index[row]] < 0) {
                long[][] one = new long[words.length][];
                for (int w = 0; w < one.length; w++) {
                    one[w] = new long[] {words[w][row]};
                }
                int[] group = new int[1];
                rows.intern(one, 1, group);
                groupOf[index[row]] = group[0];
            }
            groups[row] = groupOf[index[row]];
        }

        /** The codes of a key: its number for byte strings; 0 and 1 for booleans, and 2 for null. */
        private int codeCount(int k) {
            BytesInterner interner = interners[k];
            return interner == null ? 3 : interner.size();
        }

        private boolean makeRoom() {
            boolean enough = true;
            int total = 0;
            for (int k = 0; k < bits.length; k++) {
                int needed = 32 - Integer.numberOfLeadingZeros(Math.max(1, codeCount(k) - 1));
                enough &= needed <= bits[k];
                bits[k] = Math.max(bits[k], needed);
                total += bits[k];
            }
            if (enough) {
                return true;
            }
            if (total > MAX_DIRECT_BITS) {
                return false;
            }
            groupOf = new int[1 << total];
            Arrays.fill(groupOf, -1);
            for (int group = 0; group < rows.size(); group++) {
                groupOf[indexOf(group)] = group;
            }
            return true;
        }

        private int indexOf(int group) {
            long[] row = rows.rows().array(group);
            int at = rows.rows().place(group);
            int result = 0;
            for (int k = 0; k < bits.length; k++) {
                boolean isNull = (row[at + nullWord] >>> k & 1L) != 0;
                result = result << bits[k] | (isNull ? 2 : (int) row[at + firstWord[k]]);
            }
            return result;
        }

        private void computeIndex(int rowCount) {
            if (index.length < rowCount) {
                index = new int[rowCount];
            }
            Arrays.fill(index, 0, rowCount, 0);
            for (int k = 0; k < bits.length; k++) {
                shiftIn(words[firstWord[k]], bits[k], rowCount);
                if (interners[k] == null) {
                    shiftInNulls(words[nullWord], k, rowCount);
                }
            }
        }

        private void shiftIn(long[] codes, int width, int rowCount) {
            int[] out = index;
            for (int i = 0; i < rowCount; i++) {
                out[i] = out[i] << width | (int) codes[i];
            }
        }

        /** A null boolean's code is 0 in the words and 2 in the index. */
        private void shiftInNulls(long[] nulls, int k, int rowCount) {
            int[] out = index;
            for (int i = 0; i < rowCount; i++) {
                out[i] |= (int) (nulls[i] >>> k & 1L) << 1;
            }
        }
    }
}
