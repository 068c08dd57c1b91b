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
import io.quiver.spark.scan.text.TextBatch;
import io.quiver.spark.scan.text.TextReadFunction;
import io.quiver.spark.scan.text.TextScanRdd;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * Random files of lines, split at any byte, are read as by Spark: with the same rows and corrupt records in the same order, and
 * the same error after the same rows.
 *
 * <p>{@code -Dcsv.seed=7 -Dcsv.files=20000} reads twenty thousand CSV files of that seed; {@code -Dcsv.file=123} only one.
 */
public abstract class LineFuzz {
    /** A file: which columns it has and are asked for, how it is to be read, and its text. */
    public record LineFile(String schema, List<String> asked, Map<String, String> options, byte[] bytes) {}

    private static final List<String> ZONES = List.of("America/Los_Angeles", "UTC", "Europe/Berlin", "+05:30");
    private static final List<String> POLICIES = List.of("EXCEPTION", "EXCEPTION", "CORRECTED", "LEGACY");

    protected static SparkSession spark;

    @TempDir
    protected Path folder;

    private final String format;
    private final long seed;
    private final int files;
    private final int onlyFile;
    private final List<String> problems = new ArrayList<>();
    private int filesOfUs;
    private int filesThatFail;
    private long rows;
    private long rowsOfSpark;

    protected LineFuzz(String format) {
        this.format = format;
        seed = Long.getLong(format + ".seed", 17);
        files = Integer.getInteger(format + ".files", 300);
        onlyFile = Integer.getInteger(format + ".file", -1);
    }

    /** The file of a seed. */
    protected abstract LineFile file(long seed);

    /** Settings of the session that matter to the format alone. */
    protected abstract Map<String, String> settings(Random random);

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .appName("lines")
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
                "%s: %d files, %d read by us, %d fail, %d rows of which Spark's parser made %d, %d differ%n",
                format, files, filesOfUs, filesThatFail, rows, rowsOfSpark, problems.size());
        assertThat(problems).isEmpty();
        if (onlyFile < 0) {
            assertThat(filesOfUs).as("files read by us").isGreaterThan(files / 3);
            assertThat(rows - rowsOfSpark).as("rows read by us").isGreaterThan(rows / 3);
        }
    }

    private void compare(int number) throws IOException {
        LineFile file = file(seed * 1_000_003 + number);
        Random random = new Random(seed * 7_000_003 + number);
        spark.conf().set("spark.sql.session.timeZone", ZONES.get(random.nextInt(ZONES.size())));
        spark.conf().set("spark.sql.legacy.timeParserPolicy", POLICIES.get(random.nextInt(POLICIES.size())));
        settings(random).forEach((key, value) -> spark.conf().set(key, value));
        Path path = folder.resolve("f" + number + "." + format);
        Files.write(path, file.bytes());
        FileSourceScanExec scan;
        try {
            scan = scan(path, file);
        } catch (RuntimeException refused) { // options that Spark refuses
            Files.delete(path);
            return;
        }
        boolean isOurs = LineFormats.canRead(scan);
        filesOfUs += isOurs ? 1 : 0;
        FileScanRDD rdd = (FileScanRDD) scan.inputRDD();
        Function1<PartitionedFile, Iterator<InternalRow>> stock = SparkInternals.readFunction(rdd);
        FallbackReport fallbacks = fallbacks();
        TextReadFunction ours = new TextReadFunction(
                stock,
                TextScanRdd.types(scan.requiredSchema()),
                isOurs ? LineFormats.opener(scan, stock) : null,
                fallbacks);
        PartitionedFile whole = Scala.list(rdd.filePartitions()).isEmpty()
                ? null
                : Scala.list(rdd.filePartitions()).get(0).files()[0];
        if (whole != null) {
            boolean isCut = random.nextBoolean();
            int longest = random.nextInt(4) == 0 ? 40 : 1000;
            for (long from = 0; from < file.bytes().length; ) {
                long length = isCut ? 1 + random.nextInt(longest) : file.bytes().length;
                length = Math.min(length, file.bytes().length - from);
                PartitionedFile split = split(whole, from, length);
                String reasons = fallbacks.reasons().text();
                Outcome expected = read(stock, split, scan);
                compare(number, file, split, expected, read(ours, split, scan));
                if (expected.failure.isEmpty() && !fallbacks.reasons().text().equals(reasons)) {
                    problems.add("-D%s.seed=%d -D%s.file=%d left to Spark: %s"
                            .formatted(
                                    format,
                                    seed,
                                    format,
                                    number,
                                    fallbacks.reasons().text()));
                }
                from += length;
            }
        }
        Files.delete(path);
        Files.deleteIfExists(folder.resolve(".f" + number + "." + format + ".crc"));
    }

    private FileSourceScanExec scan(Path path, LineFile file) {
        Dataset<Row> all = spark.read()
                .schema(file.schema())
                .options(file.options())
                .format(format)
                .load(path.toString());
        Dataset<Row> data =
                all.select(file.asked().stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new));
        return scanOf(data);
    }

    /** The scan of the one file that {@code data} comes from. */
    protected static FileSourceScanExec scanOf(Dataset<Row> data) {
        FileSourceScanExec scan = (FileSourceScanExec) Scala.list(((org.apache.spark.sql.classic.Dataset<Row>) data)
                        .queryExecution()
                        .sparkPlan()
                        .collectLeaves())
                .get(0);
        scan.inputRDD();
        return scan;
    }

    protected static FallbackReport fallbacks() {
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

    private void compare(int number, LineFile file, PartitionedFile split, Outcome stock, Outcome ours) {
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
                "-D%s.seed=%d -D%s.file=%d split %d+%d%n%s%nasked %s%noptions %s%nrow %d of %d and %d%nstock:  %s %s%nquiver: %s %s%n"
                        .formatted(
                                format,
                                seed,
                                format,
                                number,
                                split.start(),
                                split.length(),
                                file.schema(),
                                file.asked(),
                                file.options(),
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
                    batch.rowIterator().forEachRemaining(row -> out.add(RowTexts.text(row, types)));
                } else {
                    out.add(RowTexts.text((InternalRow) element, types));
                }
            }
        } catch (Throwable thrown) {
            failure = RowTexts.chain(thrown);
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
}
