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
 * Looks up the probe side of a join in the table of the build side, batch by batch: candidates, condition, output. One
 * thread. Tasks may share the table unless the join tracks which build rows had a match.
 *
 * <p>Rows go in through {@link #take} once {@link #poll} has no more output for earlier rows. A failure of a key or of the
 * condition is thrown after all rows before it have gone out (see {@link RowFailure}).
 */
final class JoinProbe {
    private enum State {
        PROBING,
        /** The probe side has ended; build rows come out by whether they had a match. */
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

    /** {@code extremesFit} tells whether memory has room for {@link ChainExtremes}, if the join's condition can use them. */
    JoinProbe(JoinSides sides, JoinBuildTable table, boolean extremesFit) {
        this(sides, table, null, extremesFit);
    }

    /** {@code probeMarks}, if any, receives the probe rows, counted from the first, that are part of a pair. */
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

    /** Makes all pairs of a batch go out before the next batch is wanted. */
    void keepInStep() {
        inStep = true;
    }

    /** Returns the next rows of the output; null if more rows are wanted or nothing is left. */
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

    /** Returns, after {@link #poll} has returned null, whether more rows are wanted. */
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

    /** Ends the probe side. */
    void end() {
        state = matchedBuildRows == null ? State.ENDED : State.REMAINDER;
    }

    /** Ends the probe side with a failure, thrown after the waiting output has gone out. */
    void fail(Throwable thrown) {
        failure = thrown;
    }

    /** Returns whether no batch is in work, so that the table is needed only for later rows and may move elsewhere. */
    boolean isBetweenBatches() {
        return failure == null
                && failureAfterBatch == null
                && (state == State.REMAINDER || (state == State.PROBING && (batch == null || cursor.isExhausted())));
    }

    /**
     * Hands out the build rows that are still needed, as they are held, each with its match flag. Requires
     * {@link #isBetweenBatches}.
     */
    void writeRows(Consumer<Batch> rows) {
        for (int from = remainderRow; from < table.rowCount(); from += Batch.TARGET_ROWS) {
            int to = Math.min(table.rowCount(), from + Batch.TARGET_ROWS);
            rows.accept(table.heldRows(from, to, matchedBuildRows));
        }
    }

    /** Hands out the output that waits to be gathered into batches. */
    void drain(Consumer<Batch> output) {
        for (Batch out = coalescer.poll(true); out != null; out = coalescer.poll(true)) {
            output.accept(out);
        }
    }

    /** Ends the probe side without any build rows coming out. */
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

    /** Evaluates the keys of the rows before the first failure and remembers the failure. */
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

    /** For semi, anti and existence joins without a condition, which need only know whether a row has a candidate. */
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

    /** For semi, anti and existence joins that build the left side, without a condition. */
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

    /** Writes the entries to output into {@link #chosen}: pairs that pass, and end entries of rows without such a pair. */
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
