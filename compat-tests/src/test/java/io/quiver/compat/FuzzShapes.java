/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Makes the rarer shapes of queries: windows, generators, pivots, lateral and correlated subqueries, samples, functions of a
 * row's position.
 */
final class FuzzShapes {
    private final Random random;
    private final boolean ansi;
    private final List<FuzzTable> tables;
    private final List<FuzzTable> small;

    /** Shapes over {@code tables}; those that multiply rows take {@code small} ones. */
    FuzzShapes(Random random, boolean ansi, List<FuzzTable> tables, List<FuzzTable> small) {
        this.random = random;
        this.ansi = ansi;
        this.tables = tables;
        this.small = small;
    }

    /** A relation over {@code input}; {@code alias} is the first of ten that are free. */
    FuzzRelation next(FuzzRelation input, int alias) {
        return switch (random.nextInt(10)) {
            case 9 -> merged(input, "t" + alias);
            case 8 -> unpivot(input, "t" + alias);
            case 0, 1, 2 -> window(input, "t" + alias, "t" + (alias + 1));
            case 3 -> generate(input, "t" + alias);
            case 4 -> pivot(input, "t" + alias);
            case 5 -> correlated(input, "t" + alias, "t" + (alias + 1));
            case 6 -> lateral(input, "t" + alias, "t" + (alias + 1));
            default -> ofPlaces("t" + alias);
        };
    }

    private FuzzRelation window(FuzzRelation input, String inner, String alias) {
        List<FuzzColumn> columns = new ArrayList<>();
        StringJoiner steady = new StringJoiner(", ");
        for (FuzzColumn column : input.columns()) {
            if (FuzzNested.isOrderable(column.type())) {
                steady.add(FuzzAggregates.steady(inner + "." + column.name(), column.type()) + " AS " + column.name());
                columns.add(column);
            }
        }
        if (columns.isEmpty()) {
            return input;
        }
        List<FuzzColumn> out = new ArrayList<>();
        List<FuzzColumn> named =
                columns.stream().map(column -> column.of(alias)).toList();
        String calls = new FuzzWindows(random, ansi).select(named, out);
        FuzzColumn kept = columns.get(random.nextInt(columns.size()));
        out.add(new FuzzColumn("k", kept.type()));
        String sql = "SELECT %s, %s.%s AS k FROM (SELECT %s FROM %s) %s"
                .formatted(calls, alias, kept.name(), steady, input.as(inner), alias);
        boolean ranked = out.get(0).type().equals(DataTypes.IntegerType) && random.nextInt(3) == 0;
        return new FuzzRelation(ranked ? "SELECT * FROM (%s) WHERE w0 <= 3".formatted(sql) : sql, out);
    }

    private FuzzRelation generate(FuzzRelation input, String alias) {
        FuzzExpressions expressions = new FuzzExpressions(random, ansi, input.columnsOf(alias));
        FuzzColumn kept = input.columns().get(random.nextInt(input.columns().size()));
        List<FuzzColumn> columns = new ArrayList<>();
        columns.add(new FuzzColumn("k", kept.type()));
        String outer = random.nextInt(3) == 0 ? "OUTER " : "";
        String view;
        switch (random.nextInt(5)) {
            case 0 -> {
                view = "explode(%s) g AS x".formatted(expressions.of(FuzzNested.INTS, 1));
                columns.add(new FuzzColumn("x", DataTypes.IntegerType));
            }
            case 1 -> {
                view = "posexplode(%s) g AS p, x".formatted(expressions.of(FuzzNested.TEXTS, 1));
                columns.add(new FuzzColumn("p", DataTypes.IntegerType));
                columns.add(new FuzzColumn("x", DataTypes.StringType));
            }
            case 2 -> {
                view = "inline(array(%s, %s)) g AS x, y"
                        .formatted(expressions.of(FuzzNested.STRUCT, 1), expressions.of(FuzzNested.STRUCT, 0));
                columns.add(new FuzzColumn("x", DataTypes.IntegerType));
                columns.add(new FuzzColumn("y", DataTypes.StringType));
            }
            case 3 -> {
                DataType type = FuzzNested.any(random, 5);
                view = "stack(2, %s, %s, %s) g AS x, y"
                        .formatted(
                                expressions.of(type, 1),
                                expressions.of(DataTypes.LongType, 1),
                                expressions.of(type, 0));
                columns.add(new FuzzColumn("x", type));
                columns.add(new FuzzColumn("y", DataTypes.LongType));
            }
            default -> {
                view = "explode(%s) g AS x, y".formatted(expressions.of(FuzzNested.MAP, 1));
                columns.add(new FuzzColumn("x", DataTypes.StringType));
                columns.add(new FuzzColumn("y", DataTypes.IntegerType));
            }
        }
        String select =
                columns.stream().skip(1).map(column -> "g." + column.name()).collect(Collectors.joining(", "));
        return new FuzzRelation(
                "SELECT %s.%s AS k, %s FROM %s LATERAL VIEW %s%s"
                        .formatted(alias, kept.name(), select, input.as(alias), outer, view),
                columns);
    }

