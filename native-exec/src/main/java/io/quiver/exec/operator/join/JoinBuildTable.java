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
 * The build side of a join, in memory: its rows, and an index over their keys unless it has none (nested loops).
 * Immutable: made once by a {@link JoinTableBuilder}, probed by any number of threads, each through a {@link JoinProber}.
 *
 * <p>Rows are numbered in the order they were added. They are held in one chunk, each column a single array that output
 * strings are views of, as long as the bytes of every column fit one; else in several.
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
     * {@code chunks} hold the build columns followed by computed keys; {@code keyColumns} says where the keys are, and
     * {@code matchColumn} what is known of matches, unless negative. {@code otherKeys} are as {@link #otherKeys()} hands them out.
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

    /** The types of the build side's columns. */
    public List<ColumnType> types() {
        return types;
    }

    /** Rows held: those with a null key are not, unless they were asked for. */
    public int rowCount() {
        return rowCount;
    }

    /** Whether the build side had rows, held or not. */
    public boolean sawRows() {
        return sawRows;
    }

    /** Whether a row had a null in a key that is not null safe. */
    public boolean sawNullKey() {
        return sawNullKey;
    }

    /** One bit for each row: whether it had a match when it was in another table before. Fresh. */
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

    /** The rows {@code [from, to)} as a {@link JoinTableBuilder} holds them, with what is known of matches by now. */
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

    /** Whether no two rows have the same keys. */
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
     * By the first row of a chain, the first row of another whose keys are others but have the same code, {@link CodeIndex#NONE} where
     * there is none; null where there is none for any.
     */
    int @Nullable [] otherKeys() {
        return otherKeys;
    }

    long seed() {
        return seed;
    }

    /** The {@code key}-th key of the rows {@code rows[0..count)}. */
    Column gatherKey(int key, int[] rows, int count) {
        return gather(keyColumns[key], rows, count);
    }

    /** How many keys there are. */
    int keyCount() {
        return keyColumns.length;
    }

    /** The whole {@code key}-th key column where it is in one piece, else null. */
    @Nullable
    Column wholeKey(int key) {
        return chunks.size() == 1 ? chunks.get(0).column(keyColumns[key]) : null;
    }

    /**
     * The extremes of a column in each chain, made when first asked for; null where the table is in several pieces or has
     * nothing of the column.
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

    /** A column of the rows {@code rows[0..count)}; the table has rows. */
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
