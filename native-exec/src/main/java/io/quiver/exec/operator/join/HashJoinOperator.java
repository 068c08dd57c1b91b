/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.kernel.join.CodeIndex;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.ScanColumns;
import io.quiver.exec.vector.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins on equal keys, or without keys. Builds a table of one side, or gets it ready-made, and streams the other side past
 * it. If memory does not suffice for the table, both sides go through files (see {@link SpilledJoin}) and the order of the
 * streamed side is lost. The same happens to a table already being probed, and to the rest of the probe side, when an
 * operator needs memory and holds little itself. An operator that holds more spills less by spilling its own rows.
 */
public final class HashJoinOperator implements Operator {
    private final JoinSides sides;
    private final @Nullable Operator build;
    private final Operator probe;
    private final TaskMemory memory;
    private final TaskMemory.Account account;
    private final OperatorMetrics metrics;
    private @Nullable ScanColumns probeScan;
    private boolean inStep;
    private @Nullable JoinBuildTable shared;
    private @Nullable MatchFilter scanFilter;
    private @Nullable JoinTableBuilder builder;
    private boolean started;
    private boolean readingBuild;
    /** Whether the table is not in use, so that it may be spilled for others. */
    private boolean atRest;

    private @Nullable JoinProbe running;
    /** Rows joined before the table went to files. */
    private final Deque<Batch> joined = new ArrayDeque<>();

    private @Nullable SpilledJoin spilled;
    /** The rest of the probe side, until it is in files, too. */
    private @Nullable BatchSource toSpill;

    /** Creates a join that reads both sides and closes them. */
    public HashJoinOperator(
            JoinShape shape,
            Operator left,
            Operator right,
            ExpressionCompiler compiler,
            TaskMemory memory,
            OperatorMetrics metrics) {
        this.sides = JoinSides.of(shape, compiler);
        this.build = sides.roles().probeIsLeft() ? right : left;
        this.probe = sides.roles().probeIsLeft() ? left : right;
        this.metrics = metrics;
        this.memory = memory;
        account = memory.open("hash join", this::spillForOthers);
    }

    /** Creates a join with a table that others may use at the same time; no build side is read. */
    public HashJoinOperator(
            JoinShape shape,
            Operator probe,
            JoinBuildTable shared,
            ExpressionCompiler compiler,
            TaskMemory memory,
            OperatorMetrics metrics) {
        this.sides = JoinSides.of(shape, compiler);
        if (sides.roles().tracksBuildRows()) {
            throw new ExecutionException(
                    ErrorCode.PLAN_INVALID,
                    "a %s join that builds the %s side cannot share its table between tasks"
                            .formatted(shape.type(), shape.buildSide()));
        }
        this.build = null;
        this.probe = probe;
        this.shared = shared;
        this.metrics = metrics;
        this.memory = memory;
        account = memory.open("hash join", TaskMemory.Spillable.NEVER);
    }

    /**
     * Lets the source of the probe side leave out rows without a match, by their keys. Call it before the first
     * {@link #next}.
     */
    public void ruleOutAt(@Nullable ScanColumns scan) {
        probeScan = scan;
    }

    /** Makes all pairs of a probe batch go out before the next batch is read. Call it before the first {@link #next}. */
    public void keepInStep() {
        inStep = true;
    }

    @Override
    public @Nullable Batch next() {
        atRest = false;
        if (!started) {
            started = true;
            start();
        }
        Batch batch = advance();
        atRest = true;
        return batch;
    }

    private @Nullable Batch advance() {
        while (true) {
            Batch out = poll();
            if (out != null || running == null) {
                return out;
            }
            feed();
        }
    }

    /** Returns the next rows; null if {@link #running} wants more rows or nothing is left. */
    private @Nullable Batch poll() {
        Batch out = joined.poll();
        if (out != null) {
            return out;
        }
        SpilledJoin files = spilled;
        if (files != null) {
            return fromFiles(files);
        }
        JoinProbe probing = running;
        out = probing == null ? null : probing.poll();
        if (out == null && probing != null && !probing.wantsRows()) {
            letGo();
        }
        return out;
    }

