/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one split of a file of lines into batches of the requested fields, in order. A failure comes after the rows before
 * it. One thread.
 */
public final class TextScan implements Closeable {
    /** Takes a line that gives no rows. */
    @FunctionalInterface
    public interface LineUse {
        void accept(byte[] data, int start, int end);
    }

    private final TextChunks chunks;
    private final LineParser parser;
    private final List<ColumnType> types;
    private final OddLines oddLines;
    private final ColumnBuilder[] oddRows;

    private byte @Nullable [] firstLine;
    private boolean isSetUp;
    private @Nullable TextChunk chunk;
    private @Nullable Exception failure;
    private long rowsRead;
    private int rowsOfSpark;

    public TextScan(TextChunks chunks, LineParser parser, OddLines oddLines) {
        this.chunks = chunks;
        this.parser = parser;
        this.oddLines = oddLines;
        types = parser.types();
        oddRows = builders(0);
    }

    private ColumnBuilder[] builders(int rows) {
        ColumnBuilder[] builders = new ColumnBuilder[types.size()];
        for (int f = 0; f < builders.length; f++) {
            builders[f] = ColumnBuilder.create(types.get(f), rows);
        }
        return builders;
    }

    /** Hands the first line that has data to {@code header}. That line sets up Spark's parser. */
    public void readHeader(LineUse header) {
        if (nextLine()) {
            isSetUp = true;
            header.accept(data(), parser.lineStart(), parser.lineEnd());
        }
    }

    /** Returns the number of rows handed out. */
    public long rowsRead() {
        return rowsRead;
    }

    /** Returns how many rows of the last batch Spark's parser made. */
    public int rowsOfSpark() {
        return rowsOfSpark;
    }

    /** Returns the next rows, or null if there are no more. A batch may have no rows. */
    public @Nullable Batch next() {
        if (failure != null) {
            throw RowFailure.raise(failure);
        }
        Cancellation.check();
        if (!cut()) {
            return null;
        }
        LineSlots slots = parser.slots();
        Batch plain = new Batch(parser.columns(), slots.rowCount());
        rowsOfSpark = 0;
        Batch batch = slots.hasOdd() ? withOddRows(plain, slots) : plain;
        rowsRead += batch.rowCount();
        return batch;
    }

    /** Fills the slots with lines of one chunk; false if there are no more. */
    private boolean cut() {
        if (!nextLine()) {
            return false;
        }
        LineSlots slots = parser.slots();
        slots.clear(data());
        if (!isSetUp && firstLine == null) {
            firstLine = Arrays.copyOfRange(data(), parser.lineStart(), parser.lineEnd());
        }
        do {
            parser.add();
        } while (!slots.isFull() && parser.next());
        return true;
    }

    private boolean nextLine() {
        while (chunk == null || !parser.next()) {
            TextChunk next = read();
            if (next == null) {
                return false;
            }
            chunk = next;
            parser.start(next);
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

    /** Replaces odd rows by the rows of Spark's parser, up to the first line that fails. */
    private Batch withOddRows(Batch plain, LineSlots slots) {
        int end = plain.rowCount();
        int[] made = new int[end];
        for (int row = 0; row < end; row++) {
            if (slots.isOdd(row)) {
                made[row] = parse(slots, row);
                end = failure == null ? end : row;
            }
        }
        ColumnBuilder[] out = builders(end);
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

    private int parse(LineSlots slots, int row) {
        try {
            if (!isSetUp) {
                isSetUp = true;
                byte[] first = firstLine;
                if (first != null) {
                    oddLines.firstLine(first, 0, first.length);
                }
            }
            return oddLines.parse(slots.data(), slots.start(row), slots.end(row), oddRows);
        } catch (Exception e) { // Scala throws checked ones undeclared
            failure = Cancellation.unlessEnded(e);
            // no row of this line has been appended: Spark's parser makes the rows first
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
