/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.csv;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one split of a CSV file into batches of the fields asked for, in order. A failure comes after the rows before it. One
 * thread.
 */
public final class CsvScan implements Closeable {
    private final TextChunks chunks;
    private final List<CsvField> fields;
    private final OddLines oddLines;
    private final LineCutter cutter;
    private final FieldSlots slots;
    private final ColumnBuilder[] oddRows;

    private byte @Nullable [] firstLine;
    private boolean isSetUp;
    private @Nullable TextChunk chunk;
    private @Nullable Exception failure;
    private long rowsRead;
    private int rowsOfSpark;

    public CsvScan(TextChunks chunks, CsvForm form, List<CsvField> fields, OddLines oddLines) {
        this.chunks = chunks;
        this.fields = fields;
        this.oddLines = oddLines;
        cutter = new LineCutter(form);
        slots = new FieldSlots(fields);
        oddRows = new ColumnBuilder[fields.size()];
        for (int f = 0; f < oddRows.length; f++) {
            oddRows[f] = ColumnBuilder.create(fields.get(f).type(), 0);
        }
    }

    /** Hands the header to Spark. */
    public void readHeader() {
        if (nextLine()) {
            isSetUp = true;
            oddLines.header(data(), cutter.lineStart(), cutter.lineEnd());
        }
    }

    /** How many rows have been handed out. */
    public long rowsRead() {
        return rowsRead;
    }

    /** How many rows of the last batch Spark's parser made. */
    public int rowsOfSpark() {
        return rowsOfSpark;
    }

    /** The next rows, or null when there are no more. A batch may have no rows. */
    public @Nullable Batch next() {
        if (failure != null) {
            throw RowFailure.raise(failure);
        }
        Cancellation.check();
        if (!cut()) {
            return null;
        }
        List<Column> columns = new ArrayList<>(fields.size());
        for (int f = 0; f < fields.size(); f++) {
            columns.add(fields.get(f).values().read(slots, f));
        }
        rowsOfSpark = 0;
        Batch plain = new Batch(columns, slots.rowCount());
        Batch batch = slots.hasOdd() ? withOddRows(plain) : plain;
        rowsRead += batch.rowCount();
        return batch;
    }

    /** Fills {@code slots} with lines of one chunk; false where there are no more. */
    private boolean cut() {
        if (!nextLine()) {
            return false;
        }
        slots.clear(data());
        if (!isSetUp && firstLine == null) {
            firstLine = Arrays.copyOfRange(data(), cutter.lineStart(), cutter.lineEnd());
        }
        do {
            cutter.addTo(slots);
        } while (!slots.isFull() && cutter.next());
        slots.setAscii(cutter.isAscii());
        return true;
    }

    private boolean nextLine() {
        while (chunk == null || !cutter.next()) {
            TextChunk next = read();
            if (next == null) {
                return false;
            }
            chunk = next;
            cutter.start(next);
        }
        return true;
    }

    private byte[] data() {
        if (chunk == null) {
            throw new IllegalStateException("no chunk has been read");
        }
        return chunk.data();
    }

    private @Nullable TextChunk read() {
        try {
            return chunks.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows with those of Spark's parser in the places of odd ones, up to the first that fails. */
    private Batch withOddRows(Batch plain) {
        int end = plain.rowCount();
        int[] made = new int[end];
        for (int row = 0; row < end; row++) {
            if (slots.isOdd(row)) {
                made[row] = parse(row);
                end = failure == null ? end : row;
            }
        }
        ColumnBuilder[] out = new ColumnBuilder[oddRows.length];
        for (int f = 0; f < out.length; f++) {
            out[f] = ColumnBuilder.create(fields.get(f).type(), end);
        }
        int ofSpark = Arrays.stream(made, 0, end).sum();
        Batch odd = new Batch(built(oddRows), ofSpark);
        int[] rows = new int[Math.max(end, ofSpark)];
        Arrays.setAll(rows, row -> row);
        int from = 0;
        int fromOdd = 0;
        int count = 0;
        for (int row = 0; row < end; row++) {
            if (slots.isOdd(row)) {
                append(out, plain, rows, from, row);
                append(out, odd, rows, fromOdd, fromOdd + made[row]);
                count += row - from + made[row];
                from = row + 1;
                fromOdd += made[row];
            }
        }
        append(out, plain, rows, from, end);
        rowsOfSpark = ofSpark;
        return new Batch(built(out), count + end - from);
    }

    private int parse(int row) {
        try {
            if (!isSetUp) {
                isSetUp = true;
                byte[] first = firstLine;
                if (first != null) {
                    oddLines.firstLine(first, 0, first.length);
                }
            }
            return oddLines.parse(slots.data(), slots.lineStart(row), slots.lineEnd(row), oddRows);
        } catch (Exception e) { // Scala throws checked ones undeclared
            failure = Cancellation.unlessEnded(e);
            // no row of this line has been appended: Spark's parser makes the row first
            return 0;
        }
    }

    private static List<Column> built(ColumnBuilder[] builders) {
        List<Column> columns = new ArrayList<>(builders.length);
        for (ColumnBuilder builder : builders) {
            columns.add(builder.build());
        }
        return columns;
    }

    private static void append(ColumnBuilder[] out, Batch source, int[] rows, int from, int to) {
        for (int f = 0; f < out.length; f++) {
            out[f].appendRows(source.column(f), rows, from, to - from);
        }
    }

    @Override
    public void close() throws IOException {
        chunks.close();
    }
}
