/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.kernel.hash.BytesInterner;
import io.quiver.exec.kernel.hash.PackedRowInterner;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several keys, among them text that hardly repeats: its bytes stand in the rows, beside the longs that the other keys become (see {@link
 * RowGroupTable}). Each row is looked up once, not once by each text and then as a whole.
 */
final class PackedGroupTable implements GroupTable {
    private final List<ColumnType> types;
    /** By key: its place among those whose bytes are in the rows, or -1. */
    private final int[] textOf;

    private final @Nullable BytesInterner[] interners;
    private final KeyWords keyWords;
    private final PackedRowInterner rows;
    private final BytesColumn[] texts;
    private int[] ids = new int[0];

    /** Keeps the {@code packed} keys in the rows, and numbers other text with {@code interners}. */
    PackedGroupTable(List<ColumnType> types, BitSet packed, @Nullable BytesInterner[] interners) {
        this.types = List.copyOf(types);
        this.interners = interners;
        this.textOf = new int[types.size()];
        int textCount = 0;
        for (int k = 0; k < textOf.length; k++) {
            textOf[k] = packed.get(k) ? textCount++ : -1;
        }
        this.texts = new BytesColumn[textCount];
        this.keyWords = new KeyWords(types, key -> !packed.get(key));
        this.rows = new PackedRowInterner(keyWords.width(), textCount);
    }

    @Override
    public void assign(Batch keys, int[] groups) {
        intern(keys, groups, true);
    }

    @Override
    public void find(Batch keys, int[] groups) {
        intern(keys, groups, false);
    }

    private void intern(Batch keys, int[] groups, boolean insert) {
        int rowCount = keys.rowCount();
        if (ids.length < rowCount) {
            ids = new int[rowCount];
        }
        keyWords.start(rowCount);
        for (int k = 0; k < textOf.length; k++) {
            Column key = keys.column(k);
            BytesInterner interner = interners[k];
            if (textOf[k] >= 0) {
                texts[textOf[k]] = text(k, (BytesColumn) key.flat(), rowCount);
            } else if (interner == null) {
                keyWords.encode(k, key.flat(), rowCount);
            } else {
                interner.intern(key, rowCount, ids, insert);
                long[] out = keyWords.of(k);
                for (int i = 0; i < rowCount; i++) {
                    out[i] = ids[i];
                }
            }
        }
        rows.intern(keyWords.words(), texts, rowCount, groups, insert);
    }

    /** A key with no bytes where it is null. */
    private BytesColumn text(int key, BytesColumn flat, int rowCount) {
        long[] validity = flat.validity();
        if (validity == null) {
            return flat;
        }
        keyWords.markNulls(key, validity, rowCount);
        int[] lengths = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            lengths[i] = Bitmap.get(validity, i) ? flat.lengths()[i] : 0;
        }
        return new BytesColumn(flat.type(), rowCount, flat.data(), flat.starts(), lengths, null);
    }

    @Override
    public int groupCount() {
        return rows.size();
    }

    @Override
    public List<Column> keys(int from, int count) {
        List<Column> columns = new ArrayList<>(textOf.length);
        for (int k = 0; k < textOf.length; k++) {
            BytesInterner interner = interners[k];
            if (textOf[k] >= 0) {
                long[] validity = keyWords.validity(k, count, word -> rows.word(word, from, count));
                columns.add(rows.text(types.get(k), textOf[k], from, count, validity));
            } else if (interner == null) {
                columns.add(keyWords.decode(k, count, word -> rows.word(word, from, count)));
            } else {
                columns.add(interner.values(types.get(k), numbers(k, from, count), count));
            }
        }
        return columns;
    }

    private int[] numbers(int key, int from, int count) {
        long[] words = rows.word(keyWords.first(key), from, count);
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (int) words[i];
        }
        return numbers;
    }

    @Override
    public int countWithin(long bytes, int from, int count) {
        int within = rows.countWithin(bytes, from, count);
        for (int k = 0; k < textOf.length; k++) {
            BytesInterner interner = interners[k];
            if (textOf[k] < 0 && interner != null) {
                within = interner.countWithin(bytes, numbers(k, from, within), within);
            }
        }
        return within;
    }

    @Override
    public boolean hasRoomFor(Batch keys) {
        boolean hasRoom = rows.hasRoomFor(keys.rowCount(), packedBytes(keys));
        for (int k = 0; k < textOf.length; k++) {
            BytesInterner interner = interners[k];
            boolean isNumbered = textOf[k] < 0 && interner != null;
            hasRoom = hasRoom && (!isNumbered || interner.hasRoomFor(keys.rowCount(), keys.column(k)));
        }
        return hasRoom;
    }

    private long packedBytes(Batch keys) {
        long bytes = 0;
        for (int k = 0; k < textOf.length; k++) {
            bytes += textOf[k] < 0 ? 0 : ColumnBuilder.bytesOf(keys.column(k));
        }
        return bytes;
    }

    @Override
    public long sizeBytesAfter(int more, Batch keys) {
        long size = rows.sizeBytesAfter(more, more == 0 ? 0 : packedBytes(keys)) + keyWords.sizeBytes();
        for (int k = 0; k < textOf.length; k++) {
            BytesInterner interner = interners[k];
            if (textOf[k] < 0 && interner != null) {
                size += interner.sizeBytesAfter(more, more == 0 ? 0 : ColumnBuilder.bytesOf(keys.column(k)));
            }
        }
        return size;
    }
}
