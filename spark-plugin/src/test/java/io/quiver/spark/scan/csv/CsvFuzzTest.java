/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkInternals;
import io.quiver.spark.metric.RareMetrics;
import io.quiver.spark.scan.file.FallbackReport;
import io.quiver.spark.scan.file.ReaderFallbacks;
import io.quiver.spark.scan.text.TextBatch;
import io.quiver.spark.scan.text.TextReadFunction;
import io.quiver.spark.scan.text.TextScanRdd;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Function1;
import scala.collection.Iterator;

/**
 * Random CSV files, cut into splits anywhere, are read as by Spark: the same rows and corrupt records in the same order, and the same
 * error after the same rows.
 *
 * <p>{@code -Dcsv.seed=7 -Dcsv.files=20000} reads twenty thousand files of that seed; {@code -Dcsv.file=123} only one.
 */
final class CsvFuzzTest {
    private static final List<String> ZONES = List.of("America/Los_Angeles", "UTC", "Europe/Berlin", "+05:30");
    private static final List<String> POLICIES = List.of("EXCEPTION", "EXCEPTION", "CORRECTED", "LEGACY");

    private static SparkSession spark;

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("csv.seed", 17);
    private final int files = Integer.getInteger("csv.files", 300);
    private final int onlyFile = Integer.getInteger("csv.file", -1);
    private final List<String> problems = new ArrayList<>();
    private int filesOfUs;
    private int filesThatFail;
    private long rows;
    private long rowsOfSpark;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .appName("csv")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void filesAreReadAsBySpark() throws IOException {
        for (int number = 0; number < files && problems.size() < 20; number++) {
            if (onlyFile < 0 || onlyFile == number) {
                compare(number);
            }
        }
        System.out.printf(
                "csv: %d files, %d read by us, %d fail, %d rows of which Spark's parser made %d, %d differ%n",
                files, filesOfUs, filesThatFail, rows, rowsOfSpark, problems.size());
        assertThat(problems).isEmpty();
        if (onlyFile < 0) {
            assertThat(filesOfUs).as("files read by us").isGreaterThan(files / 3);
            assertThat(rows - rowsOfSpark).as("rows read by us").isGreaterThan(rows / 3);
        }
    }

    private void compare(int number) throws IOException {
        CsvCase file = new CsvCase(seed * 1_000_003 + number);
        Random random = new Random(seed * 7_000_003 + number);
        spark.conf().set("spark.sql.session.timeZone", ZONES.get(random.nextInt(ZONES.size())));
        spark.conf().set("spark.sql.legacy.timeParserPolicy", POLICIES.get(random.nextInt(POLICIES.size())));
        spark.conf().set("spark.sql.csv.parser.columnPruning.enabled", Boolean.toString(random.nextInt(4) > 0));
        Path path = folder.resolve("f" + number + ".csv");
        Files.write(path, file.bytes);
        String schema = file.schema();
        FileSourceScanExec scan;
        try {
            scan = scan(path, file, schema);
        } catch (RuntimeException refused) { // options that Spark refuses
            Files.delete(path);
            return;
        }
        boolean isOurs = CsvReads.refusal(scan).isEmpty();
        filesOfUs += isOurs ? 1 : 0;
        FileScanRDD rdd = (FileScanRDD) scan.inputRDD();
        Function1<PartitionedFile, Iterator<InternalRow>> stock = SparkInternals.readFunction(rdd);
        FallbackReport fallbacks = fallbacks();
        TextReadFunction ours = new TextReadFunction(
                stock,
                TextScanRdd.types(scan.requiredSchema()),
                isOurs ? CsvReadSettings.of(scan, stock) : null,
                fallbacks);
        PartitionedFile whole = Scala.list(rdd.filePartitions()).isEmpty()
                ? null
                : Scala.list(rdd.filePartitions()).get(0).files()[0];
        if (whole != null) {
            boolean isCut = random.nextBoolean();
            int longest = random.nextInt(4) == 0 ? 40 : 1000;
            for (long from = 0; from < file.bytes.length; ) {
                long length = isCut ? 1 + random.nextInt(longest) : file.bytes.length;
                length = Math.min(length, file.bytes.length - from);
                PartitionedFile split = split(whole, from, length);
                String reasons = fallbacks.reasons().text();
                Outcome expected = read(stock, split, scan);
                compare(number, file, schema, split, expected, read(ours, split, scan));
                if (expected.failure.isEmpty() && !fallbacks.reasons().text().equals(reasons)) {
                    problems.add("-Dcsv.seed=%d -Dcsv.file=%d left to Spark: %s"
                            .formatted(seed, number, fallbacks.reasons().text()));
                }
                from += length;
            }
        }
        Files.delete(path);
        Files.deleteIfExists(folder.resolve(".f" + number + ".csv.crc"));
    }

