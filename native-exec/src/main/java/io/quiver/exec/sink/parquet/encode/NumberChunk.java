/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import io.quiver.exec.kernel.hash.LongInterner;
import io.quiver.exec.vector.Column;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/** Writes numbers of fixed width. They are held as longs, floating-point numbers by their bits. */
final class NumberChunk extends DictionaryChunk {
    private final NumberForm form;
    private final NumberColumn source;
    private LongInterner interner = new LongInterner();
    private long[] values = new long[0];
    private int[] ids = new int[0];
    private boolean hasValue;
    private long min;
    private long max;

    NumberChunk(
            ColumnDescriptor descriptor,
            PageWriter pages,
            ChunkBounds bounds,
            boolean usesDictionary,
            NumberForm form,
            boolean isMillis) {
        super(descriptor, pages, bounds, usesDictionary);
        this.form = form;
        this.source = new NumberColumn(isMillis);
    }

    @Override
    void addRange(Column column, int from, int count) {
        reserve(count);
        source.read(column, from, count, values);
        add(count);
    }

    @Override
    void addRows(Column column, int[] rows, int count) {
        reserve(count);
        source.read(column, rows, count, values);
        add(count);
    }

    private void reserve(int count) {
        if (values.length < count) {
            values = new long[count];
            ids = new int[count];
        }
    }

    private void add(int count) {
        addRawBytes((long) count * form.rawWidth());
        widenRange(count);
        if (usesDictionary()) {
            interner.intern(values, null, count, ids);
            addIds(ids, count);
        } else {
            form.put(values, count, plain());
        }
    }

    private void widenRange(int count) {
        long least = hasValue ? min : Long.MAX_VALUE;
        long most = hasValue ? max : Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            long key = form.sortable(values[i]);
            least = Math.min(least, key);
            most = Math.max(most, key);
        }
        min = least;
        max = most;
        hasValue = true;
    }

    @Override
    void countInto(Statistics<?> statistics) {
        if (hasValue) {
            form.count(min, statistics);
            form.count(max, statistics);
        }
    }

    @Override
    void clearPage() {
        super.clearPage();
        hasValue = false;
    }

    @Override
    int dictionarySize() {
        return interner.size();
    }

    @Override
    long dictionaryBytes() {
        return (long) interner.size() * form.width();
    }

    @Override
    void putEntry(int id, PageBytes out) {
        form.put(interner.values()[id], out);
    }

    @Override
    void dropDictionary() {
        interner = new LongInterner();
    }
}
