/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.scan.parquet.decode.ColumnDecoder;
import io.quiver.exec.scan.parquet.decode.CorruptPageException;
import io.quiver.exec.scan.parquet.decode.NestedLevels;
import io.quiver.exec.scan.parquet.decode.PassThroughCodecs;
import io.quiver.exec.scan.parquet.decode.RowSpans;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.jspecify.annotations.Nullable;

/** Reads the entries of a leaf of a nested column, record by record: their levels, and the values of those that have one. */
final class NestedLeaf {
    /** Number of entries counted at once, without checking each. */
    private static final int BLOCK = 64;

    private final ParquetColumnPlan plan;
    private final int[] collections;
    private final NestedLevels levels;
    private final ColumnDecoder decoder;
    private final ColumnBuilder longBatches;
    private int[] repetition = new int[0];
    private int[] definition = new int[0];
    private int count;
    /** Of these, the number of entries that the decoder holds. */
    private int decoded;

    private @Nullable RowSpans spans;
    private int span;
    /** The record that begins next, counted from the row group's first. */
    private long record;

    /** Entries left in the row group. */
    private long left;

    /** {@code collections} are the definition levels of the collections around the leaf, from the outermost inwards. */
    NestedLeaf(ParquetColumnPlan plan, int[] collections, int capacity, PassThroughCodecs codecs) {
        this.plan = plan;
        this.collections = collections;
        levels = new NestedLevels(
                plan.descriptor().getMaxRepetitionLevel(), plan.descriptor().getMaxDefinitionLevel());
        decoder = plan.newNestedDecoder(capacity, codecs, levels);
        longBatches = ColumnBuilder.create(decoder.type, 64);
    }

    ParquetColumnPlan plan() {
        return plan;
    }

    /** Starts another row group. A null {@code spans} means that all its records are read. */
    void startRowGroup(PageReadStore pages, @Nullable RowSpans spans) throws IOException {
        PageReader reader = pages.getPageReader(plan.descriptor());
        left = reader.getTotalValueCount();
        this.spans = spans;
        span = 0;
        record = 0;
        decoder.startRowGroup(reader, null);
    }

    /** Returns the number of entries of the records read last. */
    int count() {
        return count;
    }

    /** Returns whether each record has one collection of the leaf. */
    boolean isRepeatedOnce() {
        return collections.length == 1 && count > 0 && repetition[0] == 0 && levels.isRepeatedOnce();
    }

    /** Returns whether the entries have the same repetition levels as another leaf's. */
    boolean repeatsAs(NestedLeaf other) {
        return count == other.count && Arrays.equals(repetition, 0, count, other.repetition, 0, count);
    }

    /** Returns the repetition level of each entry. */
    int[] repetition() {
        return repetition;
    }

    /** Returns the definition level of each entry. */
    int[] definition() {
        return definition;
    }

    /**
     * Reads the entries of the next {@code records} records. The column has a row per entry, null if the entry has no value.
     */
    Column read(int records) throws IOException {
        count = 0;
        decoded = 0;
        decoder.begin();
        go(records, true);
        checkLevels();
        if (longBatches.rowCount() == 0) {
            return decoder.column();
        }
        longBatches.appendPrefix(decoder.column(), decoded);
        return longBatches.build();
    }

    /** Skips the entries of the next {@code records} records. */
    void skip(long records) throws IOException {
        go(records, false);
    }

    private void go(long records, boolean wanted) throws IOException {
        long started = 0;
        while (left > 0 && (levels.isRepeated() ? records > 0 : started < records)) {
            int limit = (int) Math.min(left, decoder.entriesInPage());
            int from = levels.position();
            if (from == 0 && decoder.pageFirstRow() >= 0) {
                record = decoder.pageFirstRow();
            }
            boolean startsRecord = levels.repetition()[from] == 0;
            if (startsRecord && started == records) {
                break;
            }
            long gap = startsRecord ? gap() : 0;
            if (gap > 0) {
                decoder.skip(pass(from, limit, gap));
                continue;
            }
            int most = wanted ? Math.min(limit, decoder.capacity - decoded) : limit;
            long before = record;
            int step = pass(from, most, Math.min(records - started, recordsInSpan()));
            started += record - before;
            if (wanted) {
                decode(from, step);
            } else {
                decoder.skip(step);
            }
        }
        if (started != records) {
            throw new CorruptPageException("%d records of %d".formatted(started, records));
        }
    }

    /**
     * Checks that an entry continues a collection only if that has an element already, and adds an element. Damaged files may
     * not.
     */
    private void checkLevels() {
        if (isRepeatedOnce()) {
            checkOneLevel(collections[0]);
            return;
        }
        for (int i = 0; i < count; i++) {
            int level = repetition[i];
            if (level > 0) {
                int empty = level > collections.length ? Integer.MAX_VALUE : collections[level - 1];
                if (definition[i] <= empty || i > 0 && definition[i - 1] <= empty) {
                    throw new CorruptPageException("an element of a collection that has none");
                }
            }
        }
    }

    /** Does the same for one collection, without a branch. */
    private void checkOneLevel(int empty) {
        int[] repeats = repetition;
        int[] defines = definition;
        int wrong = 0;
        for (int i = 1; i < count; i++) {
            wrong |= -repeats[i] & ((defines[i] - empty - 1) | (defines[i - 1] - empty - 1));
        }
        if (wrong < 0) {
            throw new CorruptPageException("an element of a collection that has none");
        }
    }

    private void decode(int from, int step) throws IOException {
        keep(from, step);
        decoder.read(step);
        decoded += step;
        if (decoded == decoder.capacity && left > 0) {
            longBatches.appendPrefix(decoder.column(), decoded);
            decoder.begin();
            decoded = 0;
        }
    }

    /** Returns the number of records before the next wanted one. */
    private long gap() {
        if (spans == null) {
            return 0;
        }
        while (span < spans.count() && spans.last(span) < record) {
            span++;
        }
        if (span == spans.count()) {
            throw new CorruptPageException("no more records at record " + record);
        }
        return Math.max(0, spans.first(span) - record);
    }

    /** Returns how many records, including the next one, may be read in a row. */
    private long recordsInSpan() {
        return spans == null ? Integer.MAX_VALUE : Math.max(0, spans.last(span) - record + 1);
    }

    /**
     * Counts the page's entries from {@code from} on, at most {@code limit}, that belong to the current record and to the
     * next {@code records} ones.
     */
    private int pass(int from, int limit, long records) {
        int[] page = levels.repetition();
        long more = records;
        int at = from;
        int end = from + limit;
        while (at + BLOCK <= end && more >= BLOCK) {
            for (int i = at; i < at + BLOCK; i++) {
                more -= (page[i] - 1) >>> 31;
            }
            at += BLOCK;
        }
        for (; at < end; at++) {
            if (page[at] == 0) {
                if (more == 0) {
                    break;
                }
                more--;
            }
        }
        record += records - more;
        left -= at - from;
        return at - from;
    }

    private void keep(int from, int step) {
        if (repetition.length < count + step) {
            int room = Math.max(count + step, Math.max(decoder.capacity, 2 * repetition.length));
            repetition = Arrays.copyOf(repetition, room);
            definition = Arrays.copyOf(definition, room);
        }
        System.arraycopy(levels.repetition(), from, repetition, count, step);
        System.arraycopy(levels.definition(), from, definition, count, step);
        count += step;
    }
}
