/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

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

/**
 * Groups by several keys, among them text that hardly repeats. The bytes of this text stand in the rows, beside the longs of
 * the other keys (see {@link RowGroupTable}). Each row is looked up once, not once per text and then as a whole.
 */
final class PackedGroupTable implements GroupTable {
    private final List<ColumnType> types;
    /** By key: its place among the keys with their bytes in the rows, or -1. */
    private final int[] textOf;

    private final NumberedTexts numbered;
    private final KeyWords keyWords;
    private final PackedRowInterner rows;
    private final BytesColumn[] texts;

    /** Keeps the bytes of the {@code packed} keys in the rows; other text is {@code numbered}. */
    PackedGroupTable(List<ColumnType> types, BitSet packed, NumberedTexts numbered) {
        this.types = List.copyOf(types);
        this.numbered = numbered;
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
        keyWords.start(rowCount);
        for (int k = 0; k < textOf.length; k++) {
            Column key = keys.column(k);
            if (textOf[k] >= 0) {
                texts[textOf[k]] = text(k, (BytesColumn) key.flat(), rowCount);
            } else if (numbered.has(k)) {
                numbered.encode(k, key, rowCount, keyWords.of(k), insert);
            } else {
                keyWords.encode(k, key.flat(), rowCount);
            }
        }
        rows.intern(keyWords.words(), texts, rowCount, groups, insert);
    }

    /** Returns a key with no bytes where it is null. */
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
            if (textOf[k] >= 0) {
                long[] validity = keyWords.validity(k, count, word -> rows.word(word, from, count));
                columns.add(rows.text(types.get(k), textOf[k], from, count, validity));
            } else if (numbered.has(k)) {
                columns.add(numbered.decode(k, rows.word(keyWords.first(k), from, count)));
            } else {
                columns.add(keyWords.decode(k, count, word -> rows.word(word, from, count)));
            }
        }
        return columns;
    }

    @Override
    public int countWithin(long bytes, int from, int count) {
        return numbered.countWithin(
                bytes, rows.countWithin(bytes, from, count), (key, most) -> rows.word(keyWords.first(key), from, most));
    }

    @Override
    public boolean hasRoomFor(Batch keys) {
        return rows.hasRoomFor(keys.rowCount(), packedBytes(keys)) && numbered.hasRoomFor(keys);
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
        return rows.sizeBytesAfter(more, more == 0 ? 0 : packedBytes(keys))
                + keyWords.sizeBytes()
                + numbered.sizeBytesAfter(more, keys);
    }
}
