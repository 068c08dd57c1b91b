/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.exchange.PartitionedBlockWriter;
import io.quiver.exec.kernel.hash.HashMix;
import io.quiver.exec.kernel.hash.KeyHash;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to files by the hash of their first columns. Each level uses another seed, so that keys that collide at one
 * level part at the next.
 */
final class DividedRows implements AutoCloseable {
    static final int FILE_COUNT = 16;
    private static final long SEED = 0x13198A2E03707344L;
    private static final long BUFFER_BYTES = 1L << 20;

    private final TaskMemory.Account account;
    private final List<ColumnType> types;
    private final int keyCount;
    private @Nullable BlockFile[] files = new BlockFile[FILE_COUNT];
    private @Nullable PartitionedBlockWriter writer;

    DividedRows(TaskMemory.Account account, List<ColumnType> types, int keyCount) {
        this.account = account;
        this.types = types;
        this.keyCount = keyCount;
    }

    void write(Batch batch, int level) {
        if (writer == null) {
            writer = new PartitionedBlockWriter(
                    types,
                    FILE_COUNT,
                    (partition, block, length, rowCount) -> file(partition).write(block, length),
                    BUFFER_BYTES);
        }
        int rowCount = batch.rowCount();
        long[] hashes = KeyHash.hash(batch, keyCount, HashMix.mix(level, SEED));
        int[] numbers = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            numbers[i] = (int) hashes[i] & FILE_COUNT - 1;
        }
        writer.write(batch, new IntColumn(ColumnType.INT, rowCount, numbers, null));
    }

    private BlockFile file(int number) {
        BlockFile file = files[number];
        if (file == null) {
            file = new BlockFile(account.newSpillFile(), types);
            files[number] = file;
        }
        return file;
    }

    /** Ends the writing and hands over the files, null for those without rows. The next write begins new ones. */
    @Nullable
    BlockFile[] finish(OperatorMetrics metrics) {
        if (writer != null) {
            writer.finish();
            writer = null;
        }
        @Nullable BlockFile[] finished = files;
        files = new BlockFile[FILE_COUNT];
        for (BlockFile file : finished) {
            if (file != null) {
                file.finish();
                metrics.spilled(file.writtenBytes());
            }
        }
        return finished;
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
    }
}
