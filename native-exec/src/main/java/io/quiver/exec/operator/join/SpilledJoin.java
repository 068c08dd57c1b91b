/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins sides whose build side does not fit into memory. Both sides go to files by the hash of their keys, and the files are
 * joined pair by pair. A build file that is still too large is divided again, together with its probe file. If dividing does
 * not make it smaller, because of one heavy key or no keys at all, it is joined block by block. Rows come out file by file,
 * so the order of the probe side is lost.
 */
final class SpilledJoin implements BatchSource, AutoCloseable {
    /** Two files to join, their number of divisions, and the numbers of build rows after and before the last one. */
    private record Pair(
            @Nullable BlockFile build, @Nullable BlockFile probe, int level, long buildRows, long parentRows)
            implements AutoCloseable {
        @Override
        public void close() {
            if (build != null) {
                build.close();
            }
            if (probe != null) {
                probe.close();
            }
        }
    }

    private final JoinSides sides;
    private final JoinTableBuilder layout;
    private final TaskMemory.Account account;
    private final OperatorMetrics metrics;
    private final List<Evaluator> probeKeys;
    private final Deque<Pair> pending = new ArrayDeque<>();
    private final SpilledSide buildSide;
    private long buildRows;
    private boolean buildEnded;

    private @Nullable SpilledSide probeSide;
    private @Nullable Pair current;
    private @Nullable BatchSource running;
    private @Nullable Throwable failure;

    /** {@code layout} defines how build rows are held. The rows come through {@link #writeBuild}. */
    SpilledJoin(JoinSides sides, JoinTableBuilder layout, TaskMemory.Account account, OperatorMetrics metrics) {
        this.sides = sides;
        this.layout = layout.emptyCopy();
        this.account = account;
        this.metrics = metrics;
        probeKeys = sides.newProbeKeyEvaluators();
        buildSide = new SpilledSide(layout.storedTypes(), account, 0);
    }

    /** Takes prepared rows of the build side. */
    void writeBuild(Batch prepared) {
        buildSide.write(prepared, layout.keyValues(prepared));
        buildRows += prepared.rowCount();
    }

    /** Ends the build side. All of its rows are now in files. */
    void endBuild() {
        if (!buildEnded) {
            buildEnded = true;
            buildSide.finish(metrics);
        }
    }

    /** Takes the whole probe side. Afterwards the join can be read. */
    void writeProbe(BatchSource probe) {
        endBuild();
        SpilledSide side = new SpilledSide(sides.probeTypes(), account, 0);
        probeSide = side;
        for (Batch batch = probe.next(); batch != null && failure == null; batch = probe.next()) {
            writeProbe(side, batch);
        }
        side.finish(metrics);
        enqueue(buildSide, side, 0, buildRows);
    }

    private void writeProbe(SpilledSide side, Batch batch) {
        Batch current = batch;
        Column[] keys = new Column[probeKeys.size()];
        for (int k = 0; k < keys.length; k++) {
            try {
                keys[k] = probeKeys.get(k).evaluate(current, null);
            } catch (RowFailure thrown) {
                failure = thrown.failure();
                current = current.prefix(thrown.row());
                k = -1; // all keys again, over the rows before
            }
        }
        int rowCount = current.rowCount();
        long[] matchable = sides.probeKeys().matchable(keys, rowCount);
        if (!dropsNullKeys() || Bitmap.all(matchable, rowCount)) {
            side.write(current, keys);
            return;
        }
        int[] rows = new int[rowCount];
        int count = Bitmap.toSelection(matchable, rowCount, rows);
        for (int k = 0; k < keys.length; k++) {
            keys[k] = keys[k].gather(rows, count);
        }
        side.write(current.gather(rows, count), keys);
    }

    private boolean dropsNullKeys() {
        return sides.roles().dropsUnmatchedProbeRows() || sides.shape().nullAware();
    }

    private void enqueue(SpilledSide build, SpilledSide probe, int level, long parentRows) {
        for (int i = SpilledSide.FILE_COUNT - 1; i >= 0; i--) {
            Pair pair = new Pair(build.take(i), probe.take(i), level, build.rowCount(i), parentRows);
            if (pair.build() != null || pair.probe() != null) {
                pending.push(pair);
            }
        }
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            if (running != null) {
                Batch out = running.next();
                if (out != null) {
                    return out;
                }
                closeCurrent();
            }
            Pair pair = pending.poll();
            if (pair == null) {
                if (failure != null) {
                    throw RowFailure.raise(failure);
                }
                return null;
            }
            current = pair;
            if (pair.probe() == null && !sides.roles().tracksBuildRows()) {
                closeCurrent(); // build rows alone say nothing
            } else {
                start(pair);
            }
        }
    }

    private void start(Pair pair) {
        JoinTableBuilder builder = layout.emptyCopy();
        BlockFile build = pair.build();
        BlockFile probe = pair.probe();
        Batch batch = read(build);
        while (batch != null && builder.tryAdd(batch, account)) {
            batch = read(build);
        }
        BatchSource probeRows = probe == null ? () -> null : probe::read;
        JoinSides notNullAware = sides.shape().nullAware()
                ? JoinSides.of(sides.shape().withType(sides.shape().type()), sides.compiler())
                : sides;
        boolean cutOff = failure != null;
        if (batch == null && JoinTableBuilder.leavesRoom(account)) {
            JoinBuildTable table = builder.finish(false);
            metrics.peakMemory(account.heldBytes());
            running = new JoinStream(new JoinProbe(notNullAware, table, false), probeRows, cutOff);
        } else if (pair.level() < SpilledSide.MAX_LEVEL
                && pair.buildRows() < pair.parentRows()
                && probeKeys.size() > 0) {
            divide(pair, builder, batch);
            closeCurrent();
        } else {
            BlockFile probeFile = probe == null ? emptyProbe() : probe;
            running = new BlockLoop(notNullAware, layout, Objects.requireNonNull(build), probeFile, account, cutOff);
        }
    }

    private static @Nullable Batch read(@Nullable BlockFile file) {
        return file == null ? null : file.read();
    }

    /** Returns a file without rows, so that build rows without a partner can come out. */
    private BlockFile emptyProbe() {
        BlockFile empty = new BlockFile(account.newSpillFile(), sides.probeTypes());
        Pair pair = Objects.requireNonNull(current);
        current = new Pair(pair.build(), empty, pair.level(), pair.buildRows(), pair.parentRows());
        return empty;
    }

    private void divide(Pair pair, JoinTableBuilder held, @Nullable Batch next) {
        int level = pair.level() + 1;
        try (SpilledSide build = new SpilledSide(layout.storedTypes(), account, level);
                SpilledSide probe = new SpilledSide(sides.probeTypes(), account, level)) {
            for (Batch batch : held.release()) {
                build.write(batch, layout.keyValues(batch));
            }
            for (Batch batch = next; batch != null; batch = read(pair.build())) {
                build.write(batch, layout.keyValues(batch));
            }
            build.finish(metrics);
            for (Batch batch = read(pair.probe()); batch != null; batch = read(pair.probe())) {
                writeProbe(probe, batch);
            }
            probe.finish(metrics);
            enqueue(build, probe, level, pair.buildRows());
        }
    }

    private void closeCurrent() {
        running = null;
        account.resize(0);
        if (current != null) {
            current.close();
            current = null;
        }
    }

    @Override
    public void close() {
        closeCurrent();
        pending.forEach(Pair::close);
        pending.clear();
        buildSide.close();
        if (probeSide != null) {
            probeSide.close();
        }
    }
}
