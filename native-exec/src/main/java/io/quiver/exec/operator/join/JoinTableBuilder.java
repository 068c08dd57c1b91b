/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.kernel.ColumnConcatenation;
import io.quiver.exec.kernel.hash.HashSeeds;
import io.quiver.exec.kernel.join.CodeIndex;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the rows of a build side and makes a {@link JoinBuildTable} of them. One thread; used once. */
public final class JoinTableBuilder {
    /** Maximum number of rows of an index whose slots fit in one array. */
    static final int MAX_ROWS = 350_000_000;

    static final long MAX_CHUNK_BYTES = 1L << 30;

    /** Share of the held memory to leave free for others while a part of a join is in memory. */
    private static final double ROOM = 0.25;

    private final List<ColumnType> types;
    private final List<ColumnType> storedTypes;
    private final JoinKeys keys;
    private final List<Evaluator> keyEvaluators;
    private final int[] keyColumns;
    private final boolean keepNullKeys;
    private final boolean[] kept;
    /** The column of match flags from earlier tables; negative if nobody asks. */
    private final int matchColumn;

    private final long maxChunkBytes;
    private final List<List<Column>> pieces = new ArrayList<>();
    private final List<Integer> pieceRows = new ArrayList<>();

    private long heldBytes;
    private int rowCount;
    private boolean sawRows;
    private boolean sawNullKey;

    /**
     * Creates a builder for a build side with columns of {@code types}.
     *
     * @param keys over those columns; none for nested loops
     * @param nullSafe for each key whether null equals null
     * @param keepNullKeys whether to hold rows that cannot match, for output by an outer join, and a match flag for each row
     */
    public JoinTableBuilder(
            List<ColumnType> types,
            List<Expression> keys,
            List<Boolean> nullSafe,
            boolean keepNullKeys,
            ExpressionCompiler compiler) {
        this(types, keys, nullSafe, keepNullKeys, compiler, ordinal -> true, MAX_CHUNK_BYTES);
    }

    /**
     * Creates a builder of a table for many tasks. The first {@code width} columns of its batches are those of the build
     * side. The keys are columns, too; computed ones follow the others. None of them is null safe.
     *
     * @param columns the types of the batches' columns
     * @param keyColumns the ordinals of the keys; none for nested loops
     */
    public static JoinTableBuilder ofColumns(List<ColumnType> columns, int width, List<Integer> keyColumns) {
        List<Expression> keys = new ArrayList<>();
        for (int column : keyColumns) {
            keys.add(new Expression.FieldReference(column, columns.get(column)));
        }
        return new JoinTableBuilder(
                columns.subList(0, width),
                keys,
                Collections.nCopies(keys.size(), false),
                false,
                new ExpressionCompiler(FunctionCatalog.standard(), ForeignExpressions.NONE, List.of()));
    }

    /** Holds only the columns that {@code needed} accepts. The others read as null. */
    JoinTableBuilder(
            List<ColumnType> types,
            List<Expression> keys,
            List<Boolean> nullSafe,
            boolean keepNullKeys,
            ExpressionCompiler compiler,
            java.util.function.IntPredicate needed,
            long maxChunkBytes) {
        this.types = List.copyOf(types);
        this.keys = new JoinKeys(keys.stream().map(Expression::type).toList(), nullSafe);
        this.keepNullKeys = keepNullKeys;
        this.maxChunkBytes = maxChunkBytes;
        keyEvaluators = compiler.compileAll(keys);
        keyColumns = new int[keys.size()];
        storedTypes = new ArrayList<>(types);
        kept = new boolean[types.size() + keys.size() + 1];
        for (int c = 0; c < types.size(); c++) {
            kept[c] = needed.test(c);
        }
        for (int k = 0; k < keyColumns.length; k++) {
            keyColumns[k] = keyColumn(keys.get(k));
            kept[keyColumns[k]] = true;
        }
        matchColumn = keepNullKeys ? storedTypes.size() : -1;
        if (keepNullKeys) {
            storedTypes.add(ColumnType.BOOLEAN);
            kept[matchColumn] = true;
        }
        storedTypes.forEach(type -> pieces.add(new ArrayList<>()));
    }

