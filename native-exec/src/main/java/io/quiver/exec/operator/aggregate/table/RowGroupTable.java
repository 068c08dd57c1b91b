/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.kernel.hash.BytesInterner;
import io.quiver.exec.kernel.hash.KeptLongs;
import io.quiver.exec.kernel.hash.RowInterner;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
    private final KeyWords keyWords;
    private final RowInterner rows;
    private int[] ids = new int[0];
    private @Nullable SmallKeys smallKeys;

    RowGroupTable(List<ColumnType> types) {
        this.types = List.copyOf(types);
        this.interners = new BytesInterner[types.size()];
        boolean mayBeSmall = true;
        for (int k = 0; k < types.size(); k++) {
            switch (types.get(k).physical()) {
                case BYTES -> interners[k] = new BytesInterner();
                case BITS -> {}
                case INTS, LONGS, FLOATS, DOUBLES, WIDE -> mayBeSmall = false;
            }
        }
        this.keyWords = new KeyWords(types, key -> true);
        this.rows = new RowInterner(keyWords.width());
        this.smallKeys = mayBeSmall && types.size() <= MAX_DIRECT_BITS / 2 ? new SmallKeys(types.size()) : null;
    }

    @Override
    public void assign(Batch keys, int[] groups) {
        encode(keys, true);
        SmallKeys small = smallKeys;
        if (small == null || !small.assign(keys.rowCount(), groups)) {
            smallKeys = null;
            rows.intern(keyWords.words(), keys.rowCount(), groups);
        }
    }

    @Override
    public void find(Batch keys, int[] groups) {
        encode(keys, false);
        rows.find(keyWords.words(), keys.rowCount(), groups);
    }

    private void encode(Batch keys, boolean insert) {
        int rowCount = keys.rowCount();
        if (ids.length < rowCount) {
            ids = new int[rowCount];
        }
        keyWords.start(rowCount);
        for (int k = 0; k < types.size(); k++) {
            BytesInterner interner = interners[k];
            if (interner == null) {
                keyWords.encode(k, keys.column(k).flat(), rowCount);
                continue;
            }
            interner.intern(keys.column(k), rowCount, ids, insert);
            long[] out = keyWords.of(k);
            for (int i = 0; i < rowCount; i++) {
                out[i] = ids[i];
            }
        }
    }

    /** Which keys are text that hardly any two groups share: their bytes are better kept in the rows. */
    BitSet unshared() {
        BitSet unshared = new BitSet();
        for (int k = 0; k < types.size(); k++) {
            BytesInterner interner = interners[k];
            if (interner != null && interner.size() > groupCount() / 2) {
                unshared.set(k);
            }
        }
        return unshared;
    }

    /** A table with the same groups that keeps these keys in the rows; this one is of no use any more. */
    PackedGroupTable packed(BitSet keys) {
        PackedGroupTable packed = new PackedGroupTable(types, keys, interners);
        int[] groups = new int[Batch.TARGET_ROWS];
        for (int from = 0; from < groupCount(); from += Batch.TARGET_ROWS) {
            Cancellation.check();
            int count = Math.min(Batch.TARGET_ROWS, groupCount() - from);
            packed.assign(new Batch(keys(from, count), count), groups);
        }
        keys.stream().forEach(k -> interners[k] = null); // of the new table's too: their texts are in the rows
        return packed;
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
            columns.add(keyWords.decode(k, count, word -> word(word, from, count)));
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

    /** The numbers that the strings of a key have among those of its column. */
    private int[] numbers(int k, int from, int count) {
        long[] words = word(keyWords.first(k), from, count);
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
        long size = rows.sizeBytesAfter(more) + keyWords.sizeBytes();
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
                long[][] one = new long[keyWords.width()][];
                for (int w = 0; w < one.length; w++) {
                    one[w] = new long[] {keyWords.words()[w][row]};
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
                boolean isNull = (row[at + keyWords.nullWord(k)] >>> k & 1L) != 0;
                result = result << bits[k] | (isNull ? 2 : (int) row[at + keyWords.first(k)]);
            }
            return result;
        }

        private void computeIndex(int rowCount) {
            if (index.length < rowCount) {
                index = new int[rowCount];
            }
            Arrays.fill(index, 0, rowCount, 0);
            for (int k = 0; k < bits.length; k++) {
                shiftIn(keyWords.of(k), bits[k], rowCount);
                if (interners[k] == null) {
                    shiftInNulls(keyWords.words()[keyWords.nullWord(k)], k, rowCount);
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
