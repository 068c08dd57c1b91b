/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins two files whose build side cannot be divided further. Each pass builds a table of as many build rows as memory holds
 * and streams all probe rows past it. If the output depends on all tables together, for instance on a probe row having no
 * match, it comes out in a last pass over the probe rows.
 */
final class BlockLoop implements BatchSource {
    private final JoinSides sides;
    private final JoinSides eachPass;
    private final JoinTableBuilder layout;
    private final BlockFile build;
    private final BlockFile probe;
    private final TaskMemory.Account account;
    private final boolean cutOff;
    private final boolean lastPass;
    private final RowMarks marks = new RowMarks();

    private final Deque<Batch> halves = new ArrayDeque<>();
    private @Nullable Batch waiting;
    private @Nullable JoinStream running;
    private boolean inLastPass;
    private long nextProbeRow;

    /** {@code cutOff} is true if the probe side fails after its last row. */
    BlockLoop(
            JoinSides sides,
            JoinTableBuilder layout,
            BlockFile build,
            BlockFile probe,
            TaskMemory.Account account,
            boolean cutOff) {
        this.cutOff = cutOff;
        this.sides = sides;
        this.layout = layout;
        this.build = build;
        this.probe = probe;
        this.account = account;
        JoinRoles roles = sides.roles();
        lastPass = roles.probePreserved() || roles.choosesProbeRows();
        eachPass = JoinSides.of(sides.shape().withType(typeOfPass(roles)), sides.compiler());
        build.rewind();
        waiting = build.read();
    }

    private static JoinType typeOfPass(JoinRoles roles) {
        if (roles.choosesProbeRows()) {
            return JoinType.EXISTENCE;
        }
        if (!roles.probePreserved()) {
            return roles.type();
        }
        if (!roles.buildPreserved()) {
            return JoinType.INNER;
        }
        return roles.probeIsLeft() ? JoinType.RIGHT_OUTER : JoinType.LEFT_OUTER;
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            if (inLastPass) {
                return lastPass();
            }
            if (running == null && !startPass()) {
                inLastPass = true;
                probe.rewind();
                nextProbeRow = 0;
                continue;
            }
            Batch out = running == null ? null : running.next();
            if (out == null) {
                running = null;
            } else if (!sides.roles().choosesProbeRows()) {
                return out;
            } else {
                mark(out);
            }
        }
    }

    /** Marks the probe rows with a match. The existence join of a pass outputs every probe row, in order. */
    private void mark(Batch rows) {
        BooleanColumn exists =
                (BooleanColumn) rows.column(rows.columnCount() - 1).flat();
        marks.setAll(nextProbeRow, exists.words(), rows.rowCount());
        nextProbeRow += rows.rowCount();
    }

    private boolean startPass() {
        if (waiting == null) {
            account.resize(0);
            return false;
        }
        JoinTableBuilder builder = layout.emptyCopy();
        account.resize(0);
        fill(builder);
        probe.rewind();
        nextProbeRow = 0;
        running = new JoinStream(new JoinProbe(eachPass, builder.finish(false), marks), probe::read, cutOff);
        return true;
    }

    /** Adds build rows while memory has room, at least one row. A batch that is too large by itself is halved. */
    private void fill(JoinTableBuilder builder) {
        for (Batch batch = waiting; batch != null; batch = waiting) {
            if (batch.rowCount() == 1 ? builder.tryAdd(batch, account) : builder.tryAddLeavingRoom(batch, account)) {
                waiting = halves.isEmpty() ? build.read() : halves.pop();
            } else if (builder.rowCount() > 0) {
                return;
            } else if (batch.rowCount() == 1) {
                throw new ExecutionException(
                        ErrorCode.OUT_OF_MEMORY,
                        "No memory for one row of the build side of a join: %d bytes".formatted(batch.sizeBytes()));
            } else {
                int half = batch.rowCount() / 2;
                halves.push(batch.gather(range(half, batch.rowCount()), batch.rowCount() - half));
                waiting = batch.prefix(half);
            }
        }
    }

    static int[] range(int from, int to) {
        int[] rows = new int[to - from];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = from + i;
        }
        return rows;
    }

    private @Nullable Batch lastPass() {
        if (!lastPass) {
            return null;
        }
        for (Batch batch = probe.read(); batch != null; batch = probe.read()) {
            Batch out = judged(batch);
            nextProbeRow += batch.rowCount();
            if (out.rowCount() > 0) {
                return out;
            }
        }
        return null;
    }

    private Batch judged(Batch batch) {
        JoinRoles roles = sides.roles();
        boolean all = roles.type() == JoinType.EXISTENCE;
        boolean wanted = roles.type() == JoinType.LEFT_SEMI;
        long[] flags = Bitmap.zeros(batch.rowCount());
        int[] rows = new int[batch.rowCount()];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            boolean found = marks.get(nextProbeRow + i);
            if (found) {
                Bitmap.set(flags, i);
            }
            rows[count] = i;
            count += all || found == wanted ? 1 : 0;
        }
        Batch chosen = count == rows.length ? batch : batch.gather(rows, count);
        List<Column> columns = new ArrayList<>(chosen.columns());
        if (all) {
            columns.add(new BooleanColumn(count, flags, null));
        } else if (!roles.leftOnly()) {
            int nullCount = count;
            List<Column> nulls = new ArrayList<>();
            sides.buildTypes().forEach(type -> nulls.add(ConstantColumn.ofNull(type, nullCount)));
            columns = sides.leftThenRight(columns, nulls);
        }
        return new Batch(columns, count);
    }
}
