/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.exec.operator.join.JoinBuildTable;
import io.quiver.spark.compat.Scala;
import java.lang.ref.WeakReference;
import java.util.function.Supplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockResult;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.KnownSizeEstimation;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * The build table of one broadcast join in this executor. It is a block of Spark's, as the broadcast itself is: its memory is
 * storage memory, the tasks that use it pin it, and when none does it may be evicted, to be made again. Where there is no
 * such memory for it, it is kept all the same, since each task would make one of its own. Used by all tasks at once.
 */
final class BroadcastTable {
    private final BlockId id;
    private WeakReference<JoinBuildTable> inUse = new WeakReference<>(null);
    private @Nullable JoinBuildTable unaccounted;

    /** {@code id} is one of the broadcast's blocks, so that Spark removes it with the broadcast. */
    BroadcastTable(BlockId id) {
        this.id = id;
    }

    /** The table, made by {@code build} where it is not there; the others wait for that. */
    synchronized JoinBuildTable get(Supplier<JoinBuildTable> build) {
        if (unaccounted != null) {
            return unaccounted;
        }
        BlockManager blocks = SparkEnv.get().blockManager();
        JoinBuildTable stored = pinned(blocks);
        if (stored != null) {
            return stored;
        }
        JoinBuildTable table = inUse.get();
        if (table == null) {
            table = build.get();
            inUse = new WeakReference<>(table);
        }
        if (!blocks.putSingle(id, new Block(table), StorageLevel.MEMORY_ONLY(), false, Scala.tag(Block.class))) {
            unaccounted = table;
        } else {
            pinned(blocks);
        }
        return table;
    }

    /** The block's table, which stays in memory until the task ends; null where it is not stored. */
    private @Nullable JoinBuildTable pinned(BlockManager blocks) {
        Option<BlockResult> found = blocks.getLocalValues(id);
        if (found.isEmpty()) {
            return null;
        }
        JoinBuildTable table = ((Block) found.get().data().next()).table();
        TaskContext task = TaskContext.get();
        if (task == null) {
            blocks.releaseLock(id, Option.empty());
        } else {
            // Not as the task's own: Spark leaves locks of a task that has completed, which it is for its listeners.
            TaskCompletionListener unpin = ended -> blocks.releaseLock(id, Option.empty());
            task.addTaskCompletionListener(unpin);
        }
        return table;
    }

    /** With the size that Spark's memory store counts. */
    private record Block(JoinBuildTable table) implements KnownSizeEstimation {
        @Override
        public long estimatedSize() {
            return table.sizeBytes();
        }
    }
}
