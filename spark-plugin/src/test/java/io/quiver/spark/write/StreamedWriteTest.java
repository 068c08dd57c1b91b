/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.TestSession;
import io.quiver.spark.config.QuiverConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.IncrementalExecution;
import org.apache.spark.sql.execution.streaming.runtime.StreamingQueryWrapper;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams into files with Spark's writer and with Quiver's: the files, rows and errors are the same. */
final class StreamedWriteTest {
    private static final int ROWS = 6000;

    @TempDir
    static Path folder;

    private static SparkSession spark;
    private static int count;

    @BeforeAll
    static void start() {
        spark = TestSession.start(
                folder,
                Map.of(
                        // a task is tried again
                        "spark.master",
                        "local[2, 2]",
                        "spark.sql.streaming.schemaInference",
                        "true",
                        "spark.hadoop.fs.full.impl",
                        FullDisk.class.getName()));
        spark.udf()
                .register(
                        "fail_once",
                        functions.udf(new FailOnce(), DataTypes.BooleanType).asNondeterministic());
        TestSession.table(
                spark,
                folder,
                "numbers",
                ROWS,
                3,
                "id",
                "if(id % 7 = 0, null, concat('name ', id % 50)) as name",
                "cast(id as decimal(12, 2)) as d",
                "timestamp_seconds(id) as at");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static Dataset<Row> stream() {
        return spark.readStream()
                .option("maxFilesPerTrigger", 1)
                .parquet(folder.resolve("numbers").toString());
    }

    /** Runs a stream to its end, and returns the plan of its last batch. */
    private static String run(
            Dataset<Row> data, UnaryOperator<DataStreamWriter<Row>> how, String target, Path checkpoint, boolean byOurs)
            throws Exception {
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), byOurs);
        StreamingQuery query = how.apply(data.writeStream())
                .format("parquet")
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", checkpoint.toString())
                .start(target);
        query.awaitTermination();
        IncrementalExecution last =
                ((StreamingQueryWrapper) query).streamingQuery().lastExecution();
        return last == null ? "nothing was new" : last.executedPlan().toString();
    }

    private static void same(Dataset<Row> data, UnaryOperator<DataStreamWriter<Row>> how, boolean byOurs)
            throws Exception {
        Path stock = folder.resolve("stock" + count);
        Path ours = folder.resolve("ours" + count++);
        run(data, how, stock.toString(), Path.of(stock + "-checkpoint"), false);
        String plan = run(data, how, ours.toString(), Path.of(ours + "-checkpoint"), true);
        assertThat(plan.contains("QuiverWriteFiles")).as(plan).isEqualTo(byOurs);
        assertThat(WrittenFolder.files(ours)).isEqualTo(WrittenFolder.files(stock));
        assertThat(WrittenFolder.footers(ours)).containsExactlyInAnyOrderElementsOf(WrittenFolder.footers(stock));
        assertThat(texts(ours)).isEqualTo(texts(stock));
        assertThat(SparkEnv.get().memoryManager().executionMemoryUsed()).isZero();
    }

    private static List<String> texts(Path files) {
        spark.conf().set("spark.quiver.enabled", "false");
        try {
            return spark.read().parquet(files.toString()).orderBy("id").toJSON().collectAsList();
        } finally {
            spark.conf().set("spark.quiver.enabled", "true");
        }
    }

    @Test
    void filesOfMicroBatchesAreTheSame() throws Exception {
        same(stream(), writer -> writer, true);
        same(
                stream().where("id % 3 <> 0").selectExpr("id", "upper(name) AS name", "d * 2 AS d"),
                writer -> writer,
                true);
        same(stream().where("id < 0"), writer -> writer, true);
        same(
                stream(),
                writer -> writer.option("compression", "zstd")
                        .option("maxRecordsPerFile", "500")
                        .option("parquet.block.size", "65536"),
                true);
    }

    @Test
    void batchesWithPartitionColumnsAreSparksToSort() throws Exception {
        same(stream().selectExpr("id", "id % 3 AS p"), writer -> writer.partitionBy("p"), false);
    }

    @Test
    void batchesThatAdaptiveExecutionTakesStaySparks() throws Exception {
        Dataset<Row> names = spark.range(50).selectExpr("concat('name ', id) AS name", "id AS place");
        same(stream().join(names, "name"), writer -> writer, false);
        same(stream().repartition(1), writer -> writer, false);
        spark.range(1).createOrReplaceTempView("one");
        same(stream().where("id > (SELECT max(id) FROM one)"), writer -> writer, false);
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        try {
            same(stream().repartition(1), writer -> writer, true);
        } finally {
            spark.conf().unset("spark.sql.adaptive.enabled");
        }
    }

    @Test
    void deduplicatedRowsAndTheirStateAreTheSame() throws Exception {
        same(
                stream()
                        .withWatermark("at", "10 seconds")
                        .dropDuplicates("id", "at")
                        .select("id", "name"),
                writer -> writer,
                true);
    }

    @Test
    void aStreamGoesOnWhereAnotherLeftOff() throws Exception {
        Path stock = folder.resolve("stockAgain");
        Path ours = folder.resolve("oursAgain");
        for (boolean byOurs : new boolean[] {false, true, true}) {
            // The second run by ours finds nothing new, the first one what stock's has written.
            run(stream(), writer -> writer, ours.toString(), folder.resolve("againCheckpoint"), byOurs);
        }
        run(stream(), writer -> writer, stock.toString(), folder.resolve("onceCheckpoint"), false);
        assertThat(texts(ours)).isEqualTo(texts(stock));
    }

    @Test
    void aTaskThatFailsLeavesNothingAndIsRunAgain() throws Exception {
        Dataset<Row> failing = stream().where("fail_once(id)");
        FailOnce.after = 100;
        same(failing, writer -> writer, true);
        FailOnce.after = ROWS;
    }

    @Test
    void aFullDiskEndsAStreamAsOnStock() throws IOException {
        assertThat(fullError(true)).isEqualTo(fullError(false)).contains("No space left");
    }

    private static String fullError(boolean byOurs) throws IOException {
        Path target = folder.resolve("full" + count++);
        String failure = "";
        try {
            run(stream(), writer -> writer, "full://" + target, Path.of(target + "-checkpoint"), byOurs);
        } catch (StreamingQueryException ended) {
            Throwable cause = ended;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            failure = cause.getClass() + ": " + cause.getMessage();
        } catch (Exception other) {
            throw new IllegalStateException(other);
        }
        assertThat(Files.exists(target) ? WrittenFolder.parquetFiles(target) : List.of())
                .isEmpty();
        return failure.replaceAll("full[0-9]+", "target");
    }

    /** Fails at a row in the first attempt of a task. */
    private static final class FailOnce implements UDF1<Long, Boolean> {
        private static final long serialVersionUID = 1L;
        private static volatile long after = ROWS;

        @Override
        public Boolean call(Long id) {
            if (id % 2000 == after && TaskContext.get().attemptNumber() == 0) {
                throw new IllegalStateException("for a test");
            }
            return true;
        }
    }
}
