/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.kernel.hash.KeptLongs;
import io.quiver.exec.kernel.hash.RowInterner;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups by several keys, or one of 128 bits. Each key becomes one or two longs; a byte string becomes its number among the
 * strings of its column. Further longs hold the null bits. The table numbers these rows of longs. As long as all keys are
 * small numbers, such as those of a few short strings, an array indexed by the combined keys replaces the hash table.
 * As long as the combined keys have few bits, one long stands for a row.
 */
final class RowGroupTable implements GroupTable {
    /** Maximum index width of the array for small keys, in bits: 64 K entries. */
    private static final int MAX_DIRECT_BITS = 16;

    private final List<ColumnType> types;
    private final NumberedTexts texts;
    private final KeyWords keyWords;
    private RowInterner rows;
    private @Nullable SmallKeys smallKeys;
    /** The rows in the place of {@link #rows}, while they fit and keys are too many for {@link #smallKeys}. */
    private @Nullable KeysInOneLong inOneLong;

    private boolean mayBeInOneLong;

    RowGroupTable(List<ColumnType> types) {
        this.types = List.copyOf(types);
        this.texts = NumberedTexts.of(types);
        boolean mayBeSmall = types.stream().allMatch(RowGroupTable::mayBeSmall);
        this.keyWords = new KeyWords(types, key -> true);
        this.rows = new RowInterner(keyWords.width());
        this.smallKeys = mayBeSmall && types.size() <= MAX_DIRECT_BITS / 2 ? new SmallKeys(types.size()) : null;
        this.mayBeInOneLong = KeysInOneLong.mayHave(types);
    }

    private static boolean mayBeSmall(ColumnType type) {
        return switch (type.physical()) {
            case BYTES, BITS -> true;
            case INTS, LONGS, FLOATS, DOUBLES, WIDE -> false;
        };
    }

    @Override
    public void assign(Batch keys, int[] groups) {
        encode(keys, true);
        SmallKeys small = smallKeys;
        if (small == null || !small.assign(keys.rowCount(), groups)) {
            smallKeys = null;
            intern(keys.rowCount(), groups);
        }
    }

    private void intern(int rowCount, int[] groups) {
        if (mayBeInOneLong && inOneLong == null) {
            beginOneLong();
        }
        KeysInOneLong small = inOneLong;
        if (small != null && small.intern(keyWords.words(), rowCount, groups)) {
            return;
        }
        if (small != null) {
            endOneLong(small);
        }
        rows.intern(keyWords.words(), rowCount, groups);
    }

    private void beginOneLong() {
        KeysInOneLong begun = new KeysInOneLong(types, keyWords);
        if (inChunks(rows.size(), this::word, (words, count, ids) -> begun.intern(words, count, ids))) {
            inOneLong = begun;
            rows = new RowInterner(keyWords.width());
        } else {
            mayBeInOneLong = false;
        }
    }

    private void endOneLong(KeysInOneLong ended) {
        inOneLong = null;
        mayBeInOneLong = false;
        inChunks(ended.size(), ended::word, (words, count, ids) -> {
            rows.intern(words, count, ids);
            return true;
        });
    }

    /** The long {@code word} of some groups. */
    private interface WordsOfGroups {
        long[] of(int word, int from, int count);
    }

    private interface RowTaker {
        boolean take(long[][] words, int rowCount, int[] ids);
    }

