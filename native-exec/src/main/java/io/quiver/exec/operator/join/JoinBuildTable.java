/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.kernel.ColumnConcatenation;
import io.quiver.exec.kernel.join.CodeIndex;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The build side of a join in memory: its rows and an index over their keys. Nested loops have no index. A
 * {@link JoinTableBuilder} makes it once; it is immutable, and any number of threads probe it, each through a
 * {@link JoinProber}.
 *
 * <p>Rows are numbered in the order they were added. They are held in one chunk as long as the bytes of every column fit into
 * one array, which output strings then view; else in several chunks.
 */
public final class JoinBuildTable {
    private final List<ColumnType> types;
    private final List<Batch> chunks;
    private final int[] firstRows;
    private final int rowCount;
    private final JoinKeys keys;
    private final int[] keyColumns;
    private final @Nullable CodeIndex index;
    private final int @Nullable [] otherKeys;
    private final long seed;
    private final boolean sawRows;
    private final boolean sawNullKey;
    private final int matchColumn;
    private final Map<Integer, ChainExtremes> extremes = new ConcurrentHashMap<>();

    /**
     * {@code chunks} hold the build columns followed by computed keys. {@code keyColumns} are the ordinals of the keys,
     * {@code matchColumn} that of the match flags or negative. {@code otherKeys} is the result of {@link #otherKeys()}.
     */
    JoinBuildTable(
            List<ColumnType> types,
            List<Batch> chunks,
            JoinKeys keys,
            int[] keyColumns,
            @Nullable CodeIndex index,
            int @Nullable [] otherKeys,
            long seed,
            boolean sawRows,
            boolean sawNullKey,
            int matchColumn) {
        this.types = types;
        this.chunks = chunks;
        this.keys = keys;
        this.keyColumns = keyColumns;
        this.index = index;
        this.otherKeys = otherKeys;
        this.seed = seed;
        this.sawRows = sawRows;
        this.sawNullKey = sawNullKey;
        this.matchColumn = matchColumn;
        firstRows = firstRows(chunks);
        rowCount = firstRows[chunks.size()];
    }

    static int[] firstRows(List<Batch> chunks) {
        int[] firstRows = new int[chunks.size() + 1];
        for (int c = 0; c < chunks.size(); c++) {
            firstRows[c + 1] = Math.addExact(firstRows[c], chunks.get(c).rowCount());
        }
        return firstRows;
    }

    /** Returns the types of the build side's columns. */
    public List<ColumnType> types() {
        return types;
    }

    /** Returns the number of rows held. Rows with a null key are held only on request. */
    public int rowCount() {
        return rowCount;
    }

    /** Returns whether the build side had rows, held or not. */
    public boolean sawRows() {
        return sawRows;
    }

    /** Returns whether a row had a null in a key that is not null safe. */
    public boolean sawNullKey() {
        return sawNullKey;
    }

    /** Returns one bit per row: whether it had a match while it was in an earlier table. A new array. */
    long[] matchedBefore() {
        if (matchColumn >= 0 && chunks.size() == 1) {
            return Arrays.copyOf(matchedBefore(chunks.get(0)), Bitmap.wordCount(rowCount));
        }
        long[] matched = Bitmap.zeros(rowCount);
        for (int c = 0; matchColumn >= 0 && c < chunks.size(); c++) {
            Batch chunk = chunks.get(c);
            long[] words = matchedBefore(chunk);
            for (int i = 0; i < chunk.rowCount(); i++) {
                if (Bitmap.get(words, i)) {
                    Bitmap.set(matched, firstRows[c] + i);
                }
            }
        }
        return matched;
    }

    private long[] matchedBefore(Batch chunk) {
        return ((BooleanColumn) chunk.column(matchColumn).flat()).words();
    }

    /** Returns the rows {@code [from, to)} as a {@link JoinTableBuilder} holds them, with the matches known so far. */
    Batch heldRows(int from, int to, long @Nullable [] matched) {
        int count = to - from;
        int[] rows = BlockLoop.range(from, to);
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < chunks.get(0).columnCount(); c++) {
            columns.add(
                    c == matchColumn && matched != null
                            ? new BooleanColumn(
                                    count, Objects.requireNonNull(Bitmap.gather(matched, rows, count)), null)
                            : gather(c, rows, count));
        }
        return new Batch(columns, count);
    }

    /** Returns whether no two rows have the same keys. */
    public boolean keysAreUnique() {
        return index != null && index.next() == null;
    }

    public long sizeBytes() {
        long size = (index == null ? 0 : index.sizeBytes()) + (otherKeys == null ? 0 : 4L * otherKeys.length);
        for (Batch chunk : chunks) {
            size += chunk.sizeBytes();
        }
        return size;
    }

    JoinKeys keys() {
        return keys;
    }

    @Nullable
    CodeIndex index() {
        return index;
    }

    /**
     * Maps the first row of a chain to the first row of the next chain with the same code and other keys, or to
     * {@link CodeIndex#NONE}. Null if no chain has another.
     */
    int @Nullable [] otherKeys() {
        return otherKeys;
    }

    long seed() {
        return seed;
    }

    /** Returns the {@code key}-th key of the rows {@code rows[0..count)}. */
    Column gatherKey(int key, int[] rows, int count) {
        return gather(keyColumns[key], rows, count);
    }

    /** Returns the number of keys. */
    int keyCount() {
        return keyColumns.length;
    }

    /** Returns the {@code key}-th key column if it is in one piece, else null. */
    @Nullable
    Column wholeKey(int key) {
        return chunks.size() == 1 ? chunks.get(0).column(keyColumns[key]) : null;
    }

    /**
     * Returns the extremes of a column in each chain, computed on first use. Null if the table is in several pieces or does
     * not hold the column.
     */
    @Nullable
    ChainExtremes extremes(int column) {
        CodeIndex chains = index;
        if (chunks.size() != 1
                || chains == null
                || chunks.get(0).column(column).flat() != chunks.get(0).column(column)) {
            return null;
        }
        return extremes.computeIfAbsent(
                column, made -> ChainExtremes.of(chunks.get(0).column(made), chains));
    }

    /** Gathers a column of the rows {@code rows[0..count)}. The table must have rows. */
    Column gather(int column, int[] rows, int count) {
        return gather(chunks, firstRows, column, rows, count);
    }

    static Column gather(List<Batch> chunks, int[] firstRows, int column, int[] rows, int count) {
        if (chunks.size() == 1) {
            return chunks.get(0).column(column).gather(rows, count);
        }
        int[] order = new int[count];
        int[] local = new int[count];
        List<Column> pieces = new ArrayList<>();
        int taken = 0;
        for (int c = 0; c < chunks.size(); c++) {
            int localCount = 0;
            for (int i = 0; i < count; i++) {
                if (rows[i] >= firstRows[c] && rows[i] < firstRows[c + 1]) {
                    order[i] = taken + localCount;
                    local[localCount++] = rows[i] - firstRows[c];
                }
            }
            if (localCount > 0) {
                pieces.add(chunks.get(c).column(column).gather(local, localCount));
                taken += localCount;
            }
        }
        Column inChunkOrder =
                ColumnConcatenation.concatenate(chunks.get(0).column(column).type(), pieces);
        return inChunkOrder.gather(order, count);
    }
}