    private static FileSourceScanExec scan(Path path, CsvCase file, String schema) {
        Dataset<Row> all = spark.read().schema(schema).options(file.options).csv(path.toString());
        Dataset<Row> data =
                all.select(file.asked.stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new));
        FileSourceScanExec scan = (FileSourceScanExec) Scala.list(((org.apache.spark.sql.classic.Dataset<Row>) data)
                        .queryExecution()
                        .sparkPlan()
                        .collectLeaves())
                .get(0);
        scan.inputRDD();
        return scan;
    }

    private static FallbackReport fallbacks() {
        return new FallbackReport(
                ReaderFallbacks.register(spark.sparkContext(), "f"),
                RareMetrics.register(spark.sparkContext())
                        .counter(SQLMetrics.createMetric(spark.sparkContext(), "files")));
    }

    private static PartitionedFile split(PartitionedFile file, long start, long length) {
        return file.copy(
                file.partitionValues(),
                file.filePath(),
                start,
                length,
                file.locations(),
                file.modificationTime(),
                file.fileSize(),
                file.otherConstantMetadataColumnValues());
    }

    private record Outcome(List<String> rows, String failure) {}

    private void compare(int number, CsvCase file, String schema, PartitionedFile split, Outcome stock, Outcome ours) {
        filesThatFail += stock.failure.isEmpty() ? 0 : 1;
        if (stock.equals(ours)) {
            return;
        }
        int at = 0;
        while (at < Math.min(stock.rows.size(), ours.rows.size())
                && stock.rows.get(at).equals(ours.rows.get(at))) {
            at++;
        }
        String text =
                "-Dcsv.seed=%d -Dcsv.file=%d split %d+%d%n%s%nasked %s%noptions %s%nrow %d of %d and %d%nstock:  %s %s%nquiver: %s %s%n"
                        .formatted(
                                seed,
                                number,
                                split.start(),
                                split.length(),
                                schema,
                                file.asked,
                                file.options,
                                at,
                                stock.rows.size(),
                                ours.rows.size(),
                                at < stock.rows.size() ? stock.rows.get(at) : "",
                                stock.failure,
                                at < ours.rows.size() ? ours.rows.get(at) : "",
                                ours.failure);
        System.out.println(text);
        problems.add(text);
    }

    private Outcome read(
            Function1<PartitionedFile, Iterator<InternalRow>> reader, PartitionedFile split, FileSourceScanExec scan) {
        DataType[] types = TextScanRdd.types(scan.requiredSchema());
        List<String> out = new ArrayList<>();
        String failure = "";
        Iterator<?> elements = null;
        try {
            elements = reader.apply(split);
            while (elements.hasNext()) {
                Object element = elements.next();
                if (element instanceof ColumnarBatch batch) {
                    rows += batch.numRows();
                    rowsOfSpark += ((TextBatch) batch).rowsOfSpark();
                    batch.rowIterator().forEachRemaining(row -> out.add(text(row, types)));
                } else {
                    out.add(text((InternalRow) element, types));
                }
            }
        } catch (Throwable thrown) {
            failure = chain(thrown);
        }
        close(elements);
        return new Outcome(out, failure);
    }

    private static void close(Iterator<?> elements) {
        if (elements instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String text(InternalRow row, DataType[] types) {
        return String.join(
                "|",
                Stream.iterate(0, i -> i < types.length, i -> i + 1)
                        .map(i -> row.isNullAt(i) ? "null" : String.valueOf(row.get(i, types[i])))
                        .toList());
    }

    private static String chain(Throwable thrown) {
        StringBuilder chain = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            // The JIT compiler has an exception without a message for a place that has thrown many.
            chain.append(cause.toString()
                            .replaceAll("@[0-9a-f]+\\b", "@")
                            .replaceAll("(ArrayIndexOutOfBoundsException).*", "$1"))
                    .append('\n');
        }
        return chain.toString();
    }
}
