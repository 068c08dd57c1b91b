/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.spark.column.CarriedColumn;
import io.quiver.spark.compat.Scala;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.AccumulatorV2;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** A scan with Quiver's reader returns the batches that Spark's returns, or Spark's error. */
final class ParquetScanRddTest {
    private static final String ALL_TYPES =
            "SELECT id, CAST(id % 2 AS BOOLEAN) b, CAST(id % 128 AS TINYINT) t, CAST(id AS SMALLINT) s, CAST(id AS"
                    + " INT) i, CAST(id AS FLOAT) / 3 f, CAST(id AS DOUBLE) / 3 d, CAST(id / 7 AS DECIMAL(9, 2)) d9,"
                    + " CAST(id / 7 AS DECIMAL(18, 4)) d18, CAST(id / 7 AS DECIMAL(38, 10)) d38,"
                    + " DATE_ADD(DATE'2020-01-01', CAST(id % 900 AS INT)) day, TIMESTAMP_MICROS(id * 1234567) ts,"
                    + " CAST(TIMESTAMP_MICROS(id * 1234567) AS TIMESTAMP_NTZ) ntz, CONCAT('name ', id % 11) few,"
                    + " CONCAT('comment number ', id * 7919) many, CAST(CAST(id AS STRING) AS BINARY) bin, IF(id % 3 = 0,"
                    + " NULL, id) n1, IF(id % 100 < 60, NULL, CONCAT('x', id % 5)) n2, IF(id > 5000, NULL, CAST(id AS"
                    + " DECIMAL(20, 2))) n3 FROM range(0, 10000, 1, 2)";

    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .appName("scan")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "America/Los_Angeles")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"})
    void everyFlatTypeIsReadByUs(String timestamps) {
        spark.conf().set("spark.sql.parquet.outputTimestampType", timestamps);
        spark.sql(ALL_TYPES).write().parquet(path("all"));
        spark.conf().unset("spark.sql.parquet.outputTimestampType");
        assertSame(spark.read().parquet(path("all")), true);
    }

    @Test
    void filesOfTheLegacyWriterAreReadByUs() {
        spark.conf().set("spark.sql.parquet.writeLegacyFormat", "true");
        spark.sql(ALL_TYPES).write().parquet(path("legacy"));
        spark.conf().unset("spark.sql.parquet.writeLegacyFormat");
        assertSame(spark.read().parquet(path("legacy")), true);
    }

    @Test
    void secondVersionPagesAreReadByUs() {
        spark.sql(ALL_TYPES)
                .write()
                .option("parquet.writer.version", "PARQUET_2_0")
                .parquet(path("v2"));
        assertSame(spark.read().parquet(path("v2")), true);
    }

    @Test
    void partitionColumnsAndMissingColumnsAreConstants() {
        spark.sql("SELECT id, CAST(id % 3 AS INT) p, DATE'2020-02-02' q, 'a b' r FROM range(100)")
                .write()
                .partitionBy("p", "q", "r")
                .parquet(path("parts"));
        assertSame(
                spark.read()
                        .schema("id LONG, more STRING, p INT, q DATE, r STRING")
                        .parquet(path("parts")),
                true);
    }

    @Test
    void rowsAreFoundByTheColumnIndexAsSparkFindsThem() {
        spark.sql("SELECT id, id * 3 x, CONCAT('name', id) s, IF(id % 2 = 0, id, NULL) n FROM range(0, 50000, 1, 1)")
                .write()
                .option("parquet.page.row.count.limit", "500")
                .option("parquet.block.size", "200000")
                .parquet(path("index"));
        Dataset<Row> data = spark.read().parquet(path("index"));
        assertSame(data.where("id BETWEEN 12345 AND 12900 OR x > 149000"), true);
        assertSame(data.where("s = 'name777'"), true);
        assertSame(data.where("id < 0"), true);
    }

    @Test
    void rowIndexesAreThoseOfSparksReader() {
        spark.sql("SELECT id, id * 3 x, id % 2 p FROM range(0, 50000, 1, 1)")
                .write()
                .option("parquet.page.row.count.limit", "500")
                .option("parquet.block.size", "200000")
                .partitionBy("p")
                .parquet(path("indexed"));
        Dataset<Row> data = spark.read().parquet(path("indexed"));
        assertSame(data.selectExpr("id", "_metadata.row_index", "p"), true);
        assertSame(data.selectExpr("_metadata.row_index"), true);
        assertSame(
                data.where("id BETWEEN 12345 AND 12900 OR x > 149000").selectExpr("_metadata.row_index", "id"), true);
        spark.conf().set("spark.sql.files.maxPartitionBytes", "60000");
        assertSame(data.where("x % 5 = 1").selectExpr("id", "_metadata.row_index"), true);
        spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }

    @Test
    void aColumnThatIsNamedAsSparksRowIndexesIsLeftToSpark() {
        spark.sql("SELECT id, id * 3 _tmp_metadata_row_index FROM range(0, 100, 1, 1)")
                .write()
                .parquet(path("named"));
        Dataset<Row> data = spark.read().parquet(path("named"));
        assertSame(data, false);
        assertThat(ParquetScanRdd.refusal(OwnScan.of(spark.read()
                        .schema("id LONG, _tmp_metadata_row_index INT")
                        .parquet(path("named")))))
                .hasValue("column _tmp_metadata_row_index is made by Spark's reader");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "uncompressed"})
    void rowGroupsAreRuledOutByTheirDictionariesAsWithSpark(String codec) {
        spark.sql("SELECT id, id % 7 * 2 n, CONCAT('name ', id % 11) s FROM range(0, 20000, 1, 1)")
                .write()
                .option("compression", codec)
                .parquet(path("dictionaries"));
        Dataset<Row> data = spark.read().parquet(path("dictionaries"));
        assertSame(data.where("s = 'name 3'"), true);
        assertSame(data.where("s = 'name 30'"), true);
        assertSame(data.where("n = 4 AND s > 'name 2'"), true);
        assertSame(data.where("n = 5"), true);
    }

    @Test
    void aFormatOverParquetIsReadByUsUnderTheNamesThatItGivesSparksReader() {
        writeRenamed();
        Dataset<Row> data = renamed(RenamingFormat.class);
        assertSame(data, true);
        assertSame(data.where("s = 'name 3'"), true);
        assertSame(data.where("n > 4").select("d", "n"), true);
    }

    @Test
    void aFormatOverParquetThatDoesMoreThanReadIsLeftToItsReader() {
        writeRenamed();
        assertSame(renamed(RenamingFormat.WithReaderOfItsOwn.class), false);
    }

    private void writeRenamed() {
        spark.sql("SELECT id % 7 AS in_file_n, CONCAT('name ', id % 11) AS in_file_s, id * 3 AS in_file_d"
                        + " FROM range(0, 20000, 1, 2)")
                .write()
                .parquet(path("renamed"));
    }

    private Dataset<Row> renamed(Class<?> format) {
        return spark.read()
                .format(format.getName())
                .schema("n LONG, s STRING, d LONG")
                .load(path("renamed"));
    }

    @Test
    void splitsOfAFileAreReadOnceEach() {
        spark.sql(ALL_TYPES)
                .coalesce(1)
                .write()
                .option("parquet.block.size", "100000")
                .parquet(path("splits"));
        spark.conf().set("spark.sql.files.maxPartitionBytes", "60000");
        assertSame(spark.read().parquet(path("splits")), true);
        spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }

    @Test
    void datesInTheOldCalendarAreRebasedBySpark() {
        spark.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY");
        spark.sql("SELECT id, IF(id = 7000, DATE'1200-03-01', DATE'2020-01-01') d FROM range(0, 10000, 1, 1)")
                .write()
                .parquet(path("old"));
        spark.conf().unset("spark.sql.parquet.datetimeRebaseModeInWrite");
        Dataset<Row> data = spark.read().parquet(path("old"));
        assertSame(data, true);
        assertThat(data.where("d < DATE'2000-01-01'")
                        .selectExpr("CAST(d AS STRING)")
                        .first()
                        .getString(0))
                .isEqualTo("1200-03-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark.sql.codegen.maxFields=2", "spark.sql.codegen.wholeStage=false"})
    void scansThatSparkHasHandOutRowsAreReadInBatches(String setting) {
        spark.sql("SELECT id, id % 3 p, id % 7 q, CAST(id AS STRING) s FROM range(100)")
                .write()
                .partitionBy("p", "q")
                .parquet(path("wide"));
        spark.sql("SELECT id, ARRAY(CAST(id AS DECIMAL(30, 2))) a, 1 b FROM range(100)")
                .write()
                .parquet(path("nested"));
        Dataset<Row> wide = spark.read().parquet(path("wide")).where("p < 2");
        Dataset<Row> nested = spark.read().parquet(path("nested"));
        List<String> expected = collect(OwnScan.of(wide).executeColumnar());

        spark.conf().set(setting.split("=")[0], setting.split("=")[1]);
        try {
            FileSourceScanExec scan = OwnScan.of(wide.select("*"));
            assertThat(scan.supportsColumnar()).isFalse();
            assertThat(ColumnarReads.canRead(scan)).isTrue();
            List<String> actual = collect(OwnScan.batches(scan));
            assertThat(actual).allMatch(row -> row.startsWith("+"));
            assertThat(actual.stream().map(row -> row.substring(1)).toList())
                    .isEqualTo(expected.stream().map(row -> row.substring(1)).toList());
            assertThat(scan.longMetric("numOutputRows").value()).isEqualTo(actual.size());
            assertThat(collect(OwnScan.batches(OwnScan.of(nested.select("*")))))
                    .hasSize(100)
                    .allMatch(row -> row.startsWith("-"));
        } finally {
            spark.conf().unset(setting.split("=")[0]);
        }
    }

    /** Batches of long rows are shorter than Spark's: its reader begins in the middle of one of its own. */
    @Test
    void aFileOfLongRowsGoesOnWithSparkInTheMiddleOfItsBatch() {
        spark.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY");
        spark.sql("SELECT id, CONCAT(id, REPEAT('long ', 1600)) s, IF(id = 3000, DATE'1200-03-01', DATE'2020-01-01') d "
                        + "FROM range(0, 5000, 1, 1)")
                .write()
                .parquet(path("long"));
        spark.conf().unset("spark.sql.parquet.datetimeRebaseModeInWrite");
        assertSame(spark.read().parquet(path("long")), true);
    }

    @Test
    void columnsOfOtherTypesAreLeftToSpark() {
        spark.sql("SELECT id, ARRAY(CAST(id AS DECIMAL(30, 2))) a FROM range(100)")
                .write()
                .parquet(path("nested"));
        FileSourceScanExec scan = OwnScan.of(spark.read().parquet(path("nested")));
        assertThat(ParquetScanRdd.refusal(scan)).hasValue("column a is array<decimal(30,2)>");
        assertThat(collect(OwnScan.batches(scan)).get(0)).startsWith("-");
    }

    @Test
    void filesWithOtherTypesThanWantedAreLeftToSpark() {
        spark.sql("SELECT CAST(id AS INT) x FROM range(100)").write().parquet(path("evolved"));
        spark.sql("SELECT CAST(id AS DECIMAL(5, 0)) x FROM range(100)")
                .write()
                .mode("append")
                .parquet(path("evolved"));
        assertSame(spark.read().schema("x DECIMAL(12, 2)").parquet(path("evolved")), false);
    }

    @Test
    void damagedFilesFailAsWithSpark() throws IOException {
        spark.sql(ALL_TYPES).coalesce(1).write().parquet(path("damaged"));
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("damaged"))) {
            file = files.filter(one -> one.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.list(folder.resolve("damaged"))
                .filter(one -> one.toString().endsWith(".crc"))
                .forEach(one -> one.toFile().delete());
        for (int at : new int[] {100, 5000, 20_000, bytes.length - 200}) {
            byte[] damaged = bytes.clone();
            Arrays.fill(damaged, at, at + 40, (byte) 0xff);
            Files.write(file, damaged);
            FileSourceScanExec scan = OwnScan.of(spark.read()
                    .schema("id LONG, many STRING, few STRING, d DOUBLE")
                    .parquet(path("damaged")));
            String stock = outcome(scan.executeColumnar());
            assertThat(outcome(OwnScan.batches(scan))).as("damage at %d", at).isEqualTo(stock);
        }
    }

    @Test
    void missingFilesFailAsWithSpark() throws IOException {
        spark.range(10).write().parquet(path("gone"));
        FileSourceScanExec scan = OwnScan.of(spark.read().parquet(path("gone")));
        RDD<ColumnarBatch> batches = OwnScan.batches(scan);
        try (Stream<Path> files = Files.list(folder.resolve("gone"))) {
            files.forEach(file -> file.toFile().delete());
        }
        assertThatThrownBy(() -> collect(batches)).hasMessageContaining("FAILED_READ_FILE.FILE_NOT_EXIST");
    }

    @Test
    void theScansMetricsCountRows() {
        spark.range(1000).write().parquet(path("metrics"));
        FileSourceScanExec scan = OwnScan.of(spark.read().parquet(path("metrics")));
        collect(OwnScan.batches(scan));
        assertThat(scan.longMetric("numOutputRows").value()).isEqualTo(1000);
        assertThat(scan.longMetric("numFiles").value()).isPositive();
    }

    /** Spark's reader tells such an accumulator, known by its name, and its suites look at it. */
    @Test
    void theTasksAccumulatorCountsRowGroups() {
        spark.range(0, 100_000, 1, 1)
                .write()
                .option("parquet.block.size", "100000")
                .parquet(path("groups"));
        Dataset<Row> data = spark.read().parquet(path("groups"));
        Dataset<Row> few = data.where("id < 1000");

        int all = rowGroups(OwnScan.of(data).executeColumnar());
        assertThat(all).isGreaterThan(2);
        assertThat(rowGroups(OwnScan.batches(OwnScan.of(data)))).isEqualTo(all);
        assertThat(rowGroups(OwnScan.of(few).executeColumnar())).isEqualTo(1);
        assertThat(rowGroups(OwnScan.batches(OwnScan.of(few)))).isEqualTo(1);
    }

    @Test
    void filesAreLeftToASparkThatReadsArchives() {
        spark.range(10).write().parquet(path("plain"));
        spark.range(10).write().option("header", true).csv(path("plain.csv"));
        spark.range(10).write().json(path("plain.json"));
        List<Dataset<Row>> reads = List.of(
                spark.read().parquet(path("plain")),
                spark.read().schema("id LONG").csv(path("plain.csv")),
                spark.read().schema("id LONG").json(path("plain.json")));

        assertThat(reads).allSatisfy(read -> assertThat(refusal(read)).isEmpty());
        spark.conf().set("spark.sql.files.archive.reader.enabled", "true");
        try {
            assertThat(reads).allSatisfy(read -> assertThat(refusal(read)).contains("archives may be read"));
        } finally {
            spark.conf().unset("spark.sql.files.archive.reader.enabled");
        }
    }

    private static Optional<String> refusal(Dataset<Row> read) {
        FileSourceScanExec scan = OwnScan.of(read);
        return LineFormats.isOne(scan) ? LineFormats.refusal(scan) : ParquetScanRdd.refusal(scan);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Compares rows in order, and whether the first batches were ours. */
    private static void assertSame(Dataset<Row> data, boolean ours) {
        FileSourceScanExec scan = OwnScan.of(data);
        List<String> stock = collect(scan.executeColumnar());
        List<String> actual = collect(OwnScan.batches(OwnScan.of(data)));
        List<String> rows = actual.stream().map(row -> row.substring(1)).toList();
        assertThat(rows).isEqualTo(stock.stream().map(row -> row.substring(1)).toList());
        if (!rows.isEmpty()) {
            assertThat(actual.get(0)).startsWith(ours ? "+" : "-");
        }
    }

    private static String outcome(RDD<ColumnarBatch> batches) {
        try {
            return String.join(
                    "\n", collect(batches).stream().map(row -> row.substring(1)).toList());
        } catch (Exception e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return cause.getClass() + " "
                    + String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        }
    }

    private static int rowGroups(RDD<ColumnarBatch> batches) {
        NumRowGroupsAcc count = new NumRowGroupsAcc();
        spark.sparkContext().register(count);
        batches.mapPartitions(new Counted(count), false, Scala.tag(ColumnarBatch.class))
                .count();
        return count.value();
    }

    @SuppressWarnings("unchecked")
    private static List<String> collect(RDD<ColumnarBatch> batches) {
        RDD<String> rows = batches.mapPartitions(new RowStrings(), false, Scala.tag(String.class));
        return List.of((String[]) rows.collect());
    }

    /** Hands batches on, and makes the accumulator one of the task's. */
    private static final class Counted extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<ColumnarBatch>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final NumRowGroupsAcc count;

        Counted(NumRowGroupsAcc count) {
            this.count = count;
        }

        @Override
        public Iterator<ColumnarBatch> apply(Iterator<ColumnarBatch> batches) {
            count.add(0);
            return batches;
        }
    }

    /** Of the name that Spark's suites give theirs. */
    private static final class NumRowGroupsAcc extends AccumulatorV2<Integer, Integer> {
        private static final long serialVersionUID = 1L;

        private int sum;

        @Override
        public boolean isZero() {
            return sum == 0;
        }

        @Override
        public AccumulatorV2<Integer, Integer> copy() {
            NumRowGroupsAcc copy = new NumRowGroupsAcc();
            copy.sum = sum;
            return copy;
        }

        @Override
        public void reset() {
            sum = 0;
        }

        @Override
        public void add(Integer count) {
            sum += count;
        }

        @Override
        public void merge(AccumulatorV2<Integer, Integer> other) {
            sum += other.value();
        }

        @Override
        public Integer value() {
            return sum;
        }
    }

    /** Each row as a string, first a plus where it came in our columns. */
    private static final class RowStrings extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<String>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Iterator<String> apply(Iterator<ColumnarBatch> batches) {
            List<String> out = new ArrayList<>();
            while (batches.hasNext()) {
                ColumnarBatch batch = batches.next();
                boolean ours = batch.numCols() == 0 || batch.column(0) instanceof CarriedColumn;
                java.util.Iterator<InternalRow> rows = batch.rowIterator();
                while (rows.hasNext()) {
                    out.add((ours ? "+" : "-") + string(rows.next(), batch));
                }
            }
            return Scala.seq(out).iterator();
        }

        private static String string(InternalRow row, ColumnarBatch batch) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < batch.numCols(); i++) {
                DataType type = batch.column(i).dataType();
                Object value = row.isNullAt(i) ? null : row.get(i, type);
                if (value instanceof byte[] bytes) {
                    values.add(Arrays.toString(bytes));
                } else if (value instanceof Decimal decimal) {
                    values.add(decimal.toString() + decimal.precision());
                } else {
                    values.add(String.valueOf(value));
                }
            }
            return values.toString();
        }
    }
}
