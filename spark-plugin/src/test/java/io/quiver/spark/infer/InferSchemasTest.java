/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.spark.TestSession;
import io.quiver.spark.compat.Scala;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InferSchemasTest {
    private static SparkSession spark;

    @TempDir
    static Path sessionFolder;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        spark = TestSession.start(sessionFolder, Map.of());
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @AfterEach
    void resetSettings() {
        spark.conf().unset("spark.quiver.enabled");
        spark.conf().unset("spark.quiver.inferSchema.enabled");
        spark.conf().unset("spark.sql.sources.useV1SourceList");
        spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static DataFrameReader csv() {
        return spark.read().option("header", "true").option("inferSchema", "true");
    }

    /** Has a schema inferred by Quiver that Spark infers, too. */
    private static Dataset<Row> isOurs(Supplier<Dataset<Row>> load) {
        long before = Inference.countByQuiver();
        Dataset<Row> ours = load.get();
        assertThat(Inference.countByQuiver()).as("inferred by us").isEqualTo(before + 1);
        assertEqual(load, ours);
        return ours;
    }

    private static void isSparks(Supplier<Dataset<Row>> load) {
        long before = Inference.countByQuiver();
        Dataset<Row> loaded = load.get();
        assertThat(Inference.countByQuiver()).as("inferred by us").isEqualTo(before);
        assertEqual(load, loaded);
    }

    private static void assertEqual(Supplier<Dataset<Row>> load, Dataset<Row> loaded) {
        spark.conf().set("spark.quiver.inferSchema.enabled", "false");
        Dataset<Row> stock = load.get();
        spark.conf().unset("spark.quiver.inferSchema.enabled");
        assertThat(loaded.schema()).isEqualTo(stock.schema());
        assertThat(loaded.collectAsList()).isEqualTo(stock.collectAsList());
        assertThat(((org.apache.spark.sql.classic.Dataset<Row>) loaded).sameSemantics(stock))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csv",
                "CSV",
                "com.databricks.spark.csv",
                "org.apache.spark.sql.execution.datasources.csv.CSVFileFormat",
                "org.apache.spark.sql.execution.datasources.v2.csv.CSVDataSourceV2"
            })
    void formatsAreFoundByAllTheirNames(String name) throws IOException {
        String path = file("t.csv", "a,b,c\n1,x,2020-01-31\n,y,\n20000000000,z,2021-12-31\n")
                .toString();

        Dataset<Row> data = isOurs(() -> csv().format(name).load(path));

        assertThat(data.schema().toDDL()).isEqualTo("a BIGINT,b STRING,c DATE");
    }

    @Test
    void theFormatOfTheRelationIsSparks() throws IOException {
        String path = file("t.csv", "a\n1\n").toString();
        Dataset<Row> data = isOurs(() -> csv().csv(path));

        LogicalRelation relation = (LogicalRelation) ((org.apache.spark.sql.classic.Dataset<Row>) data)
                .queryExecution()
                .analyzed();

        assertThat(((HadoopFsRelation) relation.relation()).fileFormat().getClass())
                .isEqualTo(CSVFileFormat.class);
    }

    @Test
    void partitionColumnsHaveTheirOwnTypes() throws IOException {
        file("t/year=2020/city=x/a.csv", "n,city\n1,in\n");
        file("t/year=2021/city=1/b.csv", "n,city\n1.5,in\n");
        String path = folder.resolve("t").toString();

        Dataset<Row> data = isOurs(() -> csv().csv(path).orderBy("year"));

        assertThat(data.schema().toDDL()).isEqualTo("n DOUBLE,city STRING,year INT");
        isOurs(() -> csv().csv(path).select("n", "_metadata.file_name").orderBy("n"));
        isOurs(() -> csv().option("basePath", path).csv(path + "/year=2020"));
    }

    @Test
    void aPartitionColumnNamedLikeALineIsSparks() throws IOException {
        file("t/value=2020/a.csv", "n\n1\n");
        String path = folder.resolve("t").toString();

        isSparks(() -> csv().option("basePath", path).csv(path));
    }

    @Test
    void filesOfOtherColumnsAndPartsOfFiles() throws IOException {
        StringBuilder lines = new StringBuilder("a,b,a\n");
        for (int i = 0; i < 500; i++) {
            lines.append(i)
                    .append(",\"x,")
                    .append(i)
                    .append("\",")
                    .append(i % 2 == 0)
                    .append('\n');
        }
        file("t/a.csv", lines.toString());
        file("t/b.csv", "a,b,a\n2.5,,,surplus\n1\n");
        file("t/c.csv", "");
        spark.conf().set("spark.sql.files.maxPartitionBytes", "300");

        Dataset<Row> data =
                isOurs(() -> csv().csv(folder.resolve("t").toString()).orderBy("a0", "b"));

        assertThat(data.schema().toDDL()).isEqualTo("a0 DOUBLE,b STRING,a2 BOOLEAN");
    }

    @Test
    void linesBeforeTheFirstOne() throws IOException {
        file("t/a.csv", "   \n\n".repeat(100));
        file("t/b.csv", "\n#x\na,b\n1,2\n");
        spark.conf().set("spark.sql.files.maxPartitionBytes", "100");
        String path = folder.resolve("t").toString();

        isOurs(() -> csv().option("comment", "#").csv(path));
        isOurs(() -> spark.read().csv(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n", "a,b", "\t\na,b\n1,2\n", "\n\n"})
    void filesOfFewLines(String text) throws IOException {
        String path = file("t.csv", text).toString();

        isOurs(() -> csv().csv(path));
        isOurs(() -> spark.read().option("header", "true").csv(path));
    }

    @Test
    void samplesOfLines() throws IOException {
        StringBuilder csv = new StringBuilder("a,b\n");
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            String odd = i % 37 == 5 ? "x" : "1";
            csv.append(odd).append(',').append(i % 41 == 7 ? "2.5" : "").append(i % 13 == 0 ? "\n\n" : "\r\n");
            json.append("{\"a\":\"%s\",\"k%d\":1}\n".formatted(odd, i / 10));
        }
        String csvPath = file("t.csv", csv.toString()).toString();
        String jsonPath = file("t.json", json.toString()).toString();
        for (String bytes : List.of("128m", "500")) {
            spark.conf().set("spark.sql.files.maxPartitionBytes", bytes);
            for (String ratio : List.of("0.01", "0.1", "0.5", "0.98", "1.0")) {
                isOurs(() -> csv().option("samplingRatio", ratio).csv(csvPath));
                isOurs(() -> spark.read().option("samplingRatio", ratio).json(jsonPath));
            }
        }
        assertThatThrownBy(() -> csv().option("samplingRatio", "0").csv(csvPath))
                .hasMessageContaining("samplingRatio");
    }

    @Test
    void whatSparkDecides() throws IOException {
        String path = file("t.csv", "a\n1\nx\n").toString();

        isSparks(() -> csv().option("multiLine", "true").csv(path));
        isSparks(() -> csv().option("ignoreCorruptFiles", "true").csv(path));
        isSparks(() -> csv().option("singleVariantColumn", "v").csv(path).selectExpr("CAST(v AS STRING)"));
        isSparks(() -> spark.read().schema("a STRING").csv(path));
        spark.conf().set("spark.sql.sources.useV1SourceList", "json");
        isSparks(() -> csv().csv(path));
        spark.conf().unset("spark.sql.sources.useV1SourceList");
        spark.conf().set("spark.quiver.enabled", "false");
        isSparks(() -> csv().csv(path));
    }

    @Test
    void failuresAreSparks() throws IOException {
        String missing = folder.resolve("missing").toString();
        assertThatThrownBy(() -> csv().csv(missing)).hasMessageContaining("PATH_NOT_FOUND");
        assertThatThrownBy(() -> csv().format("my.csv").load(missing)).hasMessageContaining("DATA_SOURCE_NOT_FOUND");

        String json = file("t.json", "{\"a\":1}\n{\"a\":\n").toString();
        assertThatThrownBy(() -> spark.read().option("mode", "FAILFAST").json(json))
                .hasStackTraceContaining("JsonInferSchema");

        String exponents = file("e.json", "{\"a\":\"x\"}\n{\"a\":1.5}\n{\"a\":[1,{\"b\":1e5}]}\n")
                .toString();
        isOurs(() -> spark.read().json(exponents));
        assertThatThrownBy(() -> spark.read().option("prefersDecimal", "true").json(exponents))
                .hasStackTraceContaining("NEGATIVE_SCALE_DISALLOWED");

        String twice = file("d.json", "{\"a\":1,\"a\":\"x\"}\n{\"a\":1}\n").toString();
        assertThatThrownBy(() -> spark.read().json(twice)).hasMessageContaining("COLUMN_ALREADY_EXISTS");

        String wide = file("w.csv", "a,b,c\n1,2,3\n").toString();
        assertThatThrownBy(() -> csv().option("maxColumns", "2").csv(wide)).hasStackTraceContaining("univocity");
    }

    @Test
    void whatIsCancelledIsNotBegunAgain() throws IOException {
        String path = file("t.csv", "a\n1\n").toString();
        spark.sparkContext().setJobGroup("cancelled", "a test", false);
        spark.sparkContext().cancelJobGroupAndFutureJobs("cancelled");
        try {
            assertThatThrownBy(() -> csv().csv(path))
                    .hasMessageContaining("SPARK_JOB_CANCELLED")
                    .hasStackTraceContaining(InferSchemas.class.getName());
        } finally {
            spark.sparkContext().clearJobGroup();
        }
    }

    @Test
    void jsonLinesOfMoreAndMoreNames() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            lines.append("{\"id\":%d,\"k%d\":{\"x\":[1,%s]},\"s\":\"t\"}\n"
                    .formatted(i, i % 150, i % 7 == 0 ? "1.5" : "null"));
        }
        String path = file("t.json", lines.toString()).toString();

        Dataset<Row> data = isOurs(() -> spark.read().json(path));

        assertThat(data.schema().fields()).hasSize(152);
        assertThat(Scala.list(data.schema()).get(0).name()).isEqualTo("id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"a\":\n{\"b\":[{\"c\":1},{\"c\":\"x\",\"d\":null}]}\n",
                "{\"a\":12345678901234567890}\n{\"a\":1}\n{\"a\":1.5}\n",
                "\n\n{\"a\":{}}\n{\"a\":null}\n{\"a\":\"\"}\n",
                "1\n[{\"a\":1}]\n{\"a\":null}\n",
                "{\"\":1,\"b\\u0041\":2}\n{\"bA\":2.5}\n",
                "null\n\"\"\n{}\n"
            })
    void jsonOfManyForms(String text) throws IOException {
        String path = file("t.json", text).toString();

        for (String mode : List.of("PERMISSIVE", "DROPMALFORMED")) {
            isOurs(() -> spark.read().option("mode", mode).json(path));
        }
    }
}