    /** Releases the probed table. */
    private void letGo() {
        running = null;
        shared = null;
        if (scanFilter != null) {
            scanFilter.release();
        }
        account.resize(0);
    }

    private @Nullable Batch fromFiles(SpilledJoin files) {
        BatchSource rest = toSpill;
        if (rest != null) {
            toSpill = null;
            files.writeProbe(rest);
        }
        return files.next();
    }

    /** Gives {@link #running} its next rows, unless its table went to files while they were read. */
    private void feed() {
        atRest = true;
        Pulled pulled = Pulled.from(probe::next);
        atRest = false;
        JoinProbe probing = running;
        if (probing == null) {
            toSpill = pulled.followedBy(probe::next);
        } else {
            pulled.into(probing);
        }
    }

    private void start() {
        if (shared != null) {
            probe(shared, true);
            return;
        }
        JoinTableBuilder rows = sides.newTableBuilder();
        builder = rows;
        readBuild(rows, Objects.requireNonNull(build));
        builder = null;
        if (spilled != null) {
            boolean isEmpty = sides.shape().nullAware() && rows.sawNullKey();
            toSpill = isEmpty ? () -> null : probe::next;
            return;
        }
        JoinBuildTable built = rows.finish(account.resize(rows.estimatedBytes() + CodeIndex.SPARE_BYTES));
        long marks = sides.roles().tracksBuildRows() ? built.rowCount() / 8 : 0;
        account.resize(built.sizeBytes() + marks);
        boolean extremesFit = ChainExtremes.comparison(sides) != null
                && account.resize(built.sizeBytes() + marks + ChainExtremes.sizeBytes(built.rowCount()));
        metrics.peakMemory(account.heldBytes());
        probe(built, extremesFit);
    }

    private void probe(JoinBuildTable built, boolean extremesFit) {
        if (probeScan != null && built.rowCount() > 0) {
            scanFilter = new MatchFilter(built, sides.probeKeys(), probeScan.ordinals());
            probeScan.source().filterWith(scanFilter);
        }
        running = new JoinProbe(sides, built, extremesFit);
        if (inStep) {
            running.keepInStep();
        }
    }

    private void readBuild(JoinTableBuilder rows, Operator input) {
        while (true) {
            readingBuild = true;
            Batch batch = input.next();
            readingBuild = false;
            if (batch == null) {
                return;
            }
            Batch prepared = rows.prepare(batch);
            if (spilled == null && !rows.tryAdd(prepared, account)) {
                spillHeld(rows);
            }
            if (spilled != null) {
                spilled.writeBuild(prepared);
            }
        }
    }

    private long spillForOthers(long askerBytes) {
        long held = account.heldBytes();
        JoinTableBuilder rows = builder;
        if (readingBuild && rows != null && rows.rowCount() > 0) {
            spillHeld(rows);
            return held;
        }
        JoinProbe probing = running;
        if (!atRest || probing == null || !probing.isBetweenBatches() || !memory.isWorthSpilling(held, askerBytes)) {
            return 0;
        }
        spillTable(probing);
        return held;
    }

    private void spillTable(JoinProbe probing) {
        SpilledJoin files = new SpilledJoin(sides, sides.newTableBuilder(), account, metrics);
        boolean written = false;
        try {
            probing.writeRows(files::writeBuild);
            files.endBuild();
            written = true;
        } finally {
            if (!written) {
                files.close(); // the one that asks fails; this join is as it was
            }
        }
        spilled = files;
        toSpill = probing.wantsRows() ? probe::next : () -> null;
        probing.drain(joined::add);
        letGo();
    }

    private void spillHeld(JoinTableBuilder rows) {
        SpilledJoin files = new SpilledJoin(sides, rows, account, metrics);
        spilled = files;
        metrics.peakMemory(account.heldBytes());
        rows.release().forEach(files::writeBuild);
        account.resize(0);
    }

    @Override
    public void close() {
        atRest = false;
        letGo();
        builder = null;
        toSpill = null;
        joined.clear();
        try (TaskMemory.Account toRelease = account) {
            if (spilled != null) {
                spilled.close();
            }
        }
        probe.close();
        if (build != null) {
            build.close();
        }
    }
}
