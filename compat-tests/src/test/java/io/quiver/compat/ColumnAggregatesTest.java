/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.product;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregates without a name in SQL. */
class ColumnAggregatesTest {
    private static SideBySide sides;

    @BeforeAll
    static void start() {
        sides = new SideBySide(Map.of());
        for (SparkSession session : new SparkSession[] {sides.stock(), sides.quiver()}) {
            session.range(0, 3000, 1, 3)
                    .selectExpr(
                            "id % 9 AS g",
                            "CASE id % 9 WHEN 1 THEN NULL WHEN 2 THEN if(id = 2, -0D, 1D) WHEN 3 THEN 1e300D"
                                    + " WHEN 4 THEN double('nan') ELSE CASE id % 7 WHEN 0 THEN NULL WHEN 1 THEN -2D ELSE 0.5D END END AS d",
                            "CAST(id % 3 + 1 AS INT) AS i")
                    .write()
                    .saveAsTable("t");
        }
    }

    @AfterAll
    static void stop() {
        if (sides != null) {
            sides.close();
        }
    }

    static Stream<Function<SparkSession, Dataset<Row>>> queries() {
        return Stream.of(
                session -> session.table("t")
                        .groupBy("g")
                        .agg(product(col("d")), product(col("i")))
                        .orderBy("g"),
                session -> session.table("t").where("g IN (1, 5)").agg(product(col("d"))),
                session -> session.table("t").where("g > 100").agg(product(col("d"))));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void productsAreStockSparks(Function<SparkSession, Dataset<Row>> query) {
        Outcome stock = Outcome.of(() -> query.apply(sides.stock()));
        Dataset<Row> frame = query.apply(sides.quiver());
        assertThat(Outcome.of(() -> frame)).isEqualTo(stock);
        assertThat(SideBySide.report(frame).accelerated()).anyMatch(name -> name.contains("Aggregate"));
        SideBySide.assertNothingHeld();
    }
}
