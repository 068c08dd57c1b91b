/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources whose columns Quiver's operators read count as accelerated, whatever Spark would have done with them. */
class PlanReportTest {
    @TempDir
    static Path folder;

    private static SideBySide sides;

    @BeforeAll
    static void start() {
        sides = new SideBySide(Map.of("spark.quiver.offload", "auto"));
    }

    @AfterAll
    static void stop() {
        sides.close();
    }

    private static PlanReport report(Dataset<Row> frame) {
        frame.collectAsList();
        return SideBySide.report(frame);
    }

    @Test
    void aGroupedFileOfLinesIsReadByQuiver() throws IOException {
        Files.writeString(folder.resolve("people.csv"), "name,age\na,1\nb,2\na,3\n");
        SparkSession quiver = sides.quiver();
        PlanReport report = report(quiver.read()
                .schema("name STRING, age INT")
                .option("header", "true")
                .csv(folder.resolve("people.csv").toString())
                .groupBy("name")
                .sum("age"));

        assertThat(report.stock()).isEmpty();
        assertThat(report.accelerated()).anyMatch(name -> name.startsWith("Scan csv"));
    }

    @Test
    void theNumbersOfARangeComeInColumnsWhereTheyAreGroupedByKeysAlone() {
        SparkSession quiver = sides.quiver();
        PlanReport groups = report(quiver.sql("SELECT id % 10, count(*) FROM range(100000) GROUP BY 1"));
        PlanReport total = report(quiver.sql("SELECT sum(id) FROM range(100000)"));
        PlanReport few = report(quiver.sql("SELECT id % 10, count(*) FROM range(100) GROUP BY 1"));

        assertThat(groups.stock()).isEmpty();
        assertThat(groups.accelerated()).contains("Range");
        assertThat(total.stock()).contains("Range");
        assertThat(few.stock()).contains("Range");
    }

    @Test
    void rowsOfTheDriverAreNot() {
        String rows = "(1, 'a')" + ", (2, 'b')".repeat(10_000);
        PlanReport report = report(sides.quiver()
                .sql("SELECT s, count(*) FROM (SELECT * FROM VALUES " + rows + " AS v(id, s)) GROUP BY s"));

        assertThat(report.stock()).containsExactly("LocalTableScan");
        assertThat(report.accelerated()).isNotEmpty();
    }
}
