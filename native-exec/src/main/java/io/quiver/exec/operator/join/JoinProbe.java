/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.kernel.join.CodeIndex;
import io.quiver.exec.operator.BatchCoalescer;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks up one side of a join in the table of the other, batch by batch: candidates, condition, output. One thread; the
 * table may be shared, but for joins that have to know which build rows had a match.
 *
 * <p>Rows go in by {@link #take}, once {@link #poll} has no more to give for those before. A failure of a key or of the
 * condition is thrown when all rows before it are out (see {@link RowFailure}).
 */
final class JoinProbe {
    private enum State {
        PROBING,
        /** The probe side has ended; build rows come out according to whether they had a match. */
        REMAINDER,
        ENDED
    }

    private final JoinSides sides;
    private final JoinRoles roles;
    private final JoinBuildTable table;
    private final @Nullable JoinProber prober;
    private final List<Evaluator> keyEvaluators;
    private final @Nullable JoinCondition condition;
    private final boolean nullAware;
    private final ChainExtremes.@Nullable Comparison comparison;
    private final @Nullable ChainExtremes extremes;
    private final MatchCursor cursor;
    private final PairOutput output;
    private final BatchCoalescer coalescer;
    private final long @Nullable [] matchedBuildRows;

    private final int[] probeRows = new int[Batch.TARGET_ROWS];
    private final int[] buildRows = new int[Batch.TARGET_ROWS];
    private final int[] chosen = new int[Batch.TARGET_ROWS];

    private State state = State.PROBING;
    private boolean inStep;
    private final @Nullable RowMarks probeMarks;
    private long batchFirstRow;
    private @Nullable Batch batch;
    private boolean rowHasMatch;
    private int remainderRow;
    private @Nullable Throwable failureAfterBatch;
    private @Nullable Throwable failure;

    /** {@code extremesFit}: whether there is memory for {@link ChainExtremes}, if the join's condition can use them. */
    JoinProbe(JoinSides sides, JoinBuildTable table, boolean extremesFit) {
        this(sides, table, null, extremesFit);
    }

    /** {@code probeMarks}, if any, learns which probe rows, counted from the first, are part of a pair. */
    JoinProbe(JoinSides sides, JoinBuildTable table, @Nullable RowMarks probeMarks) {
        this(sides, table, probeMarks, false);
    }

    private JoinProbe(JoinSides sides, JoinBuildTable table, @Nullable RowMarks probeMarks, boolean extremesFit) {
        this.probeMarks = probeMarks;
        this.sides = sides;
        this.roles = sides.roles();
        this.table = table;
        prober = sides.probeKeys().count() == 0 ? null : new JoinProber(table, sides.probeKeys());
        keyEvaluators = sides.newProbeKeyEvaluators();
        condition = sides.newCondition();
        nullAware = sides.shape().nullAware();
        matchedBuildRows = roles.tracksBuildRows() ? table.matchedBefore() : null;
        comparison = prober == null ? null : ChainExtremes.comparison(sides);
        extremes = comparison == null || !extremesFit ? null : table.extremes(comparison.buildColumn());
        cursor = newCursor();
        output = new PairOutput(sides, table);
        coalescer = new BatchCoalescer(sides.shape().types());
        if (endsAtOnce()) {
            state = State.ENDED;
        }
    }

    private boolean endsAtOnce() {
        return nullAware ? table.sawNullKey() : table.rowCount() == 0 && roles.dropsUnmatchedProbeRows();
    }

    private MatchCursor newCursor() {
        boolean asksAtEnd = condition != null && (roles.probePreserved() || roles.choosesProbeRows());
        MatchCursor.Ends ends = asksAtEnd
                ? MatchCursor.Ends.ALL
                : roles.probePreserved() ? MatchCursor.Ends.UNMATCHED : MatchCursor.Ends.NONE;
        CodeIndex index = table.index();
        return prober == null && table.rowCount() > 0
                ? MatchCursor.overAll(ends, table.rowCount())
                : MatchCursor.overChains(ends, index == null ? null : index.next());
    }

    /** Has the pairs of a batch go out before the next one is wanted. */
    void keepInStep() {
        inStep = true;
    }

    /** The next rows of the output, or null: then more rows are wanted, or nothing is left. */
    @Nullable
    Batch poll() {
        while (true) {
            Cancellation.check(); // a batch may have any number of candidates, and none of them pass
            Batch out = coalescer.poll(state == State.ENDED || failure != null);
            if (out != null) {
                return out;
            }
            if (failure != null) {
                throw RowFailure.raise(failure);
            }
            switch (state) {
                case PROBING -> {
                    if (batch != null && !cursor.isExhausted()) {
                        emitSlice(batch);
                    } else if (failureAfterBatch != null) {
                        failure = failureAfterBatch;
                    } else {
                        return inStep ? coalescer.poll(true) : null;
                    }
                }
                case REMAINDER -> emitRemainder();
                case ENDED -> {
                    return null;
                }
            }
        }
    }

    /** Once {@link #poll} has given null: whether that was for want of rows. */
    boolean wantsRows() {
        return state == State.PROBING;
    }

    /** Takes the next rows of the probe side. */
    void take(Batch next) {
        batchFirstRow += batch == null ? 0 : batch.rowCount();
        batch = next;
        if (next.rowCount() > 0) {
            startBatch(next);
        } else {
            cursor.start(new int[0], 0);
        }
    }

    /** The probe side has no more rows. */
    void end() {
        state = matchedBuildRows == null ? State.ENDED : State.REMAINDER;
    }

    /** The probe side has failed: that is thrown once what there is has gone out. */
    void fail(Throwable thrown) {
        failure = thrown;
    }

    /** Whether the table is needed for rows to come alone, and so might be elsewhere. */
    boolean isBetweenBatches() {
        return failure == null
                && failureAfterBatch == null
                && (state == State.REMAINDER || (state == State.PROBING && (batch == null || cursor.isExhausted())));
    }

    /** The build rows with which there is more to do, as they are held, each with whether it had a match; {@link #isBetweenBatches} given. */
    void writeRows(Consumer<Batch> rows) {
        for (int from = remainderRow; from < table.rowCount(); from += Batch.TARGET_ROWS) {
            int to = Math.min(table.rowCount(), from + Batch.TARGET_ROWS);
            rows.accept(table.heldRows(from, to, matchedBuildRows));
        }
    }

    /** The output that waits to be put together. */
    void drain(Consumer<Batch> output) {
        for (Batch out = coalescer.poll(true); out != null; out = coalescer.poll(true)) {
            output.accept(out);
        }
    }

    /** The probe side has no more rows that count, and no build rows are to come out. */
    void stop() {
        state = State.ENDED;
    }

    private void startBatch(Batch probeBatch) {
        if (nullAware && !table.sawRows()) {
            cursor.start(new int[0], 0);
            coalescer.add(probeBatch);
            return;
        }
        Column[] keys = evaluateKeys(probeBatch);
        Batch current = keys.length == 0 ? probeBatch : probeBatch.prefix(keys[0].rowCount());
        batch = current;
        int rowCount = current.rowCount();
        int[] heads = heads(keys, rowCount);
        if (extremes != null && comparison != null) {
            extremes.keepMatching(comparison.relation(), current.column(comparison.probeColumn()), heads, rowCount);
            cursor.start(heads, 0);
            chooseProbeRows(current, heads, null);
            return;
        }
        if (condition == null && roles.leftOnly()) {
            cursor.start(heads, 0);
            if (roles.choosesProbeRows()) {
                chooseProbeRows(current, heads, nullAware ? sides.probeKeys().matchable(keys, rowCount) : null);
            } else {
                markChains(heads, rowCount);
            }
            return;
        }
        cursor.start(heads, rowCount);
        rowHasMatch = false;
    }

    /** Evaluates the keys of the rows before the first failure, which is remembered. */
    private Column[] evaluateKeys(Batch probeBatch) {
        Batch current = probeBatch;
        while (true) {
            try {
                Column[] columns = new Column[keyEvaluators.size()];
                for (int k = 0; k < columns.length; k++) {
                    columns[k] = keyEvaluators.get(k).evaluate(current, null);
                }
                return columns;
            } catch (RowFailure thrown) {
                failureAfterBatch = thrown.failure();
                current = current.prefix(thrown.row());
            }
        }
    }

    private int[] heads(Column[] keys, int rowCount) {
        if (prober != null) {
            return prober.heads(keys, rowCount);
        }
        int[] heads = new int[rowCount];
        Arrays.fill(heads, table.rowCount() > 0 ? 0 : CodeIndex.NONE);
        return heads;
    }

    /** Semi, anti and existence joins without a condition: whether a row has a candidate is all there is to know. */
    private void chooseProbeRows(Batch current, int[] heads, long @Nullable [] eligible) {
        int rowCount = current.rowCount();
        if (roles.type() == JoinType.EXISTENCE) {
            long[] exists = Bitmap.zeros(rowCount);
            for (int i = 0; i < rowCount; i++) {
                exists[i >> 6] |= (~heads[i] >>> 31 & 1L) << i;
            }
            coalescer.add(output.withFlag(current, exists));
            return;
        }
        int flip = roles.type() == JoinType.LEFT_SEMI ? -1 : 0;
        int[] rows = new int[rowCount];
        int count = 0;
        for (int i = 0; i < rowCount; i++) {
            rows[count] = i;
            count += (heads[i] ^ flip) >>> 31 & (Bitmap.isSet(eligible, i) ? 1 : 0);
        }
        if (count > 0) {
            coalescer.add(count == rowCount ? current : current.gather(rows, count));
        }
    }

    /** Semi, anti and existence joins that build the left side, without a condition. */
    private void markChains(int[] heads, int rowCount) {
        long[] matched = matched();
        if (prober == null) {
            Arrays.fill(matched, -1L);
            return;
        }
        CodeIndex index = Objects.requireNonNull(table.index());
        int[] next = index.next();
        int marked = 0;
        for (int i = 0; i < rowCount; i++) {
            // the head is marked with its whole chain, so a marked head says that there is nothing to do
            for (int row = heads[i]; row >= 0 && !Bitmap.get(matched, row); row = next == null ? -1 : next[row]) {
                Bitmap.set(matched, row);
                Cancellation.checkAt(++marked);
            }
        }
    }

    private void emitSlice(Batch current) {
        int count = cursor.fill(probeRows, buildRows);
        if (count == 0) {
            return;
        }
        if (condition == null) {
            markMatched(buildRows, count);
            coalescer.add(output.pairs(current, probeRows, buildRows, count));
            return;
        }
        Batch pairs = output.conditionColumns(current, condition, probeRows, buildRows, count);
        emitPassing(current, pairs, count);
    }

    private void emitPassing(Batch current, Batch pairs, int slots) {
        PairFilter filter = new PairFilter(probeRows, buildRows, roles.choosesProbeRows());
        long[] passing = filter.passing(Objects.requireNonNull(condition), pairs, slots);
        int count = filter.rowCount();
        if (filter.failure() != null) {
            failure = filter.failure();
            cursor.stop();
        }
        if (roles.choosesProbeRows()) {
            chooseAtEnds(current, passing, count);
            return;
        }
        int passed = select(passing, count);
        if (roles.choosesBuildRows()) {
            markSelected(passed);
        } else if (passed > 0) {
            emitSelected(current, passed);
        }
    }

    /** Lists the entries that go out in {@link #chosen}: pairs that pass, ends of rows without one. */
    private int select(long[] passing, int count) {
        boolean found = rowHasMatch;
        int passed = 0;
        for (int j = 0; j < count; j++) {
            if (buildRows[j] >= 0) {
                boolean passes = Bitmap.get(passing, j);
                chosen[passed] = j;
                passed += passes ? 1 : 0;
                found |= passes;
            } else {
                chosen[passed] = j;
                passed += found ? 0 : 1;
                found = false;
            }
        }
        rowHasMatch = found;
        return passed;
    }

    private void emitSelected(Batch current, int passed) {
        for (int j = 0; j < passed; j++) {
            probeRows[j] = probeRows[chosen[j]];
            buildRows[j] = buildRows[chosen[j]];
        }
        markMatched(buildRows, passed);
        coalescer.add(output.pairs(current, probeRows, buildRows, passed));
    }

    private void markSelected(int passed) {
        long[] matched = matched();
        for (int j = 0; j < passed; j++) {
            Bitmap.set(matched, buildRows[chosen[j]]);
        }
    }

    private void chooseAtEnds(Batch current, long[] passing, int count) {
        boolean found = rowHasMatch;
        boolean wanted = roles.type() == JoinType.LEFT_SEMI;
        boolean all = roles.type() == JoinType.EXISTENCE;
        long[] flags = Bitmap.zeros(count);
        int rows = 0;
        for (int j = 0; j < count; j++) {
            if (buildRows[j] >= 0) {
                found |= Bitmap.get(passing, j);
                continue;
            }
            chosen[rows] = probeRows[j];
            if (found) {
                Bitmap.set(flags, rows);
            }
            if (all || found == wanted) {
                rows++;
            } else {
                Bitmap.clear(flags, rows);
            }
            found = false;
        }
        rowHasMatch = found;
        if (found) {
            cursor.skipCandidates();
        }
        if (rows > 0) {
            Batch left = current.gather(chosen, rows);
            coalescer.add(all ? output.withFlag(left, flags) : left);
        }
    }

    private void markMatched(int[] rows, int count) {
        if (probeMarks != null) {
            probeMarks.set(batchFirstRow, probeRows, rows, count);
        }
        long[] matched = matchedBuildRows;
        if (matched == null) {
            return;
        }
        for (int j = 0; j < count; j++) {
            if (rows[j] >= 0) {
                Bitmap.set(matched, rows[j]);
            }
        }
    }

    private long[] matched() {
        return Objects.requireNonNull(matchedBuildRows);
    }

    private void emitRemainder() {
        long[] matched = matched();
        boolean all = roles.choosesBuildRows() && roles.type() == JoinType.EXISTENCE;
        boolean wanted = roles.choosesBuildRows() && roles.type() == JoinType.LEFT_SEMI;
        long[] flags = Bitmap.zeros(Batch.TARGET_ROWS);
        int count = 0;
        int row = remainderRow;
        for (; row < table.rowCount() && count < Batch.TARGET_ROWS; row++) {
            boolean found = Bitmap.get(matched, row);
            if (all || found == wanted) {
                buildRows[count] = row;
                if (found) {
                    Bitmap.set(flags, count);
                }
                count++;
            }
        }
        remainderRow = row;
        if (count > 0) {
            Batch build = output.buildRows(buildRows, count);
            coalescer.add(all ? output.withFlag(build, flags) : build);
        }
        if (row == table.rowCount()) {
            state = State.ENDED;
        }
    }
}
