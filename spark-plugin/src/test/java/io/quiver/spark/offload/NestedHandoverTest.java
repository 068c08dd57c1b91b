/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.offload;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.TestSession;
import io.quiver.spark.verdict.NotWorthIt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FormattedMode$;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Which operators run where if user functions make and read nested values. */
final class NestedHandoverTest {
    /** The outer projections read the list twice, so that Spark's optimizer keeps them apart from the one that makes it. */
    private static final String MADE = "(SELECT g, made(x) AS list FROM t)";

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of("spark.quiver.offload", "auto"));
        UDF1<Long, List<Long>> made = value -> List.of(value, value + 1);
        UDF1<Seq<Long>, Long> total = list -> CollectionConverters.asJava(list).stream()
                .mapToLong(each -> each)
                .sum();
        UDF1<Long, Long> next = value -> value + 1;
        spark.udf().register("made", made, DataTypes.createArrayType(DataTypes.LongType));
        spark.udf().register("total", total, DataTypes.LongType);
        spark.udf().register("next", next, DataTypes.LongType);
        spark.range(20_000)
                .selectExpr("id % 7 AS g", "id AS x")
                .write()
                .parquet(folder.resolve("t").toString());
        spark.read().parquet(folder.resolve("t").toString()).createOrReplaceTempView("t");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void projectionsThatHandListsOnStayOnSparkBelowAggregationsOfOurs() {
        String plan = plan("SELECT g, sum(a), max(b) FROM (SELECT g, total(list) AS a, total(list) + g AS b FROM "
                + MADE + ") GROUP BY g");

        assertThat(plan)
                .contains("QuiverHashAggregate")
                .contains(NotWorthIt.NESTED_HANDED_ON)
                .doesNotContain("QuiverProject");
    }

    @Test
    void listsOfKernelsAndPlainValuesAreHandedOnInColumns() {
        assertThat(plan("SELECT g, sum(a), max(b) FROM (SELECT g, total(list) AS a, total(list) + g AS b"
                        + " FROM (SELECT g, array_sort(array(x, g)) AS list FROM t)) GROUP BY g"))
                .contains("QuiverProject")
                .doesNotContain(NotWorthIt.NESTED_HANDED_ON);
        assertThat(plan("SELECT g, sum(a), max(b) FROM (SELECT g, next(y) AS a, next(y) + g AS b"
                        + " FROM (SELECT g, next(x) AS y FROM t)) GROUP BY g"))
                .contains("QuiverProject")
                .doesNotContain(NotWorthIt.NESTED_HANDED_ON);
    }

    private static String plan(String query) {
        Dataset<Row> frame = spark.sql(query);
        List<Row> ours = frame.sort("g").collectAsList();
        spark.conf().set("spark.quiver.enabled", "false");
        try {
            assertThat(ours).hasSize(7).isEqualTo(spark.sql(query).sort("g").collectAsList());
        } finally {
            spark.conf().set("spark.quiver.enabled", "true");
        }
        return ((org.apache.spark.sql.classic.Dataset<Row>) frame)
                .queryExecution()
                .explainString(FormattedMode$.MODULE$);
    }
}
