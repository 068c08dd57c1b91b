/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.exchange.PartitionedBlockWriter;
import io.quiver.exec.kernel.hash.HashMix;
import io.quiver.exec.kernel.hash.KeyHash;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rows of one side of a join in files by the hash of their keys. Equal keys of the two sides go to files of equal
 * numbers.
 */
final class SpilledSide implements AutoCloseable {
    /** Number of files at each level of division. */
    static final int FILE_COUNT = 16;

    /** Maximum number of divisions. */
    static final int MAX_LEVEL = 15;

    private static final long SEED = 0x452821E638D01377L;
    private static final long BUFFER_BYTES = 1L << 20;

    private final List<ColumnType> types;
    private final TaskMemory.Account account;
    /** Differs by level, so that keys that collide at one level part at the next. */
    private final long seed;

    private final @Nullable BlockFile[] files = new BlockFile[FILE_COUNT];
    private final long[] rowCounts = new long[FILE_COUNT];
    private final PartitionedBlockWriter writer;

    SpilledSide(List<ColumnType> types, TaskMemory.Account account, int level) {
        this.types = types;
        this.account = account;
        seed = HashMix.mix(level, SEED);
        writer = new PartitionedBlockWriter(types, FILE_COUNT, this::append, BUFFER_BYTES);
    }

    private void append(int file, byte[] block, int length, int rowCount) {
        BlockFile open = files[file];
        if (open == null) {
            open = new BlockFile(account.newSpillFile(), types);
            files[file] = open;
        }
        open.write(block, length);
        rowCounts[file] += rowCount;
    }

    /** Writes rows to files by their keys; without keys, all to the first. */
    void write(Batch batch, Column[] keys) {
        int rowCount = batch.rowCount();
        if (rowCount == 0) {
            return;
        }
        int[] numbers = new int[rowCount];
        if (keys.length > 0) {
            long[] hashes = KeyHash.seeded(new long[0], seed, rowCount);
            for (Column key : keys) {
                KeyHash.fold(key, hashes, rowCount, seed);
            }
            for (int i = 0; i < rowCount; i++) {
                numbers[i] = (int) hashes[i] & FILE_COUNT - 1;
            }
        }
        writer.write(batch, new IntColumn(ColumnType.INT, rowCount, numbers, null));
    }

    /** Ends the writing. */
    void finish(OperatorMetrics metrics) {
        writer.finish();
        for (BlockFile file : files) {
            if (file != null) {
                file.finish();
                metrics.spilled(file.writtenBytes());
            }
        }
    }

    long rowCount(int file) {
        return rowCounts[file];
    }

    /** Hands over a file, null if it has no rows. The caller closes it. */
    @Nullable
    BlockFile take(int file) {
        BlockFile taken = files[file];
        files[file] = null;
        return taken;
    }

    @Override
    public void close() {
        for (int i = 0; i < FILE_COUNT; i++) {
            BlockFile file = take(i);
            if (file != null) {
                file.close();
            }
        }
    }
}