    private FuzzRelation pivot(FuzzRelation input, String inner) {
        FuzzExpressions expressions = new FuzzExpressions(random, ansi, input.columnsOf(inner));
        FuzzColumn group = input.columns().get(random.nextInt(input.columns().size()));
        if (!FuzzNested.isOrderable(group.type())) {
            return input;
        }
        List<FuzzColumn> columns = new ArrayList<>();
        columns.add(new FuzzColumn("g", group.type()));
        columns.add(new FuzzColumn("a", DataTypes.LongType));
        columns.add(new FuzzColumn("b", DataTypes.LongType));
        return new FuzzRelation(
                "SELECT g, a, b FROM (SELECT %s AS g, %s AS v, pmod(%s, 3) AS p FROM %s) PIVOT (%s(v) FOR p IN (0 AS a, 1 AS b))"
                        .formatted(
                                FuzzAggregates.steady(inner + "." + group.name(), group.type()),
                                expressions.of(DataTypes.LongType, 1),
                                expressions.of(DataTypes.IntegerType, 0),
                                input.as(inner),
                                one("count", "max", "min", "bit_xor")),
                columns);
    }

    /** Sketches of groups that are merged into those of fewer groups. */
    private FuzzRelation merged(FuzzRelation input, String inner) {
        FuzzExpressions expressions = new FuzzExpressions(random, ansi, input.columnsOf(inner));
        String[] calls = one(
                new String[] {"hll_sketch_agg(%s)", "hll_sketch_estimate(hll_union_agg(k))"},
                new String[] {"hll_sketch_agg(%s, 5)", "hll_sketch_estimate(hll_union_agg(k, true))"},
                new String[] {"theta_sketch_agg(%s)", "theta_sketch_estimate(theta_union_agg(k))"},
                new String[] {"theta_sketch_agg(%s)", "theta_sketch_estimate(theta_intersection_agg(k))"},
                new String[] {"kll_sketch_agg_bigint(%s)", "kll_sketch_get_n_bigint(kll_merge_agg_bigint(k))"},
                new String[] {
                    "approx_top_k_accumulate(%s, 40)", "size(approx_top_k_estimate(approx_top_k_combine(k, 40), 5))"
                },
                new String[] {"bitmap_construct_agg(pmod(%s, 64))", "bitmap_count(bitmap_or_agg(k))"},
                new String[] {"bitmap_construct_agg(pmod(%s, 64))", "bitmap_count(bitmap_and_agg(k))"});
        return new FuzzRelation(
                "SELECT q, CAST(%s AS BIGINT) AS e FROM (SELECT pmod(%s, 3) AS q, pmod(%s, 4) AS p, %s AS k FROM %s GROUP BY 1, 2) GROUP BY q"
                        .formatted(
                                calls[1],
                                expressions.of(DataTypes.IntegerType, 0),
                                expressions.of(DataTypes.IntegerType, 0),
                                calls[0].formatted("CAST(%s AS INT)".formatted(expressions.of(DataTypes.ByteType, 1))),
                                input.as(inner)),
                List.of(new FuzzColumn("q", DataTypes.IntegerType), new FuzzColumn("e", DataTypes.LongType)));
    }

    private FuzzRelation unpivot(FuzzRelation input, String inner) {
        FuzzExpressions expressions = new FuzzExpressions(random, ansi, input.columnsOf(inner));
        FuzzColumn kept = input.columns().get(random.nextInt(input.columns().size()));
        DataType type = FuzzNested.any(random, 5);
        return new FuzzRelation(
                "SELECT k, n, v FROM (SELECT %s.%s AS k, %s AS a, %s AS b FROM %s) UNPIVOT %s(v FOR n IN (a, b AS `of b`))"
                        .formatted(
                                inner,
                                kept.name(),
                                expressions.of(type, 1),
                                expressions.of(type, 1),
                                input.as(inner),
                                one("", "INCLUDE NULLS ", "EXCLUDE NULLS ")),
                List.of(
                        new FuzzColumn("k", kept.type()),
                        new FuzzColumn("n", DataTypes.StringType),
                        new FuzzColumn("v", type)));
    }

