/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.spark.TestSession;
import io.quiver.spark.column.ColumnView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

class BlockCollectorTest {
    private static SparkSession spark;

    @TempDir
    static Path folder;

    /** Blocks are compressed as the process's configuration says. */
    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void theTimeToWriteBlocksIsMeasured() {
        DataType[] types = {DataTypes.IntegerType};
        SQLMetric time = new SQLMetric("nsTiming", -1);
        Batch batch = new Batch(List.of(new IntColumn(ColumnType.INT, 2, new int[] {7, 8}, null)), 2);
        Iterator<ColumnarBatch> batches = CollectionConverters.asScala(
                List.of(ColumnView.batch(batch, types)).iterator());

        Tuple2<Object, byte[][]> blocks = new BlockCollector(types, time).apply(TaskContext.get(), batches);

        assertThat(blocks._1()).isEqualTo(2L);
        assertThat(time.value()).isPositive();
    }
}
