/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An encoding: row {@code i} has the value {@code dictionary[ids[i]]}. The dictionary is flat and has no nulls; nulls
 * are in the validity, and their ids are valid ids (0 where nothing better is known), so loops need no test.
 */
public final class DictionaryColumn extends Column {
    private final int[] ids;
    private final Column dictionary;

    public DictionaryColumn(int rowCount, int[] ids, Column dictionary, long @Nullable [] validity) {
        super(dictionary.type(), rowCount, validity);
        if (ids.length < rowCount) {
            throw new IllegalArgumentException("%d ids, too few for %d rows".formatted(ids.length, rowCount));
        }
        if (dictionary.flat() != dictionary || dictionary.mayHaveNulls()) {
            throw new IllegalArgumentException("a dictionary is flat and without nulls");
        }
        this.ids = ids;
        this.dictionary = dictionary;
    }

    public int[] ids() {
        return ids;
    }

    public Column dictionary() {
        return dictionary;
    }

    @Override
    public Column flat() {
        return dictionary.gather(ids, rowCount()).withValidity(validity());
    }

    @Override
    public DictionaryColumn gather(int[] rows, int count) {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] = ids[rows[i]];
        }
        return new DictionaryColumn(count, out, dictionary, Bitmap.gather(validity(), rows, count));
    }

    @Override
    public DictionaryColumn range(int from, int count) {
        return new DictionaryColumn(
                count, Arrays.copyOfRange(ids, from, from + count), dictionary, Bitmap.range(validity(), from, count));
    }

    @Override
    public DictionaryColumn prefix(int rowCount) {
        return rowCount == rowCount() ? this : new DictionaryColumn(rowCount, ids, dictionary, validity());
    }

    @Override
    public DictionaryColumn withValidity(long @Nullable [] validity) {
        return new DictionaryColumn(rowCount(), ids, dictionary, validity);
    }

    @Override
    public DictionaryColumn withType(ColumnType type) {
        return new DictionaryColumn(rowCount(), ids, dictionary.withType(type), validity());
    }

    @Override
    public DictionaryColumn owned() {
        return new DictionaryColumn(rowCount(), Arrays.copyOf(ids, rowCount()), dictionary.owned(), ownedValidity());
    }

    @Override
    public long sizeBytes() {
        return 4L * ids.length + dictionary.sizeBytes() + validityBytes();
    }
}
