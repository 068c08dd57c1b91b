/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.join.JoinBuildTable;
import io.quiver.spark.compat.Scala;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BroadcastBlockId;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.KnownSizeEstimation;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.Iterator;

/**
 * The build table of one broadcast join in this executor. It is a block of Spark's, like the broadcast itself: it uses storage
 * memory and may be evicted at any time. Tasks that have the table keep using it, and later tasks find it while they do. After
 * that they build it again. If memory is short, the table is kept all the same, since otherwise each task would build its own.
 * Nobody holds a lock on the block: execution gets its memory back, and Spark removes the block when it likes. Used by all tasks
 * at once.
 */
final class BroadcastTable {
    private static final long MILLIS_BETWEEN_CHECKS = 100;

    private final BroadcastBlockId id;
    private final ReentrantLock turn = new ReentrantLock();
    private WeakReference<JoinBuildTable> inUse = new WeakReference<>(null);
    private @Nullable JoinBuildTable unaccounted;

    /** {@code id} is one of the broadcast's blocks, so that Spark removes it with the broadcast. */
    BroadcastTable(BroadcastBlockId id) {
        this.id = id;
    }

    /** Returns the table; {@code build} makes it if it is missing, and other tasks wait for that. */
    JoinBuildTable get(Supplier<JoinBuildTable> build) {
        awaitTurn();
        try {
            return find(build);
        } finally {
            turn.unlock();
        }
    }

    /** A killed task stops waiting for the task that builds the table. A task that need not wait is not checked. */
    private void awaitTurn() {
        if (turn.tryLock()) {
            return;
        }
        TaskContext task = TaskContext.get();
        try {
            while (!turn.tryLock(MILLIS_BETWEEN_CHECKS, TimeUnit.MILLISECONDS)) {
                if (task != null) {
                    task.killTaskIfInterrupted();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RowFailure.raise(e);
        }
    }

    private JoinBuildTable find(Supplier<JoinBuildTable> build) {
        if (unaccounted != null) {
            return unaccounted;
        }
        BlockManager blocks = SparkEnv.get().blockManager();
        JoinBuildTable known = stored(blocks);
        if (known != null) {
            return known;
        }
        JoinBuildTable table = inUse.get();
        if (table == null) {
            table = build.get();
            inUse = new WeakReference<>(table);
        }
        store(blocks, table);
        return table;
    }

    private @Nullable JoinBuildTable stored(BlockManager blocks) {
        Option<Iterator<Object>> values = blocks.memoryStore().getValues(id);
        return values.isEmpty() ? null : ((Block) values.get().next()).table();
    }

    private void store(BlockManager blocks, JoinBuildTable table) {
        if (!blocks.putSingle(id, new Block(table), StorageLevel.MEMORY_ONLY(), false, Scala.tag(Block.class))) {
            // Spark stores nothing for a thread that is interrupted, however much room there is.
            unaccounted = Thread.currentThread().isInterrupted() ? null : table;
        } else if (blocks.getStatus(new BroadcastBlockId(id.broadcastId(), "")).isEmpty()) {
            // The broadcast went while this task, which nobody waits for, made its table.
            blocks.removeBlock(id, false);
        }
    }

    /** Reports the size that Spark's memory store counts. */
    private record Block(JoinBuildTable table) implements KnownSizeEstimation {
        @Override
        public long estimatedSize() {
            return table.sizeBytes();
        }
    }
}
