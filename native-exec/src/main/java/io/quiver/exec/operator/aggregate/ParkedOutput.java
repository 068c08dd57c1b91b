/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Output of an aggregation that waits on disk, because another operator needs the memory of its groups. */
final class ParkedOutput implements AutoCloseable {
    private final TaskMemory.Account account;
    private final List<ColumnType> types;
    private final OperatorMetrics metrics;
    private final Deque<BlockFile> files = new ArrayDeque<>();

    ParkedOutput(TaskMemory.Account account, List<ColumnType> types, OperatorMetrics metrics) {
        this.account = account;
        this.types = types;
        this.metrics = metrics;
    }

    /** Writes the output of the groups from {@code from} on; all of it or, where that fails, none. */
    void write(Groups groups, int from) {
        BlockFile file = new BlockFile(account.newSpillFile(), types);
        boolean written = false;
        try {
            for (int group = from; group < groups.count(); group += Batch.TARGET_ROWS) {
                file.write(groups.output(group, Math.min(Batch.TARGET_ROWS, groups.count() - group)));
            }
            file.finish();
            written = true;
        } finally {
            if (!written) {
                file.close();
            }
        }
        metrics.spilled(file.writtenBytes());
        files.add(file);
    }

    /** The next batch, in the order of writing, or null where all have been read. */
    @Nullable
    Batch read() {
        for (BlockFile file = files.peek(); file != null; file = files.peek()) {
            Batch batch = file.read();
            if (batch != null) {
                return batch;
            }
            files.remove().close();
        }
        return null;
    }

    @Override
    public void close() {
        files.forEach(BlockFile::close);
        files.clear();
    }
}