    private int keyColumn(Expression key) {
        if (key instanceof Expression.FieldReference field && field.ordinal() < types.size()) {
            return field.ordinal();
        }
        storedTypes.add(key.type());
        return storedTypes.size() - 1;
    }

    /** Returns an empty builder of the same layout for a part of the rows. It assumes that the whole side has rows. */
    JoinTableBuilder emptyCopy() {
        return new JoinTableBuilder(this);
    }

    private JoinTableBuilder(JoinTableBuilder layout) {
        types = layout.types;
        storedTypes = layout.storedTypes;
        keys = layout.keys;
        keyEvaluators = layout.keyEvaluators;
        keyColumns = layout.keyColumns;
        keepNullKeys = layout.keepNullKeys;
        kept = layout.kept;
        matchColumn = layout.matchColumn;
        maxChunkBytes = layout.maxChunkBytes;
        sawRows = true;
        storedTypes.forEach(type -> pieces.add(new ArrayList<>()));
    }

    /** Copies the rows of {@code batch}. */
    public void add(Batch batch) {
        Batch prepared = prepare(batch);
        if (rowCount > MAX_ROWS - prepared.rowCount()) {
            throw new ExecutionException(
                    ErrorCode.OUT_OF_MEMORY, "The build side of a join has more than %d rows".formatted(MAX_ROWS));
        }
        hold(owned(prepared), prepared.rowCount());
    }

    /** Records that the side has a row with a null key. The row itself is not held because it cannot match. */
    public void noteNullKey() {
        sawRows = true;
        sawNullKey = true;
    }

    /** Returns the rows to hold in the layout of the table, computed keys after the build side's own columns. */
    Batch prepare(Batch batch) {
        if (batch.rowCount() == 0) {
            return new Batch(
                    storedTypes.stream()
                            .map(type -> (Column) ConstantColumn.ofNull(type, 0))
                            .toList(),
                    0);
        }
        sawRows = true;
        Column[] keyValues = evaluateKeys(keyEvaluators, batch);
        Column[] columns = new Column[storedTypes.size()];
        int count = batch.rowCount();
        for (int c = 0; c < types.size(); c++) {
            columns[c] = kept[c] ? batch.column(c) : ConstantColumn.ofNull(types.get(c), count);
        }
        for (int k = 0; k < keyValues.length; k++) {
            columns[keyColumns[k]] = keyValues[k];
        }
        if (matchColumn >= 0) {
            columns[matchColumn] = ConstantColumn.of(false, ColumnType.BOOLEAN, count);
        }
        Batch prepared = new Batch(List.of(columns), count);
        long[] matchable = keys.matchable(keyValues, count);
        if (Bitmap.all(matchable, count)) {
            return prepared;
        }
        sawNullKey = true;
        if (keepNullKeys) {
            return prepared;
        }
        int[] rows = new int[count];
        return prepared.gather(rows, Bitmap.toSelection(matchable, count, rows));
    }

    /** Copies the rows of a prepared batch if {@code account} can grow by their size; else returns false. */
    boolean tryAdd(Batch prepared, TaskMemory.Account account) {
        return tryAdd(prepared, account, 0);
    }

    /** Like {@link #tryAdd}, but only if the memory then {@link #leavesRoom leaves room}. */
    boolean tryAddLeavingRoom(Batch prepared, TaskMemory.Account account) {
        return tryAdd(prepared, account, ROOM);
    }

    /** Returns whether memory of a quarter of what {@code account} holds would be free for others, too. */
    static boolean leavesRoom(TaskMemory.Account account) {
        return roomFor(account.heldBytes(), account, ROOM);
    }

    /** Makes {@code account} hold {@code bytes} if it could hold the share {@code room} more; else returns false. */
    private static boolean roomFor(long bytes, TaskMemory.Account account, double room) {
        return account.resize(bytes + (long) (bytes * room)) && (room == 0 || account.resize(bytes));
    }