    /** The same rows in two places of a query, each under a condition of its own. */
    FuzzRelation twice(FuzzRelation input, int alias) {
        String left = "t" + alias;
        String right = "t" + (alias + 1);
        FuzzColumn kept = input.columns().get(random.nextInt(input.columns().size()));
        FuzzColumn other = input.columns().get(random.nextInt(input.columns().size()));
        String condition = FuzzNested.isOrderable(kept.type())
                ? "%s.%s = %s.%s".formatted(left, kept.name(), right, kept.name())
                : "1 = 1";
        return new FuzzRelation(
                "SELECT k, n, v FROM (WITH c AS (SELECT * FROM %s) SELECT %s.%s AS k, count(*) AS n, count(%s.%s) AS v FROM c %s %s JOIN c %s ON %s AND %s GROUP BY %s)"
                        .formatted(
                                input.as("c0"),
                                left,
                                FuzzNested.isOrderable(kept.type()) ? kept.name() : kept.name() + " IS NULL",
                                right,
                                other.name(),
                                left,
                                one("INNER", "LEFT", "FULL"),
                                right,
                                condition,
                                new FuzzExpressions(random, ansi, input.columnsOf(right)).condition(1),
                                "1"),
                List.of(
                        new FuzzColumn("k", FuzzNested.isOrderable(kept.type()) ? kept.type() : DataTypes.BooleanType),
                        new FuzzColumn("n", DataTypes.LongType),
                        new FuzzColumn("v", DataTypes.LongType)));
    }

    private FuzzRelation correlated(FuzzRelation input, String alias, String inner) {
        FuzzTable table = small.get(random.nextInt(small.size()));
        FuzzColumn measure = table.columns().get(random.nextInt(table.columns().size()));
        FuzzColumn kept = input.columns().get(random.nextInt(input.columns().size()));
        FuzzExpressions outer = new FuzzExpressions(random, ansi, input.columnsOf(alias));
        boolean isOrderable = FuzzNested.isOrderable(measure.type());
        String call = isOrderable
                ? "%s(%s)"
                        .formatted(
                                one("min", "max"), FuzzAggregates.steady(inner + "." + measure.name(), measure.type()))
                : "count(%s.%s)".formatted(inner, measure.name());
        DataType type = isOrderable ? measure.type() : DataTypes.LongType;
        return new FuzzRelation(
                "SELECT %s.%s AS k, (SELECT %s FROM %s %s WHERE %s.i = %s) AS q FROM %s"
                        .formatted(
                                alias,
                                kept.name(),
                                call,
                                table.name(),
                                inner,
                                inner,
                                outer.of(DataTypes.IntegerType, random.nextInt(2)),
                                input.as(alias)),
                List.of(new FuzzColumn("k", kept.type()), new FuzzColumn("q", type)));
    }

    private FuzzRelation lateral(FuzzRelation input, String alias, String inner) {
        FuzzTable table = small.get(random.nextInt(small.size()));
        FuzzColumn column = table.columns().get(random.nextInt(table.columns().size()));
        FuzzColumn kept = input.columns().get(random.nextInt(input.columns().size()));
        FuzzExpressions outer = new FuzzExpressions(random, ansi, input.columnsOf(alias));
        return new FuzzRelation(
                "SELECT %s.%s AS k, l.x, l.y FROM %s %sJOIN LATERAL (SELECT %s.%s AS x, %s AS y FROM %s %s WHERE %s.s = %s) l"
                        .formatted(
                                alias,
                                kept.name(),
                                input.as(alias),
                                one("", "LEFT "),
                                inner,
                                column.name(),
                                outer.of(DataTypes.LongType, 0),
                                table.name(),
                                inner,
                                inner,
                                outer.of(DataTypes.StringType, 0)),
                List.of(
                        new FuzzColumn("k", kept.type()),
                        new FuzzColumn("x", column.type()),
                        new FuzzColumn("y", DataTypes.LongType)));
    }

    /** Functions whose value is a matter of a row's place, right above a table, where both engines read rows in the same places. */
    private FuzzRelation ofPlaces(String alias) {
        FuzzTable table = tables.get(random.nextInt(tables.size()));
        FuzzColumn column = table.columns().get(random.nextInt(table.columns().size()));
        String from = random.nextInt(2) == 0
                ? "%s TABLESAMPLE (%d PERCENT) REPEATABLE (%d)"
                        .formatted(table.name(), 10 + random.nextInt(80), random.nextInt(100))
                : table.name();
        String where = random.nextInt(2) == 0
                ? ""
                : " WHERE "
                        + new FuzzExpressions(
                                        random, ansi, new FuzzRelation(table.name(), table.columns()).columnsOf(alias))
                                .condition(1);
        return new FuzzRelation(
                "SELECT %s.%s AS k, %s AS a, %s AS b FROM %s %s%s"
                        .formatted(
                                alias,
                                column.name(),
                                one("rand(3)", "randn(5)", "rand() * 0", "CAST(uuid() IS NULL AS DOUBLE)"),
                                one(
                                        "monotonically_increasing_id()",
                                        "CAST(spark_partition_id() AS BIGINT)",
                                        "CAST(hash(input_file_name()) AS BIGINT)",
                                        "CAST(hash(%s._metadata.file_name) AS BIGINT)".formatted(alias),
                                        "input_file_block_start()"),
                                from,
                                alias,
                                where),
                List.of(
                        new FuzzColumn("k", column.type()),
                        new FuzzColumn("a", DataTypes.DoubleType),
                        new FuzzColumn("b", DataTypes.LongType)));
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
