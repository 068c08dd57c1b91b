/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.IntColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds a column from rows of other columns, as {@link ColumnBuilder} does, but text stays in a dictionary as long as all of it
 * comes in dictionaries of few values. The dictionary has no other values than the rows had. What it builds is owned. {@link
 * #build()} hands the rows over and starts anew. One thread.
 */
public final class DictionaryBuilder {
    /** The most values of a dictionary, of the one built and of those that rows come in. */
    public static final int MAX_VALUES = 1 << 12;

    private static final int UNKNOWN = -1;

    private final ColumnType type;
    private final int capacity;
    /** Holds the rows unless {@link #coded} does; null where no rows were flat so far. */
    private @Nullable ColumnBuilder flat;
    /** Holds the rows where {@link #isCoded}; null where no rows came in a dictionary so far. */
    private @Nullable CodedRows coded;

    private boolean isCoded;
    private int[] ascending = new int[0];

    /** Creates a builder with room for {@code capacity} rows to begin with. */
    public DictionaryBuilder(ColumnType type, int capacity) {
        this.type = type;
        this.capacity = capacity;
        if (type.physical() != ColumnType.Physical.BYTES) {
            flat = ColumnBuilder.create(type, capacity);
        }
    }

    /** Returns whether rows of {@code column} can stay in its dictionary. */
    public static boolean takes(Column column) {
        return column instanceof DictionaryColumn rows
                && rows.dictionary() instanceof BytesColumn values
                && values.rowCount() > 0
                && values.rowCount() <= MAX_VALUES;
    }

    public int rowCount() {
        if (coded != null && isCoded) {
            return coded.numbers.rowCount();
        }
        return flat == null ? 0 : flat.rowCount();
    }

    /** Appends the first {@code count} rows of a column of the same type, in any encoding. */
    public void appendPrefix(Column source, int count) {
        appendRange(source, 0, count);
    }

    /** Appends rows {@code [from, from + count)} of a column of the same type, in any encoding. */
    public void appendRange(Column source, int from, int count) {
        if (ascending.length < from + count) {
            ascending = new int[Math.max(from + count, Batch.TARGET_ROWS)];
            Arrays.setAll(ascending, i -> i);
        }
        appendRows(source, ascending, from, count);
    }

    /** Appends {@code rows[from .. from + count)} of a column of the same type, in any encoding. */
    public void appendRows(Column source, int[] rows, int from, int count) {
        if ((isCoded || rowCount() == 0) && takes(source)) {
            CodedRows codes = coded == null ? new CodedRows(type) : coded;
            coded = codes;
            isCoded = true;
            DictionaryColumn column = (DictionaryColumn) source;
            if (codes.knows((BytesColumn) column.dictionary())) {
                codes.append(column, rows, from, count);
                if (codes.values.rowCount() > MAX_VALUES) {
                    flat();
                }
                return;
            }
        }
        flat().appendRows(source, rows, from, count);
    }

    /** Returns the builder of flat rows, to which the rows so far have moved. */
    private ColumnBuilder flat() {
        ColumnBuilder rows = flat == null ? ColumnBuilder.create(type, capacity) : flat;
        flat = rows;
        if (isCoded && coded != null) {
            Column soFar = coded.view();
            rows.appendPrefix(soFar, soFar.rowCount());
            coded.reset();
        }
        isCoded = false;
        return rows;
    }

    /** Bytes of the arrays held now. */
    public long sizeBytes() {
        return (coded == null ? 0 : coded.sizeBytes()) + (flat == null ? 0 : flat.sizeBytes());
    }

    /** Bytes of text, binary and opaque values in the rows appended so far: each row's own, shared or not. */
    public long appendedBytes() {
        if (coded != null && isCoded) {
            return coded.bytes;
        }
        return flat == null ? 0 : flat.appendedBytes();
    }

    /** Approximate bytes of the arrays once {@code more} rows with {@code moreBytes} bytes have come, even if all become flat. */
    public long sizeBytesAfter(int more, long moreBytes) {
        if (flat != null && !isCoded) {
            return flat.sizeBytesAfter(more, moreBytes) + (coded == null ? 0 : coded.sizeBytes());
        }
        // arrays of flat rows double as they grow
        long asFlat = 2 * (appendedBytes() + moreBytes + 2L * Integer.BYTES * (rowCount() + more));
        return asFlat + (coded == null ? 0 : coded.sizeBytesAfter(more));
    }

    /** The rows appended so far, as a column; the builder is empty again. */
    public Column build() {
        if (coded == null || !isCoded) {
            return flat().build();
        }
        isCoded = false;
        return coded.build();
    }

    /** The rows appended so far, sharing the builder's arrays: valid until the next append or {@link #reset()} and append. */
    public Column view() {
        return coded != null && isCoded ? coded.view() : flat().view();
    }

    /** Forgets the rows appended so far and keeps the arrays. */
    public void reset() {
        isCoded = false;
        if (coded != null) {
            coded.reset();
        }
        if (flat != null) {
            flat.reset();
        }
    }

    /** Rows as numbers of their values. */
    private static final class CodedRows {
        final ColumnBuilder numbers;
        final ColumnBuilder values;
        /** Bytes of the rows if they were flat. */
        long bytes;

        /** The dictionary that rows came in last. */
        private @Nullable BytesColumn known;
        /** The numbers of its values, as ints that its ids lead to. */
        private IntColumn numberOf = unknown(0);
        /** Tells the values of several dictionaries apart; null until there is a second one. */
        private @Nullable BytesInterner interner;

        CodedRows(ColumnType type) {
            numbers = ColumnBuilder.create(ColumnType.INT, 0);
            values = ColumnBuilder.create(type, 0);
        }

        private static IntColumn unknown(int count) {
            int[] numbers = new int[count];
            Arrays.fill(numbers, UNKNOWN);
            return new IntColumn(ColumnType.INT, count, numbers, null);
        }

        /** Gets to know a dictionary. Returns false if that cannot be, because one before has a value twice. */
        boolean knows(BytesColumn dictionary) {
            if (known == dictionary) {
                return true;
            }
            if (known != null && interner == null) {
                BytesInterner all = new BytesInterner();
                BytesColumn soFar = (BytesColumn) values.view();
                for (int number = 0; number < soFar.rowCount(); number++) {
                    if (all.intern(soFar, number) != number) {
                        return false;
                    }
                }
                interner = all;
            }
            if (interner != null) {
                interner.takeAnotherSeedIfCrowded();
            }
            known = dictionary;
            numberOf = unknown(dictionary.rowCount());
            return true;
        }

        /** Appends rows of a column with the dictionary that came last. */
        void append(DictionaryColumn source, int[] rows, int from, int count) {
            BytesColumn dictionary = (BytesColumn) source.dictionary();
            int[] ids = source.ids();
            int[] lengths = dictionary.lengths();
            int[] numbersById = numberOf.values();
            long more = 0;
            for (int i = from; i < from + count; i++) {
                int id = ids[rows[i]];
                more += lengths[id];
                if (numbersById[id] == UNKNOWN) {
                    numbersById[id] = number(dictionary, id);
                }
            }
            bytes += more;
            DictionaryColumn numbered = new DictionaryColumn(source.rowCount(), ids, numberOf, source.validity());
            numbers.appendRows(numbered, rows, from, count);
        }

        private int number(BytesColumn dictionary, int id) {
            int number = interner == null ? values.rowCount() : interner.intern(dictionary, id);
            if (number == values.rowCount()) {
                values.append(dictionary, id);
            }
            return number;
        }

        long sizeBytes() {
            return numbers.sizeBytes() + values.sizeBytes();
        }

        long sizeBytesAfter(int more) {
            return numbers.sizeBytesAfter(more, 0) + values.sizeBytes();
        }

        Column view() {
            return column(numbers.view(), values.view());
        }

        Column build() {
            Column built = column(numbers.build(), values.build());
            reset();
            return built;
        }

        private static Column column(Column numbers, Column values) {
            int[] ids = ((IntColumn) numbers).values();
            return new DictionaryColumn(numbers.rowCount(), ids, values, numbers.validity());
        }

        void reset() {
            numbers.reset();
            values.reset();
            bytes = 0;
            known = null;
            interner = null;
        }
    }
}