    /** Hands on the longs of groups in their order; false where they were not taken. */
    private boolean inChunks(int groupCount, WordsOfGroups groups, RowTaker taker) {
        int[] ids = new int[Batch.TARGET_ROWS];
        for (int from = 0; from < groupCount; from += Batch.TARGET_ROWS) {
            Cancellation.check();
            int count = Math.min(Batch.TARGET_ROWS, groupCount - from);
            long[][] words = new long[keyWords.width()][];
            for (int w = 0; w < words.length; w++) {
                words[w] = groups.of(w, from, count);
            }
            if (!taker.take(words, count, ids)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void find(Batch keys, int[] groups) {
        encode(keys, false);
        if (inOneLong != null) {
            inOneLong.find(keyWords.words(), keys.rowCount(), groups);
        } else {
            rows.find(keyWords.words(), keys.rowCount(), groups);
        }
    }

    private void encode(Batch keys, boolean insert) {
        int rowCount = keys.rowCount();
        keyWords.start(rowCount);
        for (int k = 0; k < types.size(); k++) {
            if (texts.has(k)) {
                texts.encode(k, keys.column(k), rowCount, keyWords.of(k), insert);
            } else {
                keyWords.encode(k, keys.column(k).flat(), rowCount);
            }
        }
    }

    /** Returns the text keys that hardly any two groups share. Their bytes are better kept in the rows. */
    BitSet unshared() {
        BitSet unshared = new BitSet();
        for (int k = 0; k < types.size(); k++) {
            if (texts.size(k) > groupCount() / 2) {
                unshared.set(k);
            }
        }
        return unshared;
    }

    /** Returns a table of the same groups that keeps these keys in the rows. This table must not be used afterwards. */
    PackedGroupTable packed(BitSet keys) {
        PackedGroupTable packed = new PackedGroupTable(types, keys, texts.butFor(keys));
        int[] groups = new int[Batch.TARGET_ROWS];
        for (int from = 0; from < groupCount(); from += Batch.TARGET_ROWS) {
            Cancellation.check();
            int count = Math.min(Batch.TARGET_ROWS, groupCount() - from);
            packed.assign(new Batch(keys(from, count), count), groups);
        }
        return packed;
    }

    @Override
    public int groupCount() {
        return inOneLong == null ? rows.size() : inOneLong.size();
    }

    @Override
    public List<Column> keys(int from, int count) {
        List<Column> columns = new ArrayList<>(types.size());
        for (int k = 0; k < types.size(); k++) {
            columns.add(
                    texts.has(k)
                            ? texts.decode(k, word(keyWords.first(k), from, count))
                            : keyWords.decode(k, count, word -> word(word, from, count)));
        }
        return columns;
    }

    private long[] word(int word, int from, int count) {
        if (inOneLong != null) {
            return inOneLong.word(word, from, count);
        }
        KeptLongs all = rows.rows();
        long[] out = new long[count];
        for (int i = 0; i < count; i++) {
            out[i] = all.array(from + i)[all.place(from + i) + word];
        }
        return out;
    }

    @Override
    public int countWithin(long bytes, int from, int count) {
        return texts.countWithin(bytes, count, (key, most) -> word(keyWords.first(key), from, most));
    }

    @Override
    public boolean hasRoomFor(Batch keys) {
        boolean hasRoom = inOneLong == null || inOneLong.hasRoomFor(keys.rowCount());
        return hasRoom && rows.hasRoomFor(keys.rowCount()) && texts.hasRoomFor(keys);
    }

    @Override
    public long sizeBytesAfter(int more, Batch keys) {
        return (inOneLong == null ? rows.sizeBytesAfter(more) : inOneLong.sizeBytesAfter(more))
                + keyWords.sizeBytes()
                + texts.sizeBytesAfter(more, keys)
                + (smallKeys == null ? 0 : 4L << MAX_DIRECT_BITS);
    }

    /** Groups by an array whose index is the codes of all keys side by side. */
    private final class SmallKeys {
        private final int[] bits;
        private int[] groupOf = new int[1];
        private int[] index = new int[Batch.TARGET_ROWS];

        SmallKeys(int keyCount) {
            bits = new int[keyCount];
        }

        /** Does the work of {@link RowGroupTable#assign} for the encoded rows; false if the keys are no longer small. */
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

        /** Returns the number of codes of a key: for byte strings the count of strings; for booleans 0, 1, and 2 for null. */
        private int codeCount(int k) {
            return texts.has(k) ? texts.size(k) : 3;
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
                if (!texts.has(k)) {
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