    private boolean tryAdd(Batch prepared, TaskMemory.Account account, double room) {
        int rows = prepared.rowCount();
        if (rowCount > MAX_ROWS - rows) {
            return false;
        }
        List<Column> owned = owned(prepared);
        long moreBytes = 0;
        for (Column column : owned) {
            moreBytes += column.sizeBytes();
        }
        if (!roomFor(estimatedBytes(heldBytes + moreBytes, rowCount + rows), account, room)) {
            return false;
        }
        hold(owned, rows);
        return true;
    }

    private List<Column> owned(Batch prepared) {
        List<Column> owned = new ArrayList<>(prepared.columnCount());
        for (int c = 0; c < prepared.columnCount(); c++) {
            Column column = prepared.column(c);
            owned.add(
                    column instanceof ConstantColumn
                            ? column.owned()
                            : column.flat().owned());
        }
        return owned;
    }

    private void hold(List<Column> owned, int rows) {
        if (rows == 0) {
            return;
        }
        for (int c = 0; c < owned.size(); c++) {
            pieces.get(c).add(owned.get(c));
            heldBytes += owned.get(c).sizeBytes();
        }
        pieceRows.add(rows);
        rowCount += rows;
    }

    /** Hands out the held rows as prepared batches and forgets them. */
    List<Batch> release() {
        List<Batch> batches = new ArrayList<>();
        for (int piece = 0; piece < pieceRows.size(); piece++) {
            List<Column> columns = new ArrayList<>();
            for (List<Column> column : pieces) {
                columns.add(column.get(piece));
            }
            batches.add(new Batch(columns, pieceRows.get(piece)));
        }
        pieces.forEach(List::clear);
        pieceRows.clear();
        rowCount = 0;
        heldBytes = 0;
        return batches;
    }

    List<ColumnType> storedTypes() {
        return storedTypes;
    }

    boolean sawRows() {
        return sawRows;
    }

    boolean sawNullKey() {
        return sawNullKey;
    }

    static Column[] evaluateKeys(List<Evaluator> evaluators, Batch batch) {
        Column[] columns = new Column[evaluators.size()];
        try {
            for (int k = 0; k < columns.length; k++) {
                columns[k] = evaluators.get(k).evaluate(batch, null);
            }
        } catch (RowFailure failure) {
            throw RowFailure.raise(failure.failure());
        }
        return columns;
    }

    /** Returns the bytes of the rows held so far, without an index. */
    public long heldBytes() {
        return heldBytes;
    }

    /** Estimates, on the safe side, the bytes of the finished table and of the work to make it. */
    public long estimatedBytes() {
        return estimatedBytes(heldBytes, rowCount);
    }

    private long estimatedBytes(long bytes, int rows) {
        long codes = 8L * rows;
        long matches = rows / 8;
        return bytes + codes + matches + (keyColumns.length == 0 ? 0 : CodeIndex.maxBytes(rows));
    }

    public int rowCount() {
        return rowCount;
    }

    /** Makes the table for many tasks. The builder must not be used afterwards. */
    public JoinBuildTable finish() {
        return finish(true);
    }

    /**
     * Makes the table. {@code roomy} means that {@link CodeIndex#SPARE_BYTES} are available above the estimate. Ends the
     * builder.
     */
    JoinBuildTable finish(boolean roomy) {
        return finish(roomy, HashSeeds.MAX_TRIES);
    }

    /**
     * Makes the table. If different keys have equal hashes under each of {@code seedCount} seeds, it splits the chains by
     * key.
     */
    JoinBuildTable finish(boolean roomy, int seedCount) {
        List<Batch> chunks = chunks();
        JoinBuildTable rows = table(chunks, null, null, 0);
        if (keyColumns.length == 0) {
            return rows;
        }
        int[] firstRows = JoinBuildTable.firstRows(chunks);
        long seed = HashSeeds.FIRST;
        for (int tried = 1; ; tried++) {
            CodeIndex index = index(chunks, firstRows, seed, roomy);
            int[] next = index.next();
            if (keys.isExact() || next == null) {
                return table(chunks, index, null, seed);
            }
            KeyChains chains = new KeyChains(rows, next);
            if (chains.holdOneKeyEach()) {
                return table(chunks, index, null, seed);
            }
            if (tried == seedCount) {
                return table(chunks, index, chains.part(), seed);
            }
            seed = HashSeeds.next();
        }
    }

