/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import io.quiver.exec.scan.parquet.NestedShape;
import io.quiver.exec.sink.parquet.encode.ColumnChunk;
import io.quiver.exec.sink.parquet.encode.Entries;
import io.quiver.exec.sink.parquet.encode.FieldChunk;
import io.quiver.exec.vector.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a nested field. Its rows become entries of the columns below it, some rows at a time. */
final class NestedChunk implements FieldChunk {
    /** Approximate number of entries in a step. Pages are checked after each step. */
    private static final int STEP_ENTRIES = 8192;

    private final NestedPlace root;
    private final List<ColumnChunk> columns = new ArrayList<>();
    private @Nullable Column source;
    private int stepRows = 256;

    /** {@code chunks} makes the chunk of each column below. */
    NestedChunk(NestedShape shape, NestedParts host, Function<NestedShape.Leaf, ColumnChunk> chunks) {
        root = NestedPlace.of(shape, host, leaf -> {
            ColumnChunk chunk = chunks.apply(leaf);
            columns.add(chunk);
            return chunk;
        });
    }

    @Override
    public void write(Column column, int from, int to) throws IOException {
        if (column != source) {
            root.open(column);
            source = column;
        }
        for (int start = from; start < to; ) {
            int end = start + Math.min(to - start, Math.min(stepRows, roomRows()));
            step(start, end - start);
            start = end;
        }
    }

    private void step(int from, int count) throws IOException {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = from + i;
        }
        int entries = root.put(new Entries(new int[count], new int[count], rows, count), count);
        if (entries > STEP_ENTRIES) {
            stepRows = (int) Math.max(1, (long) count * STEP_ENTRIES / entries);
        } else if (entries < STEP_ENTRIES / 2) {
            stepRows = Math.min(2 * stepRows, STEP_ENTRIES);
        }
    }

    private int roomRows() {
        int room = Integer.MAX_VALUE;
        for (ColumnChunk column : columns) {
            room = Math.min(room, column.roomRows());
        }
        return room;
    }

    @Override
    public long bufferedBytes() {
        long bytes = 0;
        for (ColumnChunk column : columns) {
            bytes += column.bufferedBytes();
        }
        return bytes;
    }

    @Override
    public void finish() throws IOException {
        for (ColumnChunk column : columns) {
            column.finish();
        }
    }
}
