/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds an operator's output on disk after another operator needed the memory of the state it is computed from. One thread.
 */
public final class ParkedOutput implements AutoCloseable {
    private final TaskMemory.Account account;
    private final List<ColumnType> types;
    private final OperatorMetrics metrics;
    private final Deque<BlockFile> files = new ArrayDeque<>();

    public ParkedOutput(TaskMemory.Account account, List<ColumnType> types, OperatorMetrics metrics) {
        this.account = account;
        this.types = types;
        this.metrics = metrics;
    }

    /** Writes the batches of {@code output} until it ends. If that fails, nothing is kept. */
    public void write(BatchSource output) {
        BlockFile file = new BlockFile(account.newSpillFile(), types);
        boolean written = false;
        try {
            for (Batch batch = output.next(); batch != null; batch = output.next()) {
                if (batch.rowCount() > 0) {
                    file.write(batch);
                }
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

    /** Returns the next batch in the order of writing, or null if all have been read. */
    public @Nullable Batch read() {
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
