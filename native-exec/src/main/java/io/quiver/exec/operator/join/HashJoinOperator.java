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
import io.quiver.exec.operator.FilterableSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins on equal keys, or without any: builds a table of one side, or is given it, and streams the other side past it.
 * Where memory does not suffice for the table, both sides go through files (see {@link SpilledJoin}), and the order of the
 * streamed side is lost.
 */
public final class HashJoinOperator implements Operator {
    private final JoinSides sides;
    private final @Nullable Operator build;
    private final Operator probe;
    private final TaskMemory.Account account;
    private final OperatorMetrics metrics;
    private @Nullable ProbeScan probeScan;
    private @Nullable JoinBuildTable table;
    private @Nullable JoinTableBuilder builder;
    private @Nullable SpilledJoin spilled;
    private boolean readingBuild;
    private @Nullable BatchSource running;

    /** The source of the probe side's rows, and which of its columns are the join's keys. */
    public record ProbeScan(FilterableSource source, int[] keyColumns) {}

    /** A join that reads both sides and closes them. */
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
        account = memory.open("hash join", this::spill);
    }

    /** A join with a table that others may use at the same time; its build side is not read. */
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
        this.table = shared;
        this.metrics = metrics;
        account = memory.open("hash join", TaskMemory.Spillable.NEVER);
    }

    /** Has probe rows without a match left out by their source, where they leave no trace; before the first {@link #next}. */
    public void ruleOutAt(@Nullable ProbeScan scan) {
        probeScan = scan;
    }

    @Override
    public @Nullable Batch next() {
        if (running == null) {
            running = start();
        }
        return running.next();
    }

    private BatchSource start() {
        if (table != null) {
            return probe(table, true);
        }
        JoinTableBuilder rows = sides.newTableBuilder();
        builder = rows;
        readBuild(rows, Objects.requireNonNull(build));
        builder = null;
        if (spilled != null) {
            if (sides.shape().nullAware() && rows.sawNullKey()) {
                return () -> null;
            }
            spilled.writeProbe(probe::next);
            return spilled;
        }
        JoinBuildTable built = rows.finish(account.resize(rows.estimatedBytes() + CodeIndex.SPARE_BYTES));
        table = built;
        account.resize(built.sizeBytes());
        boolean extremesFit = ChainExtremes.comparison(sides) != null
                && account.resize(built.sizeBytes() + ChainExtremes.sizeBytes(built.rowCount()));
        metrics.peakMemory(account.heldBytes());
        return probe(built, extremesFit);
    }

    private BatchSource probe(JoinBuildTable built, boolean extremesFit) {
        if (probeScan != null && built.rowCount() > 0) {
            probeScan.source().filterWith(new MatchFilter(built, sides.probeKeys(), probeScan.keyColumns()));
        }
        return new JoinProbe(sides, built, probe::next, extremesFit);
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

    /** Called when others need memory: possible while rows of the build side are collected, not once they are probed. */
    private long spill() {
        JoinTableBuilder rows = builder;
        if (!readingBuild || rows == null || rows.rowCount() == 0) {
            return 0;
        }
        long held = account.heldBytes();
        spillHeld(rows);
        return held;
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
        running = null;
        table = null;
        builder = null;
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
