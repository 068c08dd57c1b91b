/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkInternals;
import io.quiver.spark.metric.RareMetrics;
import io.quiver.spark.scan.file.FallbackReport;
import io.quiver.spark.scan.file.ReaderFallbacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Function1;
import scala.collection.Iterator;

/**
 * Damaged files end as with Spark's reader: with the same rows, or the same error after the same rows. Reading takes no longer
 * than with Spark (and always ends), and a damaged length does not become an allocation.
 *
 * <p>{@code -Dbroken.seed=7 -Dbroken.cases=5000} runs five thousand cases of that seed; {@code -Dbroken.case=123} only one.
 */
final class BrokenBytesTest {
    private static final String COLUMNS =
            "id, CAST(id % 2 AS BOOLEAN) b, CAST(id % 128 AS TINYINT) t, CAST(id AS SMALLINT) s, CAST(id * 77777 AS INT) i,"
                    + " CAST(id AS FLOAT) / 3 f, CAST(id AS DOUBLE) / 3 d, CAST(id / 7 AS DECIMAL(9, 2)) d9,"
                    + " CAST(id / 7 AS DECIMAL(18, 4)) d18, CAST(id / 7 AS DECIMAL(38, 10)) d38,"
                    + " DATE_ADD(DATE'2020-01-01', CAST(id % 90 AS INT)) day, TIMESTAMP_MICROS(id * 1234567) ts,"
                    + " CAST(TIMESTAMP_MICROS(id * 1234567) AS TIMESTAMP_NTZ) ntz, CONCAT('name ', id % 11) few,"
                    + " CONCAT('comment number ', id * 7919) many, CAST(CAST(id AS STRING) AS BINARY) bin,"
                    + " IF(id % 3 = 0, NULL, id) n1, IF(id % 100 < 60, NULL, CONCAT('x', id % 5)) n2,"
                    + " IF(id > 150, NULL, CAST(id AS DECIMAL(20, 2))) n3, IF(id % 5 = 0, NULL, id % 3 = 0) n4,"
                    + " IF(id % 4 = 0, NULL, TRANSFORM(SEQUENCE(0, id % 6), x -> IF(x = 3, NULL, CONCAT('e', x * id)))) a,"
                    + " IF(id % 6 = 0, NULL, MAP(id, NAMED_STRUCT('p', id % 3, 'q', ARRAY(CAST(id AS DOUBLE), NULL)))) m";
    private static final List<Map<String, String>> WRITERS = List.of(
            Map.of("compression", "snappy"),
            Map.of("compression", "zstd", "parquet.writer.version", "v2", "parquet.enable.dictionary", "false"),
            Map.of("compression", "uncompressed", "parquet.page.size", "300"),
            Map.of("compression", "uncompressed", "parquet.enable.dictionary", "false"),
            Map.of("compression", "gzip", "parquet.writer.version", "v2"),
            Map.of("compression", "snappy", "parquet.block.size", "3000", "parquet.page.row.count.limit", "50"),
            Map.of("compression", "lz4_raw", "parquet.enable.dictionary", "false", "parquet.page.size", "300"));
    private static final long SECONDS_FOR_SPARK = 2;
    private static final long SECONDS_FOR_US = 20;
    private static final long SPARE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long SPARE_BYTES = 4 << 20;
    private static final long SPARE_FILES = 10;

