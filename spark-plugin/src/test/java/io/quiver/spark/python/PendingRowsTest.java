/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.memory.SpillFile;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are returned once each and in their order, wherever they wait. */
final class PendingRowsTest {
    private static final List<ColumnType> TYPES = List.of(ColumnType.LONG, ColumnType.STRING);

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 20_000, Long.MAX_VALUE})
    void rowsComeOutInOrder(long limit) {
        for (int seed = 0; seed < 20; seed++) {
            LittleMemory memory = new LittleMemory(limit);
            Random random = new Random(seed);
            long added = 0;
            long taken = 0;
            try (PendingRows rows = new PendingRows(memory, TYPES)) {
                for (int step = 0; step < 200; step++) {
                    // some steps of nearly all adding, some of nearly all taking
                    if (random.nextInt(10) < (step / 40 % 2 == 0 ? 8 : 3)) {
                        int count = 1 + random.nextInt(200);
                        rows.add(batch(added, count));
                        added += count;
                    } else {
                        taken = check(rows.poll(), taken, added);
                    }
                }
                while (taken < added) {
                    taken = check(rows.poll(), taken, added);
                }
                assertThat(rows.poll()).isNull();
                assertThat(memory.held).as("seed %d", seed).isZero();
                rows.add(batch(added, 5));
            }
            assertThat(memory.held).isZero();
            assertThat(memory.openFiles).isZero();
            assertThat(memory.filesEver > 0).as("seed %d", seed).isEqualTo(limit < Long.MAX_VALUE);
        }
    }

    /** Of {@code SELECT f(1)}: nothing is kept but how many rows there are. */
    @Test
    void rowsWithoutColumnsWaitToo() {
        LittleMemory memory = new LittleMemory(-1);
        try (PendingRows rows = new PendingRows(memory, List.of())) {
            rows.add(new Batch(List.of(), 7));
            rows.add(new Batch(List.of(), 9));
            int count = 0;
            for (Batch batch = rows.poll(); batch != null; batch = rows.poll()) {
                count += batch.rowCount();
            }
            assertThat(count).isEqualTo(16);
        }
        assertThat(memory.filesEver).isEqualTo(1);
        assertThat(memory.openFiles).isZero();
    }

    private static Batch batch(long first, int count) {
        ColumnBuilder texts = ColumnBuilder.create(ColumnType.STRING, count);
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = first + i;
            byte[] text = text(first + i);
            texts.appendBytes(text, 0, text.length);
        }
        return new Batch(List.of(new LongColumn(ColumnType.LONG, count, numbers, null), texts.build()), count);
    }

    private static byte[] text(long number) {
        return ("row " + number).getBytes(StandardCharsets.UTF_8);
    }

    /** How many rows have come with these. */
    private static long check(@Nullable Batch batch, long taken, long added) {
        if (batch == null) {
            assertThat(taken).isEqualTo(added);
            return taken;
        }
        LongColumn numbers = (LongColumn) batch.column(0).flat();
        Column texts = batch.column(1).flat();
        for (int i = 0; i < batch.rowCount(); i++) {
            assertThat(numbers.values()[i]).isEqualTo(taken + i);
            BytesColumn bytes = (BytesColumn) texts;
            assertThat(new String(bytes.data(), bytes.starts()[i], bytes.lengths()[i], StandardCharsets.UTF_8))
                    .isEqualTo("row " + (taken + i));
        }
        return taken + batch.rowCount();
    }

    /** Grants a limit, and counts files. */
    private static final class LittleMemory implements TaskMemory {
        private final long limit;
        private long held;
        private int openFiles;
        private int filesEver;

        LittleMemory(long limit) {
            this.limit = limit;
        }

        @Override
        public Account open(String name, Spillable spillable) {
            Account unlimited = TaskMemory.unlimited().open(name, spillable);
            return new Account() {
                @Override
                public boolean resize(long bytes) {
                    if (bytes > limit && bytes >= held) {
                        return false;
                    }
                    held = bytes;
                    return unlimited.resize(bytes);
                }

                @Override
                public long heldBytes() {
                    return unlimited.heldBytes();
                }

                @Override
                public SpillFile newSpillFile() {
                    openFiles++;
                    filesEver++;
                    return counted(unlimited.newSpillFile());
                }

                @Override
                public void close() {
                    held = 0;
                    unlimited.close();
                }
            };
        }

        private SpillFile counted(SpillFile file) {
            return new SpillFile() {
                private boolean isClosed;

                @Override
                public OutputStream openForWriting() throws IOException {
                    return file.openForWriting();
                }

                @Override
                public InputStream openForReading() throws IOException {
                    return file.openForReading();
                }

                @Override
                public void close() {
                    openFiles -= isClosed ? 0 : 1;
                    isClosed = true;
                    file.close();
                }
            };
        }
    }
}
