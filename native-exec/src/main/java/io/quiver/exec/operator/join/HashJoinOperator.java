/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Joins on equal keys: builds a table of one side, or is given it, and streams the other side past it. */
public final class HashJoinOperator implements Operator {
    private final JoinSides sides;
    private final @Nullable Operator build;
    private final Operator probe;
    private final TaskMemory.Account account;
    private final OperatorMetrics metrics;
    private @Nullable JoinBuildTable table;
    private @Nullable JoinProbe running;

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
        account = memory.open("hash join", TaskMemory.Spillable.NEVER);
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

    @Override
    public @Nullable Batch next() {
        if (running == null) {
            running = start();
        }
        return running.next();
    }

    private JoinProbe start() {
        if (table == null) {
            table = buildTable();
        }
        return new JoinProbe(sides, table, probe::next);
    }

    private JoinBuildTable buildTable() {
        Operator input = java.util.Objects.requireNonNull(build);
        JoinTableBuilder builder = sides.newTableBuilder();
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            builder.add(batch);
            hold(builder.estimatedBytes());
        }
        JoinBuildTable built = builder.finish();
        hold(built.sizeBytes());
        metrics.peakMemory(built.sizeBytes());
        return built;
    }

    private void hold(long bytes) {
        if (!account.resize(bytes)) {
            throw new ExecutionException(
                    ErrorCode.OUT_OF_MEMORY, "No memory for the build side of a join: %d bytes".formatted(bytes));
        }
    }

    @Override
    public void close() {
        running = null;
        table = null;
        account.close();
        probe.close();
        if (build != null) {
            build.close();
        }
    }
}