    private static SparkSession spark;

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("broken.seed", 4);
    private final int cases = Integer.getInteger("broken.cases", 420);
    private final int onlyCase = Integer.getInteger("broken.case", -1);
    private final List<String> problems = new ArrayList<>();
    private int readByUs;
    private int failed;
    private int hangsOnStock;
    private long filesLeftOpenByStock;
    private long filesLeftOpenByUs;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .appName("broken")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "America/Los_Angeles")
                .config("spark.sql.parquet.columnarReaderBatchSize", "64")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void damagedFilesEndAsWithSparksReader() throws Exception {
        for (int writer = 0; writer < WRITERS.size(); writer++) {
            Target target = target("w" + writer, WRITERS.get(writer));
            for (int number = writer; number < cases; number += WRITERS.size()) {
                if (onlyCase < 0 || onlyCase == number) {
                    byte[] damaged = target.damage.next(new Random(seed * 1_000_003 + number));
                    compare(target, number, damaged);
                }
            }
        }
        System.out.printf(
                "broken bytes: %d files, %d fail, %d read by us to their end, %d hang on stock Spark, %d differ%n",
                cases, failed, readByUs, hangsOnStock, problems.size());
        assertThat(problems).isEmpty();
        // a collection may close what either has left open
        assertThat(filesLeftOpenByUs)
                .as("files left open")
                .isLessThanOrEqualTo(Math.max(0, filesLeftOpenByStock) + SPARE_FILES);
        assertThat(readByUs).isGreaterThan(onlyCase < 0 ? cases / 10 : -1);
    }

    /** A file, what damages it, and who reads it. */
    private record Target(
            Path file,
            Damage damage,
            PartitionedFile split,
            Function1<PartitionedFile, Iterator<InternalRow>> stock,
            Function1<PartitionedFile, Iterator<InternalRow>> ours) {}

    private Target target(String name, Map<String, String> options) throws IOException {
        Path table = folder.resolve(name);
        spark.sql("SELECT " + COLUMNS + " FROM range(0, 300, 1, 1)")
                .write()
                .options(options)
                .parquet(table.toString());
        Path file;
        try (Stream<Path> files = Files.list(table)) {
            List<Path> all = files.toList();
            for (Path other : all) {
                if (other.toString().endsWith(".crc")) {
                    Files.delete(other);
                }
            }
            file = all.stream()
                    .filter(one -> one.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        Dataset<Row> data = spark.read().parquet(table.toString());
        FileSourceScanExec scan = (FileSourceScanExec) Scala.list(((org.apache.spark.sql.classic.Dataset<Row>) data)
                        .queryExecution()
                        .sparkPlan()
                        .collectLeaves())
                .get(0);
        FileScanRDD rdd = (FileScanRDD) scan.inputRDD();
        Function1<PartitionedFile, Iterator<InternalRow>> stock = SparkInternals.readFunction(rdd);
        FallbackReport fallbacks = new FallbackReport(
                ReaderFallbacks.register(spark.sparkContext(), name),
                RareMetrics.register(spark.sparkContext())
                        .counter(SQLMetrics.createMetric(spark.sparkContext(), "files")));
        ParquetReadFunction ours = new ParquetReadFunction(
                stock,
                ParquetReadSettings.of(scan, stock).orElseThrow(),
                fallbacks,
                new PushedFilters(),
                scan.longMetric("numOutputRows"));
        PartitionedFile split = Scala.list(rdd.filePartitions()).get(0).files()[0];
        return new Target(file, Damage.of(file, Files.readAllBytes(file)), split, stock, ours);
    }

    private void compare(Target target, int number, byte[] damaged) throws Exception {
        Files.write(target.file, damaged);
        PartitionedFile split = resized(target.split, damaged.length);
        Optional<ReadOutcome> stock = read(target.stock, split, SECONDS_FOR_SPARK);
        if (stock.isEmpty()) {
            // Spark 4.1's VectorizedRleValuesReader.readBatch can loop for ever over damaged levels; what we cannot
            // read, it reads
            hangsOnStock++;
            return;
        }
        Optional<ReadOutcome> ours = read(target.ours, split, SECONDS_FOR_US);
        if (ours.isEmpty()) {
            report(number, "hangs", stock.get().failure());
            return;
        }
        failed += stock.get().failure().isEmpty() ? 0 : 1;
        readByUs += ours.get().failure().isEmpty() && ours.get().ourRows() > 0 ? 1 : 0;
        filesLeftOpenByStock += stock.get().filesLeftOpen();
        filesLeftOpenByUs += ours.get().filesLeftOpen();
        compare(number, stock.get(), ours.get());
    }

    private void compare(int number, ReadOutcome stock, ReadOutcome ours) {
        if (!stock.isOutOfMemory()
                && !(ours.rows().equals(stock.rows()) && ours.failure().equals(stock.failure()))) {
            report(
                    number,
                    "differs",
                    "stock:  %s%nquiver: %s%n".formatted(shortened(stock, ours), shortened(ours, stock)));
        }
        if (ours.nanos() > 10 * stock.nanos() + SPARE_NANOS) {
            report(number, "takes long", "%d ns, %d with Spark".formatted(ours.nanos(), stock.nanos()));
        }
        // The footer of a file that we do not read is read twice.
        if (ours.allocatedBytes() > 2 * stock.allocatedBytes() + SPARE_BYTES) {
            report(
                    number,
                    "allocates much",
                    "%d bytes, %d with Spark".formatted(ours.allocatedBytes(), stock.allocatedBytes()));
        }
    }

    /** Empty where the reader does not come to an end. */
    private static Optional<ReadOutcome> read(
            Function1<PartitionedFile, Iterator<InternalRow>> function, PartitionedFile split, long seconds)
            throws Exception {
        FutureTask<ReadOutcome> outcome = new FutureTask<>(() -> ReadOutcome.of(function, split));
        Thread reader = new Thread(outcome, "reader of a damaged file");
        reader.setDaemon(true);
        reader.start();
        try {
            return Optional.of(outcome.get(seconds, TimeUnit.SECONDS));
        } catch (TimeoutException hangs) {
            stop(reader);
            return Optional.empty();
        }
    }

    /** Ends a thread that listens to nobody, where the JDK still can; else it goes on until the JVM ends. */
    @SuppressWarnings({"deprecation", "removal"})
    private static void stop(Thread thread) {
        try {
            thread.stop();
        } catch (UnsupportedOperationException newerJdk) {
            thread.setPriority(Thread.MIN_PRIORITY);
        }
    }

    private void report(int number, String what, String details) {
        String text = "-Dbroken.seed=%d -Dbroken.case=%d %s%n%s%n".formatted(seed, number, what, details);
        System.out.println(text);
        problems.add(text);
    }

    /** The rows that the other does not have, and the failure. */
    private static String shortened(ReadOutcome outcome, ReadOutcome other) {
        List<String> own = new ArrayList<>(outcome.rows().lines().toList());
        int all = own.size();
        other.rows().lines().forEach(own::remove);
        return "%d rows, only here: %s; %s".formatted(all, own.subList(0, Math.min(3, own.size())), outcome.failure());
    }

    private static PartitionedFile resized(PartitionedFile file, long size) {
        return file.copy(
                file.partitionValues(),
                file.filePath(),
                0,
                size,
                file.locations(),
                file.modificationTime(),
                size,
                file.otherConstantMetadataColumnValues());
    }
}
