/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds columns of one type as {@link ColumnBuilder} does, and nested ones by their parts as long as all are
 * {@link NestedColumn}s. Values are copied, so what it builds is owned. {@link #build()} hands the rows over and starts anew.
 * One thread.
 */
public final class PartsBuilder {
    private static final int MIN_CAPACITY = 64;

    private final ColumnType type;
    private final int capacity;
    /** Rows that are not nested columns; null where there are none yet. */
    private @Nullable ColumnBuilder flat;
    /** Rows that are all nested columns like this one; null where there are none. */
    private @Nullable NestedColumn shape;

    private List<PartsBuilder> parts = List.of();
    /** For lists: how many elements each row has. */
    private int[] lengths = new int[0];

    private long @Nullable [] validity;
    private int rowCount;

    public PartsBuilder(ColumnType type, int capacity) {
        this.type = type;
        this.capacity = capacity;
    }

    /** Appends the first {@code count} rows of a column of the same type, in any encoding. */
    public void appendPrefix(Column source, int count) {
        if (!(source instanceof NestedColumn)) {
            flat().appendPrefix(source, count);
            return;
        }
        int[] rows = new int[count];
        Arrays.setAll(rows, i -> i);
        append(source, rows, count);
    }

    private void append(Column source, int[] rows, int count) {
        if (source instanceof NestedColumn nested && flat == null) {
            appendParts(nested, rows, count);
        } else {
            flat().appendRows(source, rows, 0, count);
        }
    }

    private ColumnBuilder flat() {
        ColumnBuilder builder = flat;
        if (builder == null) {
            builder = ColumnBuilder.create(type, capacity);
            if (shape != null) {
                NestedColumn soFar = buildNested();
                builder.appendPrefix(soFar, soFar.rowCount());
            }
            flat = builder;
        }
        return builder;
    }

    private void appendParts(NestedColumn source, int[] rows, int count) {
        if (shape == null) {
            shape = source;
            parts = new ArrayList<>();
            source.parts().forEach(part -> parts.add(new PartsBuilder(part.type(), capacity)));
        }
        appendValidity(source, rows, count);
        if (source.isStruct()) {
            for (int p = 0; p < parts.size(); p++) {
                parts.get(p).append(source.part(p), rows, count);
            }
        } else {
            appendElements(source, rows, count);
        }
        rowCount += count;
    }

    private void appendElements(NestedColumn source, int[] rows, int count) {
        if (lengths.length < rowCount + count) {
            lengths = Arrays.copyOf(lengths, Math.max(MIN_CAPACITY, Math.max(rowCount + count, 2 * lengths.length)));
        }
        int total = 0;
        for (int i = 0; i < count; i++) {
            int length = source.isNull(rows[i]) ? 0 : source.lengths()[rows[i]];
            lengths[rowCount + i] = length;
            total = Math.addExact(total, length);
        }
        int[] places = new int[total];
        int next = 0;
        for (int i = 0; i < count; i++) {
            int start = source.starts()[rows[i]];
            for (int e = 0; e < lengths[rowCount + i]; e++) {
                places[next++] = start + e;
            }
        }
        for (int p = 0; p < parts.size(); p++) {
            parts.get(p).append(source.part(p), places, total);
        }
    }

    private void appendValidity(NestedColumn source, int[] rows, int count) {
        long[] words = validity;
        if (words == null) {
            if (!source.mayHaveNulls()) {
                return;
            }
            words = Bitmap.ones(Math.max(MIN_CAPACITY, rowCount + count));
        } else if (words.length < Bitmap.wordCount(rowCount + count)) {
            int known = words.length;
            words = Arrays.copyOf(words, Math.max(2 * known, Bitmap.wordCount(rowCount + count)));
            Arrays.fill(words, known, words.length, -1L);
        }
        for (int i = 0; i < count; i++) {
            if (source.isNull(rows[i])) {
                Bitmap.clear(words, rowCount + i);
            }
        }
        validity = words;
    }

    /** The rows appended so far, as a column; the builder is empty again. */
    public Column build() {
        ColumnBuilder builder = flat;
        if (builder == null && shape == null) {
            return ColumnBuilder.create(type, 0).build();
        }
        flat = null;
        return builder == null ? buildNested() : builder.build();
    }

    private NestedColumn buildNested() {
        if (shape == null) {
            throw new IllegalStateException("no nested column was appended");
        }
        List<Column> built = new ArrayList<>(parts.size());
        parts.forEach(part -> built.add(part.build()));
        NestedColumn column = shape.isStruct()
                ? NestedColumn.structs(type, rowCount, shape.layout(), built, validity)
                : NestedColumn.lists(type, rowCount, shape.layout(), built, starts(), lengths, validity);
        shape = null;
        parts = List.of();
        lengths = new int[0];
        validity = null;
        rowCount = 0;
        return column;
    }

    private int[] starts() {
        int[] starts = new int[rowCount];
        for (int row = 1; row < rowCount; row++) {
            starts[row] = Math.addExact(starts[row - 1], lengths[row - 1]);
        }
        return starts;
    }
}
