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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tasks killed in the middle of a write, and full disks, with Spark's writer and with Quiver's: the same files are left, or none.
 * This also holds for files of very long nested values, and of very many nested columns.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class WriteFaultsTest {
    private static final String[] NESTED = {
        "id",
        "id % 5 AS p",
        "if(id % 5 = 0, null, array(id, null)) AS list",
        "named_struct('x', id, 'y', array(concat('text ', id % 40), null)) AS st",
        "map(concat('k', id), named_struct('z', id % 3)) AS m"
    };

    @TempDir
    static Path folder;

    private static SparkSession spark;
    private static int count;
    private static final AtomicInteger KILLED_TASKS = new AtomicInteger();

    @BeforeAll
    static void start() {
        spark = TestSession.start(
                folder,
                Map.of(
                        "spark.quiver.offload",
                        "always",
                        "spark.sql.codegen.wholeStage",
                        "false",
                        "spark.sql.codegen.factoryMode",
                        "NO_CODEGEN",
                        "spark.unsafe.exceptionOnMemoryLeak",
                        "true",
                        "spark.hadoop.fs.full.impl",
                        FullDisk.class.getName()));
        // Nothing moves what is not deterministic: rows are struck after they were sorted.
        spark.udf()
                .register(
                        "strike",
                        functions.udf(new Strike(), DataTypes.BooleanType).asNondeterministic());
        spark.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                if (end.reason() instanceof TaskKilled) {
                    KILLED_TASKS.incrementAndGet();
                }
            }
        });
        TestSession.table(spark, folder, "numbers", 20_000, 2, NESTED);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    /** How a task ends that is told to while its files are open. */
    enum End {
        /** At the next batch of its input. */
        WHEN_ASKED(false, false),
        /** By an exception in the middle of its input. */
        INTERRUPTED(true, false),
        /** Its thread is interrupted while it closes its files. */
        STILL_INTERRUPTED(true, true);

        private final boolean interrupts;
        private final boolean staysInterrupted;

        End(boolean interrupts, boolean staysInterrupted) {
            this.interrupts = interrupts;
            this.staysInterrupted = staysInterrupted;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskThatIsKilledLeavesNothingAndIsRunAgain(End end) throws Exception {
        Dataset<Row> data = spark.table("numbers");
        Dataset<Row> sorted = data.sortWithinPartitions("p");
        killed(end, data, writer -> writer);
        killed(end, data, writer -> writer.option("maxRecordsPerFile", "300"));
        killed(end, sorted, writer -> writer.option("maxRecordsPerFile", "300").partitionBy("p"));
    }

    private static void killed(End end, Dataset<Row> data, UnaryOperator<DataFrameWriter<Row>> how) throws Exception {
        Path stock = folder.resolve("stock" + count);
        Path ours = folder.resolve("ours" + count);
        Dataset<Row> struck = data.where("strike(id, " + end.ordinal() + ")");
        killed(end, how.apply(struck.write()), stock, false);
        killed(end, how.apply(struck.write()), ours, true);
        assertThat(WrittenFolder.files(ours)).isEqualTo(WrittenFolder.files(stock));
        assertThat(entries(ours)).noneMatch(name -> name.contains("_temporary"));
        assertThat(WrittenFolder.footers(ours)).isEqualTo(WrittenFolder.footers(stock));
        assertThat(texts(ours)).isEqualTo(texts(stock));
        count++;
    }

    private static void killed(End end, DataFrameWriter<Row> writer, Path target, boolean byOurs) throws Exception {
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), byOurs);
        int before = KILLED_TASKS.get();
        Strike.prepare();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread writing = new Thread(() -> {
            try {
                writer.parquet(target.toString());
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
        });
        writing.start();
        assertThat(Strike.reached().await(1, TimeUnit.MINUTES)).isTrue();
        spark.sparkContext().killTaskAttempt(Strike.struckTask(), end.interrupts, "a test");
        writing.join();
        assertThat(failure.get()).isNull();
        spark.sparkContext().listenerBus().waitUntilEmpty();
        assertThat(KILLED_TASKS.get() - before).isEqualTo(1);
        assertThat(SparkEnv.get().memoryManager().executionMemoryUsed()).isZero();
    }

    private static List<String> entries(Path target) throws IOException {
        try (var paths = Files.walk(target)) {
            return paths.map(Path::toString).toList();
        }
    }

    private static List<String> texts(Path files) {
        spark.conf().set("spark.quiver.enabled", "false");
        try {
            return spark.read().parquet(files.toString()).orderBy("id").toJSON().collectAsList();
        } finally {
            spark.conf().set("spark.quiver.enabled", "true");
        }
    }

    /** True for all rows; the first attempt of the second partition waits in the middle of its rows to be killed. */
    private static final class Strike implements UDF2<Long, Integer, Boolean> {
        private static final long serialVersionUID = 1L;
        private static final long STRUCK_ROW = 17_004;
        private static volatile CountDownLatch reached = new CountDownLatch(1);
        private static volatile long struckTask;

        static void prepare() {
            reached = new CountDownLatch(1);
        }

        static CountDownLatch reached() {
            return reached;
        }

        static long struckTask() {
            return struckTask;
        }

        @Override
        public Boolean call(Long id, Integer end) {
            TaskContext task = TaskContext.get();
            if (id != STRUCK_ROW || task.attemptNumber() > 0) {
                return true;
            }
            struckTask = task.taskAttemptId();
            reached.countDown();
            while (!task.isInterrupted()) {
                try {
                    TimeUnit.MILLISECONDS.sleep(5);
                } catch (InterruptedException killed) {
                    if (!End.values()[end].staysInterrupted) {
                        throw new IllegalStateException(killed);
                    }
                    Thread.currentThread().interrupt();
                    return true;
                }
            }
            return true;
        }
    }

    @Test
    void aFullDiskEndsAWriteAsOnStock() throws IOException {
        full(writer -> writer);
        full(writer -> writer.option("maxRecordsPerFile", "4000"));
        full(writer -> writer.partitionBy("p"));
        full(writer -> writer.option("parquet.block.size", "65536").option("parquet.page.size", "4096"));
    }

    private static void full(UnaryOperator<DataFrameWriter<Row>> how) throws IOException {
        assertThat(fullError(how, true)).isEqualTo(fullError(how, false)).contains("No space left");
    }

    /** What the task's failure says, from the outside in. */
    private static String fullError(UnaryOperator<DataFrameWriter<Row>> how, boolean byOurs) throws IOException {
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), byOurs);
        Path target = folder.resolve("full" + count++);
        StringBuilder text = new StringBuilder();
        try {
            how.apply(spark.table("numbers").coalesce(1).write()).parquet("full://" + target);
        } catch (Exception failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                text.append(cause.getClass().getName()).append(": ");
                text.append(
                        String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
                text.append('\n');
            }
        }
        assertThat(WrittenFolder.files(target)).isEmpty();
        assertThat(SparkEnv.get().memoryManager().executionMemoryUsed()).isZero();
        return text.toString()
                .replaceAll("(TID|stage|task) [0-9.]+", "$1 N")
                .replaceAll("full[0-9]+", "target")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "U")
                .replaceAll("attempt_[0-9_m]+", "A");
    }

    /** Values of a megabyte at each place of a shape, from bytes, from parts and behind a shuffle, into row groups of any size. */
    @Test
    void nestedValuesOfAMegabyteComeBack() {
        Dataset<Row> data = spark.range(0, 12, 1, 1)
                .selectExpr("id", "repeat(concat('some text ', id, ' '), 80000) AS t")
                .selectExpr(
                        "id",
                        "if(id % 5 = 0, null, array(t, null, concat(t, 'b'), '')) AS list",
                        "named_struct('a', if(id % 3 = 0, null, t), 'b', named_struct('c', cast(t AS binary))) AS st",
                        "if(id % 4 = 0, map(), map(concat(t, 'k'), id, 'k', null)) AS m",
                        "array(named_struct('x', array(t), 'y', id), null) AS deep");
        Path given = folder.resolve("long_given");
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "false");
        data.write().parquet(given.toString());
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "true");
        List<String> expected = sums(given);
        Dataset<Row> read = spark.read().parquet(given.toString());
        for (Dataset<Row> source : List.of(data, read, read.repartition(2))) {
            for (String group : List.of("134217728", "3000000", "1024")) {
                Path target = folder.resolve("long" + count++);
                source.write()
                        .option("parquet.block.size", group)
                        .option("maxRecordsPerFile", "5")
                        .parquet(target.toString());
                assertThat(sums(target)).isEqualTo(expected);
            }
        }
    }

    private static List<String> sums(Path files) {
        spark.conf().set("spark.quiver.enabled", "false");
        try {
            return spark.read()
                    .parquet(files.toString())
                    .selectExpr(
                            "id",
                            "transform(list, t -> md5(t)) AS list",
                            "md5(st.a) AS a",
                            "md5(st.b.c) AS c",
                            "transform(map_entries(m), e -> struct(md5(e.key), e.value)) AS m",
                            "transform(deep, e -> struct(transform(e.x, t -> md5(t)), e.y)) AS deep")
                    .orderBy("id")
                    .toJSON()
                    .collectAsList();
        } finally {
            spark.conf().set("spark.quiver.enabled", "true");
        }
    }

    @Test
    void aThousandNestedColumnsAreTheSameInTheFiles() throws IOException {
        String[] columns = new String[1000];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = switch (i % 4) {
                case 0 -> "if((id + %1$d) %% 7 = 0, null, array(id, null, %1$d)) AS c%1$d";
                case 1 -> "named_struct('x', id + %1$d, 'y', st.y) AS c%1$d";
                case 2 -> "map(%1$d, array(named_struct('z', id, 'w', p))) AS c%1$d";
                default -> "array(array(), null, array(concat('t', id %% 3, %1$d))) AS c%1$d";
            };
            columns[i] = columns[i].formatted(i);
        }
        Dataset<Row> data = spark.table("numbers").where("id < 60").coalesce(1).selectExpr(columns);
        Path files = same(data, "many");
        same(spark.read().parquet(files.toString()), "many_again");
    }

    private static Path same(Dataset<Row> data, String name) throws IOException {
        Path stock = folder.resolve(name + "_stock");
        Path ours = folder.resolve(name + "_ours");
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "false");
        data.write().parquet(stock.toString());
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "true");
        data.write().parquet(ours.toString());
        assertThat(WrittenFolder.footers(ours)).isEqualTo(WrittenFolder.footers(stock));
        assertThat(json(ours)).isEqualTo(json(stock));
        return ours;
    }

    private static List<String> json(Path files) {
        spark.conf().set("spark.quiver.enabled", "false");
        try {
            return spark.read().parquet(files.toString()).toJSON().collectAsList();
        } finally {
            spark.conf().set("spark.quiver.enabled", "true");
        }
    }
}
