/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.spark.TestSession;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.explain.ExplainReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes with Spark's writer and with Quiver's, and compares the files. */
final class ParquetWriteTest {
    @TempDir
    static Path folder;

    private static SparkSession spark;
    private static LastWrite lastWrite;
    private static int count;

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
                        "NO_CODEGEN"));
        lastWrite = LastWrite.of(spark);
        TestSession.table(
                spark,
                folder,
                "numbers",
                5000,
                2,
                "id",
                "if(id % 7 = 0, null, cast(id % 100 as int)) as i",
                "if(id % 5 = 0, null, cast(id % 120 as tinyint)) as b",
                "cast(id % 30000 as smallint) as s",
                "case id % 11 when 0 then null when 1 then cast('NaN' as double) when 2 then -0.0D when 3 then 0.0D"
                        + " when 4 then double('-inf') else id / 3.0D end as d",
                "if(id % 13 = 0, float('NaN'), cast(id as float)) as f",
                "if(id % 3 = 0, null, id % 2 = 0) as t",
                "cast(id - 2500 as decimal(9,2)) as d9",
                "if(id % 4 = 0, null, cast(id * 1000003 - 7 as decimal(18,4))) as d18",
                "if(id % 4 = 1, null, cast(id * 1000003 - 2500000000 as decimal(38,10)) * 1000000007) as d38",
                "cast(id - 2500 as decimal(20,0)) as d20",
                "date_add(date'1900-01-01', cast(id * 31 as int)) as dt",
                "if(id % 9 = 0, null, timestamp_micros(id * 1234567890123 - 3000000000000000)) as ts",
                "cast(timestamp_micros(id * 1234567) as timestamp_ntz) as ntz",
                "if(id % 10 = 0, null, concat('name ', id % 50)) as few",
                "concat('a longer text that is unlike all others: ', id) as many",
                "if(id % 6 = 0, cast('' as binary), cast(concat('\\u00ff', id) as binary)) as bin",
                "cast(null as string) as none");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    /** Writes on both sides; the folders' contents must be the same. */
    private static Path same(Dataset<Row> data, UnaryOperator<DataFrameWriter<Row>> how) throws IOException {
        Path stock = folder.resolve("stock" + count);
        Path ours = folder.resolve("ours" + count++);
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "false");
        how.apply(data.write()).parquet(stock.toString());
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "true");
        lastWrite.forget();
        how.apply(data.write()).parquet(ours.toString());
        assertOursRan();
        assertThat(WrittenFolder.files(ours)).isEqualTo(WrittenFolder.files(stock));
        assertThat(String.join("\n", WrittenFolder.footers(ours)).lines())
                .containsExactlyElementsOf(
                        String.join("\n", WrittenFolder.footers(stock)).lines().toList());
        with("spark.quiver.enabled", "false", () -> {
            List<Path> files = WrittenFolder.parquetFiles(ours);
            List<Path> expected = WrittenFolder.parquetFiles(stock);
            if (files.size() <= 2) {
                for (int i = 0; i < files.size(); i++) {
                    assertThat(rows(files.get(i))).isEqualTo(rows(expected.get(i)));
                }
            } else {
                assertThat(rows(ours)).containsExactlyInAnyOrderElementsOf(rows(stock));
            }
            return ours;
        });
        return ours;
    }

    private static List<String> rows(Path files) {
        return spark.read().parquet(files.toString()).toJSON().collectAsList();
    }

    private static void waitForListeners() {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertOursRan() {
        assertThat(lastWrite.take()).contains("QuiverWriteFiles");
    }

    @Test
    void flatColumnsOfAllTypesAreTheSameInTheFiles() throws IOException {
        same(spark.table("numbers"), writer -> writer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"})
    void timestampsAreOfTheTypeThatIsSet(String type) throws IOException {
        with("spark.sql.parquet.outputTimestampType", type, () -> same(spark.table("numbers"), writer -> writer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "zstd"})
    void codecsAreTheSame(String codec) throws IOException {
        same(spark.table("numbers"), writer -> writer.option("compression", codec));
    }

    @Test
    void pagesAndRowGroupsEndWhereTheirSettingsSay() throws IOException {
        Dataset<Row> data = spark.table("numbers").coalesce(1);
        Path ours = same(data, writer -> writer.option("parquet.page.row.count.limit", "700"));
        assertThat(WrittenFolder.footers(ours).get(0)).contains("id: 700 of");
        Path groups = folder.resolve("groups");
        data.write()
                .option("parquet.block.size", "65536")
                .option("parquet.page.size", "4096")
                .option("parquet.dictionary.page.size", "1024")
                .parquet(groups.toString());
        assertThat(WrittenFolder.footers(groups).get(0)).containsPattern("(?s) rows.* rows");
        assertThat(rows(groups)).isEqualTo(data.toJSON().collectAsList());
    }

    @Test
    void dictionariesBloomFiltersChecksumsAndVersionsAreAsSet() throws IOException {
        Dataset<Row> data = spark.table("numbers");
        same(data, writer -> writer.option("parquet.enable.dictionary", "false")
                .option("parquet.page.write-checksum.enabled", "false"));
        same(data, writer -> writer.option("parquet.enable.dictionary#few", "false")
                .option("parquet.bloom.filter.enabled#many", "true")
                .option("parquet.column.statistics.enabled#i", "false")
                .option("parquet.columnindex.truncate.length", "5")
                .option("parquet.statistics.truncate.length", "7"));
        same(data, writer -> writer.option("parquet.writer.version", "v2"));
    }

    @Test
    void nestedColumnsAreTheSameInTheFiles() throws IOException {
        same(
                spark.table("numbers")
                        .selectExpr(
                                "id",
                                "if(id % 5 = 0, null, array(i, null, id)) as a",
                                "named_struct('x', i, 'y', if(id % 4 = 0, null, named_struct('z', few, 'w', array(dt)))) as st",
                                "if(id % 3 = 0, map(), map(many, d18, 'k', null)) as m",
                                "interval '1' day * i as span",
                                "few collate unicode_ci as collated",
                                "null as nothing"),
                writer -> writer);
    }

    private static final String[] NESTED = {
        "id",
        "if(id % 5 = 0, null, slice(array(i, null, s, b), 1, cast(id % 5 as int))) as list",
        "named_struct('x', id, 'y', few) as sure",
        "if(id % 7 = 0, null, named_struct('d', d, 'f', f, 't', t, 'd9', d9, 'd18', d18, 'd38', d38, 'dt', dt, 'ts', ts,"
                + " 'ntz', ntz, 'bin', bin, 'none', none, 'in', if(id % 3 = 0, null, named_struct('z', i, 'w', array(many))))) as st",
        "if(id % 6 = 0, null, transform(sequence(1, cast(id % 4 as int)), k -> if(k = 2, null, named_struct('k', k, 'v',"
                + " transform(sequence(1, k), j -> if(j = 3, null, concat(few, j))))))) as deep",
        "if(id % 3 = 0, map(), if(id % 10 = 1, null, map(many, d18, 'k', null))) as m",
        "map(id, map(s, array(named_struct('a', bin, 'b', array(ts, null)))), -id - 1, null) as maps",
        "array(array(), null, array(null, t), array(t, true)) as lists",
        "array() as nothing_in",
        "array(cast(null as int)) as nulls_in"
    };

    /** From bytes, from the parts that a reader has, and after a shuffle. */
    @Test
    void nestedColumnsOfAllTypesAreTheSameInTheFiles() throws IOException {
        Dataset<Row> data = spark.table("numbers").where("id < 2000").selectExpr(NESTED);
        Path files = same(data, writer -> writer);
        same(spark.read().parquet(files.toString()), writer -> writer.option("parquet.page.row.count.limit", "700"));
        with(
                "spark.sql.parquet.outputTimestampType",
                "TIMESTAMP_MILLIS",
                () -> same(data.repartition(1), writer -> writer.option("maxRecordsPerFile", "1800")));
    }

    @Test
    void oldFormatsOfListsAndMapsAreTheSameInTheFiles() throws IOException {
        Dataset<Row> data = spark.table("numbers")
                .where("id < 300")
                .selectExpr(
                        "if(id % 5 = 0, null, array(i, null)) as with_nulls",
                        "array(id, id + 1) as without",
                        "transform(sequence(1, cast(id % 4 as int)), k -> named_struct('k', array(array(k)), 'n', i)) as structs",
                        "map(id, array(map(many, null))) as m");
        with("spark.sql.parquet.writeLegacyFormat", "true", () -> same(data, writer -> writer));
    }

    @Test
    void oldFormatsAndCalendarsAreSparksCode() throws IOException {
        with("spark.sql.parquet.writeLegacyFormat", "true", () -> same(spark.table("numbers"), writer -> writer));
        with(
                "spark.sql.parquet.datetimeRebaseModeInWrite",
                "LEGACY",
                () -> with(
                        "spark.sql.parquet.int96RebaseModeInWrite",
                        "LEGACY",
                        () -> same(
                                spark.table("numbers").selectExpr("id", "date_sub(dt, 300000) as dt", "ts"),
                                writer -> writer)));
    }

    @Test
    void oldDatesAreRefusedWhereSparkDoes() throws IOException {
        with("spark.sql.parquet.datetimeRebaseModeInWrite", "EXCEPTION", () -> {
            same(spark.table("numbers"), writer -> writer);
            Path target = folder.resolve("refused");
            Dataset<Row> data = spark.table("numbers").selectExpr("id", "if(id = 4000, date'1500-01-01', dt) as dt");
            assertThatThrownBy(() -> data.write().parquet(target.toString())).hasStackTraceContaining("1582-10-15");
            assertThat(WrittenFolder.files(target)).isEmpty();
            return target;
        });
    }

    @Test
    void filesEndByTheirRows() throws IOException {
        same(spark.table("numbers"), writer -> writer.option("maxRecordsPerFile", "999"));
        same(spark.table("numbers"), writer -> writer.option("maxRecordsPerFile", "2500"));
        same(spark.table("numbers").where("id < 40"), writer -> writer.option("maxRecordsPerFile", "3")
                .partitionBy("b"));
    }

    @Test
    void foldersOfPartitionsAreTheSame() throws IOException {
        Dataset<Row> data = spark.table("numbers");
        same(data.where("id % 50 < 7"), writer -> writer.partitionBy("few"));
        same(data.where("id < 20"), writer -> writer.partitionBy("i", "t"));
        same(data.where("id < 12"), writer -> writer.partitionBy("dt", "d9"));
        same(data.where("id < 20"), writer -> writer.partitionBy("ts"));
        same(
                data.where("id < 30").selectExpr("id", "if(id % 2 = 0, '', 'a/b=c ?') as odd", "array(id) as list"),
                writer -> writer.partitionBy("odd"));
    }

    @Test
    void filesOfBucketsAreTheSame() throws IOException {
        Dataset<Row> data = spark.table("numbers").where("id < 400");
        sameTable(data, writer -> writer.bucketBy(3, "id").sortBy("id"));
        sameTable(data, writer -> writer.bucketBy(4, "few", "d9").sortBy("many").partitionBy("b"));
        sameTable(data, writer -> writer.bucketBy(2, "d", "ts").sortBy("id").option("maxRecordsPerFile", "50"));
        sameTable(data.where("id = 7").selectExpr("id", "array(id, null) as list"), writer -> writer.bucketBy(8, "id"));
        sameTable(data.where("id < 0"), writer -> writer.bucketBy(8, "id"));
    }

    private static void sameTable(Dataset<Row> data, UnaryOperator<DataFrameWriter<Row>> how) throws IOException {
        String stock = "stock_table" + count;
        String ours = "our_table" + count++;
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "false");
        how.apply(data.write()).option("path", folder.resolve(stock).toString()).saveAsTable(stock);
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "true");
        lastWrite.forget();
        how.apply(data.write()).option("path", folder.resolve(ours).toString()).saveAsTable(ours);
        assertOursRan();
        assertThat(WrittenFolder.files(folder.resolve(ours))).isEqualTo(WrittenFolder.files(folder.resolve(stock)));
        assertThat(WrittenFolder.footers(folder.resolve(ours))).isEqualTo(WrittenFolder.footers(folder.resolve(stock)));
        with("spark.quiver.enabled", "false", () -> {
            assertThat(spark.table(ours).toJSON().collectAsList())
                    .containsExactlyInAnyOrderElementsOf(
                            spark.table(stock).toJSON().collectAsList());
            return folder;
        });
    }

    @Test
    void emptyInputLeavesOneFileWithTheSchema() throws IOException {
        Path ours = same(spark.table("numbers").where("id < 0"), writer -> writer);
        assertThat(WrittenFolder.footers(ours)).hasSize(1);
        same(spark.table("numbers").where("id = 4999"), writer -> writer);
        Path parted = folder.resolve("parted");
        spark.table("numbers").where("id < 0").write().partitionBy("i").parquet(parted.toString());
        assertOursRan();
        assertThat(WrittenFolder.files(parted)).containsExactlyInAnyOrder("._SUCCESS.crc", "_SUCCESS");
    }

    @Test
    void manyColumnsAndLongValuesAreTheSame() throws IOException {
        String[] columns = new String[1000];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = "id + " + i + " as c" + i;
        }
        same(spark.table("numbers").where("id < 50").coalesce(1).selectExpr(columns), writer -> writer);
    }

    /** Pages of long values hold fewer of them than parquet-mr's, which looks at their size every 100 rows. */
    @Test
    void pagesOfLongValuesEndByTheirBytes() throws IOException {
        Dataset<Row> data = spark.table("numbers").where("id < 40").selectExpr("id", "repeat(many, 25000) as longer");
        Path target = folder.resolve("longer");
        data.write().parquet(target.toString());
        assertOursRan();
        assertThat(String.join("", WrittenFolder.footers(target))).contains("longer: 15 of");
        String check = "md5(longer) as sum";
        assertThat(spark.read()
                        .parquet(target.toString())
                        .selectExpr("id", check)
                        .collectAsList())
                .isEqualTo(data.selectExpr("id", check).collectAsList());
    }

    /** Nulls take bits of a page and bytes of memory. */
    @Test
    void pagesOfManyNestedNullsEndByTheirEntries() throws IOException {
        Path target = folder.resolve("nested_nulls");
        spark.range(0, 4000, 1, 1)
                .selectExpr("id", "transform(sequence(1, 100), i -> IF(i < 0, i, NULL)) as many")
                .write()
                .parquet(target.toString());
        assertOursRan();
        Matcher pages = Pattern.compile("many\\.list\\.element: (\\d+) of")
                .matcher(String.join("", WrittenFolder.footers(target)));
        assertThat(pages.results().map(page -> Integer.parseInt(page.group(1))))
                .hasSizeGreaterThan(1)
                .allMatch(entries -> entries < 280_000);
        assertThat(spark.read()
                        .parquet(target.toString())
                        .selectExpr("sum(size(many))", "count_if(many[7] IS NULL)")
                        .head()
                        .toSeq()
                        .mkString(" "))
                .isEqualTo("400000 4000");
    }

    @Test
    void tablesAreWrittenByInsertAndCtasWithTheSameMetrics() throws IOException {
        spark.sql("create table made using parquet as select id, few, i from numbers where id < 100");
        assertOursRan();
        spark.sql("create table parted (id long, few string, i int, p int) using parquet partitioned by (i, p)");
        spark.sql(
                "insert into parted partition (i = 3, p) select id, few, cast(id % 3 as int) from numbers where id < 10");
        assertOursRan();
        with("spark.sql.sources.partitionOverwriteMode", "dynamic", () -> {
            spark.sql("insert overwrite parted select id, few, 3, 1 from numbers where id in (20, 21)");
            assertOursRan();
            return folder;
        });
        assertThat(spark.sql("select id, few, i, p from parted order by id").collectAsList())
                .hasToString("[[0,null,3,0], [2,name 2,3,2], [3,name 3,3,0], [5,name 5,3,2], [6,name 6,3,0], "
                        + "[8,name 8,3,2], [9,name 9,3,0], [20,null,3,1], [21,name 21,3,1]]");
    }

    @Test
    void aTaskThatFailsLeavesNothingBehind() throws IOException {
        Path target = folder.resolve("failed");
        Path parted = folder.resolve("failedInParts");
        Dataset<Row> data = spark.table("numbers").selectExpr("id", "1 / (id - 4500) as x", "few");
        assertThatThrownBy(() -> data.write().parquet(target.toString())).hasStackTraceContaining("DIVIDE_BY_ZERO");
        assertThat(WrittenFolder.files(target)).isEmpty();
        assertThatThrownBy(() -> data.write().partitionBy("few").parquet(parted.toString()))
                .hasStackTraceContaining("DIVIDE_BY_ZERO");
        assertThat(WrittenFolder.files(parted)).isEmpty();
    }

    @Test
    void aWriteThatIsCancelledLeavesNothingBehind() throws Exception {
        Path target = folder.resolve("cancelled");
        Dataset<Row> many = spark.sql("select a.id, a.many, b.few, b.d38 from numbers a join numbers b on a.t = b.t");
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread writing = new Thread(() -> {
            spark.sparkContext().setJobGroup("to be cancelled", "a write", false);
            try {
                many.write().parquet(target.toString());
            } catch (Throwable failure) {
                end.set(failure);
            }
        });
        writing.start();
        waitFor(() ->
                Files.exists(target) && !WrittenFolder.parquetFiles(target).isEmpty());
        spark.sparkContext().cancelJobGroup("to be cancelled");
        writing.join();
        assertThat(end.get()).hasStackTraceContaining("cancelled");
        waitFor(() -> SparkEnv.get().memoryManager().executionMemoryUsed() == 0
                && WrittenFolder.files(target).isEmpty());
    }

    private static void waitFor(Callable<Boolean> state) throws Exception {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!state.call()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void whatIsNotOursSaysWhy() {
        spark.conf().set("spark.sql.maxConcurrentOutputFileWriters", "2");
        assertThat(reason("bucketed", writer -> writer.bucketBy(3, "id"))).contains("maxConcurrentOutputFileWriters");
        spark.conf().unset("spark.sql.maxConcurrentOutputFileWriters");
        assertThat(reason("floating", writer -> writer.partitionBy("d")))
                .contains("floating numbers in partition column d");
        assertThat(reason("encrypted", writer -> writer.option("parquet.crypto.factory.class", "none.such")))
                .contains("parquet.crypto.factory.class");
        assertThat(reason("text", writer -> writer.format("json"))).contains("format JSON");
    }

    private static String reason(String table, UnaryOperator<DataFrameWriter<Row>> how) {
        lastWrite.forget();
        StringBuilder reasons = new StringBuilder();
        QueryExecutionListener listener = new QueryExecutionListener() {
            @Override
            public void onSuccess(String name, QueryExecution query, long nanos) {
                reasons.append(ExplainReport.of(query.executedPlan()).text());
            }

            @Override
            public void onFailure(String name, QueryExecution query, Exception failure) {
                reasons.append(ExplainReport.of(query.executedPlan()).text());
            }
        };
        spark.listenerManager().register(listener);
        try {
            how.apply(spark.table("numbers").where("id < 9").write()).saveAsTable(table);
        } catch (Exception unreadable) {
            reasons.append('\n');
        } finally {
            waitForListeners();
            spark.listenerManager().unregister(listener);
        }
        return reasons.toString();
    }

    private interface Action {
        Path run() throws IOException;
    }

    private static Path with(String key, String value, Action action) throws IOException {
        spark.conf().set(key, value);
        try {
            return action.run();
        } finally {
            spark.conf().unset(key);
        }
    }
}
