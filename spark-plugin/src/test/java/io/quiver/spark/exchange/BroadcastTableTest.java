/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.operator.join.JoinBuildTable;
import io.quiver.exec.operator.join.JoinTableBuilder;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import io.quiver.spark.TestSession;
import io.quiver.spark.compat.Scala;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.memory.MemoryManager;
import org.apache.spark.memory.MemoryMode;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BroadcastBlockId;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the table of a broadcast is kept, with and without enough memory. */
final class BroadcastTableTest {
    private static final int ROWS = 10_000;

    private static SparkSession spark;
    private static long lastBroadcast = 1_000_000;

    @TempDir
    static Path folder;

    private final AtomicInteger builds = new AtomicInteger();

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private JoinBuildTable build() {
        builds.incrementAndGet();
        List<ColumnType> types = List.of(ColumnType.LONG);
        ExpressionCompiler compiler =
                new ExpressionCompiler(FunctionCatalog.standard(), ForeignExpressions.NONE, List.of());
        JoinTableBuilder builder = new JoinTableBuilder(types, List.of(), List.of(), false, compiler);
        builder.add(new Batch(List.of(new LongColumn(ColumnType.LONG, ROWS, new long[ROWS], null)), ROWS));
        return builder.finish();
    }

    /** A block of a broadcast that is there. */
    private static BroadcastBlockId newId() {
        BroadcastBlockId broadcast = new BroadcastBlockId(lastBroadcast++, "");
        blocks().putSingle(broadcast, "value", StorageLevel.MEMORY_ONLY(), false, Scala.tag(String.class));
        return new BroadcastBlockId(broadcast.broadcastId(), "_table_test");
    }

    private static BlockManager blocks() {
        return SparkEnv.get().blockManager();
    }

    @Test
    void tableIsMadeOnceAndItsMemoryIsCounted() {
        BroadcastBlockId id = newId();
        BroadcastTable table = new BroadcastTable(id);
        long before = SparkEnv.get().memoryManager().storageMemoryUsed();
        JoinBuildTable made = table.get(this::build);
        assertThat(table.get(this::build)).isSameAs(made);
        assertThat(new BroadcastTable(id).get(this::build))
                .as("found by the broadcast's number where the broadcast was read again")
                .isSameAs(made);
        assertThat(builds).hasValue(1);
        assertThat(SparkEnv.get().memoryManager().storageMemoryUsed() - before)
                .isEqualTo(blocks().memoryStore().getSize(id))
                .isBetween(made.sizeBytes(), made.sizeBytes() + 1000);
        blocks().removeBlock(id, false);
    }

    @Test
    void evictedTableThatIsInUseIsNotMadeTwice() {
        BroadcastBlockId id = newId();
        BroadcastTable table = new BroadcastTable(id);
        JoinBuildTable inUse = table.get(this::build);
        blocks().removeBlock(id, false);
        assertThat(table.get(this::build)).isSameAs(inUse);
        assertThat(builds).hasValue(1);
        assertThat(blocks().memoryStore().contains(id)).isTrue();
        blocks().removeBlock(id, false);
    }

    @Test
    void tableThatIsThereWhenTheBroadcastHasGoneLeavesNoBlock() {
        BroadcastBlockId id = newId();
        BroadcastTable table = new BroadcastTable(id);
        JoinBuildTable made = table.get(() -> {
            blocks().removeBroadcast(id.broadcastId(), false);
            return build();
        });
        assertThat(blocks().memoryStore().contains(id)).isFalse();
        assertThat(table.get(this::build)).isSameAs(made);
    }

    @Test
    void taskThatIsInterruptedDoesNotKeepTheTableForGood() {
        BroadcastBlockId id = newId();
        BroadcastTable table = new BroadcastTable(id);
        TaskContext task = TaskContext$.MODULE$.empty();
        blocks().registerTask(task.taskAttemptId());
        TaskContext$.MODULE$.setTaskContext(task);
        Thread.currentThread().interrupt();
        JoinBuildTable made;
        try {
            made = table.get(this::build);
            assertThat(blocks().memoryStore().contains(id)).isFalse();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
            TaskContext$.MODULE$.unset();
            blocks().releaseAllLocksForTask(task.taskAttemptId());
        }
        assertThat(table.get(this::build)).isSameAs(made);
        assertThat(blocks().memoryStore().contains(id)).isTrue();
        blocks().removeBlock(id, false);
    }

    @Test
    void tableWithoutMemoryIsKeptAllTheSame() {
        BroadcastBlockId id = newId();
        BroadcastTable table = new BroadcastTable(id);
        MemoryManager memory = SparkEnv.get().memoryManager();
        long all = memory.maxOnHeapStorageMemory() - memory.onHeapStorageMemoryUsed();
        assertThat(memory.acquireStorageMemory(newId(), all, MemoryMode.ON_HEAP))
                .isTrue();
        JoinBuildTable made;
        try {
            made = table.get(this::build);
            assertThat(blocks().memoryStore().contains(id)).isFalse();
        } finally {
            memory.releaseStorageMemory(all, MemoryMode.ON_HEAP);
        }
        assertThat(table.get(this::build)).isSameAs(made);
        assertThat(builds).hasValue(1);
    }
}