    private JoinBuildTable table(List<Batch> chunks, @Nullable CodeIndex index, int @Nullable [] otherKeys, long seed) {
        return new JoinBuildTable(
                types, chunks, keys, keyColumns, index, otherKeys, seed, sawRows, sawNullKey, matchColumn);
    }

    /** Joins the pieces of each column, one column after the other so that little memory is held twice. */
    private List<Batch> chunks() {
        List<Integer> ends = chunkEnds();
        List<List<Column>> columns = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            columns.add(new ArrayList<>());
            sizes.add(pieceRows.subList(from, end).stream()
                    .mapToInt(Integer::intValue)
                    .sum());
            from = end;
        }
        for (int c = 0; c < storedTypes.size(); c++) {
            from = 0;
            for (int chunk = 0; chunk < ends.size(); chunk++) {
                ColumnType type = storedTypes.get(c);
                columns.get(chunk)
                        .add(
                                kept[c]
                                        ? ColumnConcatenation.concatenate(
                                                type, pieces.get(c).subList(from, ends.get(chunk)))
                                        : ConstantColumn.ofNull(type, sizes.get(chunk)));
                from = ends.get(chunk);
            }
            pieces.get(c).clear();
        }
        List<Batch> chunks = new ArrayList<>();
        for (int chunk = 0; chunk < ends.size(); chunk++) {
            chunks.add(new Batch(columns.get(chunk), sizes.get(chunk)));
        }
        return chunks;
    }

    /** Returns where chunks end, as numbers of pieces: before the bytes of a column exceed an array. */
    private List<Integer> chunkEnds() {
        List<Integer> ends = new ArrayList<>();
        long[] bytes = new long[storedTypes.size()];
        for (int piece = 0; piece < pieceRows.size(); piece++) {
            boolean full = false;
            for (int c = 0; c < bytes.length; c++) {
                long more = kept[c] ? bytesOf(pieces.get(c).get(piece)) : 0;
                bytes[c] += more;
                full |= bytes[c] > maxChunkBytes && bytes[c] > more;
            }
            if (full) {
                ends.add(piece);
                for (int c = 0; c < bytes.length; c++) {
                    bytes[c] = kept[c] ? bytesOf(pieces.get(c).get(piece)) : 0;
                }
            }
        }
        ends.add(pieceRows.size());
        return ends;
    }

    private static long bytesOf(Column piece) {
        if (piece instanceof ConstantColumn constant && constant.value() instanceof BytesColumn value) {
            return (long) value.lengths()[0] * piece.rowCount();
        }
        return piece instanceof BytesColumn bytes ? ColumnConcatenation.bytesInUse(bytes) : 0;
    }

    private CodeIndex index(List<Batch> chunks, int[] firstRows, long seed, boolean roomy) {
        if (chunks.size() == 1) {
            Column[] keyValues = keyValues(chunks.get(0));
            long[] codes = keys.codes(keyValues, rowCount, seed, new long[keys.isOrdered() ? 0 : rowCount]);
            return CodeIndex.build(codes, keys.matchable(keyValues, rowCount), rowCount, keys.isOrdered(), roomy);
        }
        long[] codes = new long[rowCount];
        long[] matchable = Bitmap.ones(rowCount);
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            int count = chunks.get(chunk).rowCount();
            Column[] keyValues = keyValues(chunks.get(chunk));
            System.arraycopy(keys.codes(keyValues, count, seed, new long[count]), 0, codes, firstRows[chunk], count);
            long[] valid = keys.matchable(keyValues, count);
            for (int i = 0; i < count; i++) {
                if (!Bitmap.isSet(valid, i)) {
                    Bitmap.clear(matchable, firstRows[chunk] + i);
                }
            }
        }
        return CodeIndex.build(codes, matchable, rowCount, keys.isOrdered(), roomy);
    }

    /** Returns the keys of a prepared batch. */
    Column[] keyValues(Batch chunk) {
        return Arrays.stream(keyColumns).mapToObj(chunk::column).toArray(Column[]::new);
    }
}
