/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.exchange.PartitionedBlockWriter;
import io.quiver.exec.kernel.hash.KeyHash;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Rows of groups that found no place, in files by the hash of their keys; four bits of it tell the file at each level. */
final class SpilledGroups implements AutoCloseable {
    private static final int LEVEL_BITS = 4;
    private static final int FILE_COUNT = 1 << LEVEL_BITS;
    private static final long BUFFER_BYTES = 1L << 20;

    /** A file to be aggregated, and how many times its rows have been divided. */
    private record Pending(BlockFile file, int level) {}

    private final TaskMemory.Account account;
    private final AggregateInput computed;
    private final OperatorMetrics metrics;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private @Nullable BlockFile[] files = new BlockFile[FILE_COUNT];
    private @Nullable PartitionedBlockWriter writer;
    private int writtenLevel;
    private int level;

    SpilledGroups(TaskMemory.Account account, AggregateInput computed, OperatorMetrics metrics) {
        this.account = account;
        this.computed = computed;
        this.metrics = metrics;
    }

    void write(Batch batch, int atLevel) {
        if (writer == null) {
            writer = new PartitionedBlockWriter(
                    computed.types(),
                    FILE_COUNT,
                    (partition, block, length, rowCount) -> file(partition).write(block, length),
                    BUFFER_BYTES);
        }
        writtenLevel = atLevel;
        int rowCount = batch.rowCount();
        long[] hashes = KeyHash.hash(batch, computed.keyTypes().size());
        int shift = atLevel * LEVEL_BITS & 63;
        int[] partitions = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            partitions[i] = (int) (hashes[i] >>> shift) & FILE_COUNT - 1;
        }
        writer.write(batch, new IntColumn(ColumnType.INT, rowCount, partitions, null));
    }

    private BlockFile file(int partition) {
        BlockFile file = files[partition];
        if (file == null) {
            file = new BlockFile(account.newSpillFile(), computed.types());
            files[partition] = file;
        }
        return file;
    }

    /** Ends the writing of a pass: its files are pending now, before those of earlier passes. */
    void endPass() {
        if (writer == null) {
            return;
        }
        writer.finish();
        writer = null;
        for (BlockFile file : files) {
            if (file != null) {
                file.finish();
                metrics.spilled(file.writtenBytes());
                pending.push(new Pending(file, writtenLevel));
            }
        }
        files = new BlockFile[FILE_COUNT];
    }

    /** The next file to aggregate, to be closed by the caller, or null; {@link #level} is its. */
    @Nullable
    BlockFile nextFile() {
        Pending next = pending.poll();
        if (next == null) {
            return null;
        }
        level = next.level();
        return next.file();
    }

    int level() {
        return level;
    }

    @Override
    public void close() {
        writer = null;
        for (BlockFile file : files) {
            if (file != null) {
                file.close();
            }
        }
        files = new BlockFile[FILE_COUNT];
        pending.forEach(next -> next.file().close());
        pending.clear();
    }
}
