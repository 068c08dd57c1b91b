/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values from users' code and sources that do not fit their declared type are output, and computed with, as on stock Spark. */
class LooseValuesTest {
    /** Of these, stock Spark writes each value before it computes with it. */
    private static final List<String> OVER_ROWS = List.of(
            "SELECT * FROM v",
            "SELECT d, count(*), sum(w) FROM v GROUP BY d",
            "SELECT s, sum(d), max(w), min(d), avg(w), collect_list(d) FROM v GROUP BY s",
            "SELECT x.id, y.id FROM v x JOIN v y ON x.d = y.d",
            "SELECT id, rank() OVER (ORDER BY d), sum(w) OVER (PARTITION BY s ORDER BY id) FROM v",
            "SELECT id, e FROM v LATERAL VIEW explode(a) AS e",
            "SELECT a, p, count(*) FROM v GROUP BY a, p");

    private static final List<String> OVER_CONVERTED_ROWS = List.of(
            "SELECT id, CAST(d AS STRING), d, CAST(d AS STRING) FROM v",
            "SELECT id, d + 1, w * 2, CAST(w AS STRING), round(d, 1) FROM v",
            "SELECT id, CAST(d AS STRING) FROM v ORDER BY s, id",
            "SELECT id, d FROM v WHERE d > 12.345 ORDER BY d, id",
            "SELECT w, max(CAST(d AS STRING)) FROM v GROUP BY w",
            "SELECT id, p.x, a[0], CAST(a[0] AS STRING), CAST(p.x AS STRING) FROM v ORDER BY id",
            "SELECT DISTINCT d, p.x FROM v",
            "SELECT d FROM v UNION SELECT w FROM v");

    private static final List<String> OVER_FUNCTIONS = List.of(
            "SELECT id, loose(id), CAST(loose(id) AS STRING), loose(id) + 1 FROM t",
            "SELECT loose(id), count(*) FROM t GROUP BY loose(id)",
            "SELECT id, price_text(loose_price(id)), loose_price(id) FROM t",
            "SELECT price_text(p), count(*) FROM (SELECT loose_price(id) AS p FROM t) GROUP BY p",
            "SELECT id, price_text(p) FROM (SELECT id, loose_price(id) AS p FROM t) ORDER BY p, id",
            "SELECT x.id, y.id FROM (SELECT id, loose_price(id) AS p FROM t) x JOIN (SELECT id, loose_price(id) AS p FROM t) y ON x.p = y.p",
            "SELECT DISTINCT loose_price(id) FROM t",
            "SELECT price_text(max(p)), price_text(first(p)) FROM (SELECT loose_price(id) AS p FROM t)",
            "SELECT id, count(*) OVER (PARTITION BY p), rank() OVER (ORDER BY p) FROM (SELECT id, loose_price(id) AS p FROM t)",
            "SELECT g, loose_sum(id), CAST(loose_sum(id) AS STRING), loose_sum(id) * 2 FROM t GROUP BY g",
            "SELECT loose_sum(id), CAST(loose_sum(id) AS STRING), typed_sum(id) FROM t",
            "SELECT g, typed_sum(id), CAST(typed_sum(id) AS STRING), typed_sum(id) + 1 FROM t GROUP BY g",
            "SELECT id, loose_sum(id) OVER (PARTITION BY g ORDER BY id), typed_sum(id) OVER (PARTITION BY g) FROM t");

    private static SideBySide sides;

    @BeforeAll
    static void start() {
        sides = new SideBySide(Map.of("spark.sql.ansi.enabled", "false"));
        for (SparkSession session : new SparkSession[] {sides.stock(), sides.quiver()}) {
            LooseFunctions.register(session);
            session.range(0, 60, 1, 1)
                    .selectExpr("CAST(id AS INT) AS id", "CAST(id % 5 AS INT) AS g")
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

    @ParameterizedTest
    @ValueSource(strings = {"first", "first, converted", "second"})
    void rowsOfSourcesOfEitherKind(String kind) {
        boolean isConverted = kind.endsWith("converted");
        for (SparkSession session : new SparkSession[] {sides.stock(), sides.quiver()}) {
            Dataset<Row> rows = kind.equals("second")
                    ? session.read().format(LooseValues.class.getName()).load()
                    : session.baseRelationToDataFrame(new LooseValues.Relation(session, isConverted));
            rows.createOrReplaceTempView("v");
        }
        compare(OVER_ROWS);
        if (isConverted) {
            compare(OVER_CONVERTED_ROWS);
        }
    }

    @Test
    void functionsOfUsers() {
        compare(OVER_FUNCTIONS);
    }

    @Test
    void generatorsOfUsers() {
        compare(List.of(
                generated(rows -> rows),
                generated(rows -> rows.selectExpr("id", "CAST(d AS STRING)", "d + 1", "CAST(a AS STRING)")),
                generated(rows -> rows.groupBy("d").count()),
                generated(rows -> rows.groupBy("a").count()),
                generated(rows -> rows.orderBy("d", "id", "n"))));
    }

    private static Function<SparkSession, Dataset<Row>> generated(Function<Dataset<Row>, Dataset<Row>> query) {
        return session -> query.apply(session.table("t")
                .select(
                        functions.col("id"),
                        LooseFunctions.generated(functions.col("id")).as(new String[] {"d", "n", "a"})));
    }

    @Test
    void typedAggregators() {
        compare(List.<Function<SparkSession, Dataset<Row>>>of(
                session -> session.table("t")
                        .select("id")
                        .as(Encoders.INT())
                        .select(new LooseFunctions.TypedSum().toColumn().name("total"))
                        .toDF(),
                session -> session.table("t")
                        .select("id")
                        .as(Encoders.INT())
                        .groupByKey(
                                (org.apache.spark.api.java.function.MapFunction<Integer, Integer>) id -> id % 3,
                                Encoders.INT())
                        .agg(new LooseFunctions.TypedSum().toColumn().name("total"))
                        .toDF()));
    }

    private static void compare(List<?> queries) {
        List<String> differences = new ArrayList<>();
        int accelerated = 0;
        for (Object query : queries) {
            Outcome stock = Outcome.of(() -> frame(sides.stock(), query));
            Dataset<Row> frame = frame(sides.quiver(), query);
            Outcome quiver = Outcome.of(() -> frame);
            accelerated += SideBySide.report(frame).isAccelerated() ? 1 : 0;
            if (!quiver.equals(stock)) {
                differences.add("%n%s%n  stock:  %s%n  quiver: %s".formatted(query, stock, quiver));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(accelerated).isPositive();
        SideBySide.assertNothingHeld();
    }

    @SuppressWarnings("unchecked")
    private static Dataset<Row> frame(SparkSession session, Object query) {
        return query instanceof String sql
                ? session.sql(sql)
                : ((Function<SparkSession, Dataset<Row>>) query).apply(session);
    }
}
