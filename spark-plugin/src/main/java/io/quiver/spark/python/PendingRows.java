/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queues the rows that were sent to Python and have no result yet, first in, first out. Rows that Spark's pool has no room for
 * wait on disk. Corresponds to Spark's {@code HybridRowQueue}. One thread.
 */
final class PendingRows implements AutoCloseable {
    /** A batch in memory, or several on disk. */
    private record Segment(@Nullable Batch batch, long bytes, @Nullable BlockFile file) {}

    private final TaskMemory.Account account;
    private final List<ColumnType> types;
    private final Deque<Segment> segments = new ArrayDeque<>();
    /** The last segment, while batches are still added to it. */
    private @Nullable BlockFile open;

    PendingRows(TaskMemory memory, List<ColumnType> types) {
        account = memory.open("rows that wait for Python", TaskMemory.Spillable.NEVER);
        this.types = types;
    }

    /** Adds a batch whose arrays no scan will overwrite. */
    void add(Batch batch) {
        BlockFile file = open;
        if (file == null) {
            long bytes = batch.sizeBytes();
            if (account.resize(account.heldBytes() + bytes)) {
                segments.addLast(new Segment(batch, bytes, null));
                return;
            }
            file = new BlockFile(account.newSpillFile(), types);
            open = file;
            segments.addLast(new Segment(null, 0, file));
        }
        file.write(batch);
    }

    /** Removes the next batch; null if none waits. */
    @Nullable
    Batch poll() {
        while (true) {
            Segment first = segments.peekFirst();
            if (first == null) {
                return null;
            }
            BlockFile file = first.file();
            if (file == null) {
                segments.removeFirst();
                account.resize(account.heldBytes() - first.bytes());
                return first.batch();
            }
            if (file == open) {
                open = null;
                file.finish();
            }
            Batch batch = file.read();
            if (batch != null) {
                return batch;
            }
            segments.removeFirst();
            file.close();
        }
    }

    @Override
    public void close() {
        for (Segment segment : segments) {
            if (segment.file() != null) {
                segment.file().close();
            }
        }
        segments.clear();
        account.close();
    }
}
