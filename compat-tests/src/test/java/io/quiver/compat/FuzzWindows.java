/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Makes random window calls. Rows of a partition are ordered by all their columns, so that rows with an undetermined order are
 * equal. RANGE frames have one key, and functions that do not depend on order.
 */
final class FuzzWindows {
    private final Random random;
    private final boolean ansi;

    FuzzWindows(Random random, boolean ansi) {
        this.random = random;
        this.ansi = ansi;
    }

    /** Calls of up to three functions over {@code columns}, which have no zero of two signs; adds what they are to {@code out}. */
    String select(List<FuzzColumn> columns, List<FuzzColumn> out) {
        StringJoiner select = new StringJoiner(", ");
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            FuzzAggregates.Call call = random.nextInt(3) == 0 ? rangeCall(columns) : call(columns);
            out.add(new FuzzColumn("w" + i, call.type()));
            select.add(call.sql() + " AS w" + i);
        }
        return select.toString();
    }

    private FuzzAggregates.Call call(List<FuzzColumn> columns) {
        String over = partition(columns) + " ORDER BY " + order(columns);
        FuzzColumn column = one(columns);
        return switch (random.nextInt(6)) {
            case 0 ->
                new FuzzAggregates.Call(
                        "%s OVER (%s)"
                                .formatted(one(List.of("row_number()", "rank()", "dense_rank()", "ntile(3)")), over),
                        DataTypes.IntegerType);
            case 1 ->
                new FuzzAggregates.Call(
                        "%s() OVER (%s)".formatted(one(List.of("percent_rank", "cume_dist")), over),
                        DataTypes.DoubleType);
            case 2 ->
                new FuzzAggregates.Call(
                        "%s(%s, %d%s) %sOVER (%s)"
                                .formatted(
                                        one(List.of("lag", "lead")),
                                        column.name(),
                                        random.nextInt(4),
                                        random.nextBoolean() ? "" : ", " + column.name(),
                                        ignoreNulls(),
                                        over),
                        column.type());
            case 3 ->
                new FuzzAggregates.Call(
                        "%s %sOVER (%s %s)"
                                .formatted(
                                        one(List.of(
                                                        "first_value(%s)",
                                                        "last_value(%s)",
                                                        "nth_value(%s, 2)",
                                                        "first(%s)",
                                                        "any_value(%s)"))
                                                .formatted(column.name()),
                                        ignoreNulls(),
                                        over,
                                        rows()),
                        column.type());
            default -> aggregate(column, columns, "%s %s".formatted(over, random.nextInt(4) == 0 ? "" : rows()));
        };
    }

    private FuzzAggregates.Call aggregate(FuzzColumn column, List<FuzzColumn> columns, String over) {
        FuzzExpressions leaves = new FuzzExpressions(random, ansi, columns);
        return new FuzzAggregates(random, ansi, leaves, "OVER (%s)".formatted(over)).next(column.type());
    }

    /** Over the rows with keys in a range, or ranks of keys: neither asks which of rows with one key comes first. */
    private FuzzAggregates.Call rangeCall(List<FuzzColumn> columns) {
        List<FuzzColumn> keys =
                columns.stream().filter(column -> hasOffsets(column.type())).toList();
        FuzzColumn key = keys.isEmpty() ? one(columns) : one(keys);
        String over = "%s ORDER BY %s%s"
                .formatted(
                        partition(columns), key.name(), one(List.of("", " DESC", " NULLS LAST", " DESC NULLS FIRST")));
        switch (random.nextInt(8)) {
            case 0 -> {
                return new FuzzAggregates.Call(
                        "%s() OVER (%s)".formatted(one(List.of("rank", "dense_rank")), over), DataTypes.IntegerType);
            }
            case 1 -> {
                return new FuzzAggregates.Call(
                        "%s() OVER (%s)".formatted(one(List.of("percent_rank", "cume_dist")), over),
                        DataTypes.DoubleType);
            }
            default -> {
                return aggregate(
                        one(columns), columns, "%s RANGE %s".formatted(over, range(key.type(), !keys.isEmpty())));
            }
        }
    }

    private String range(DataType key, boolean hasOffsets) {
        String[] bounds = hasOffsets
                ? new String[] {
                    "UNBOUNDED PRECEDING",
                    offset(key) + " PRECEDING",
                    "CURRENT ROW",
                    offset(key) + " FOLLOWING",
                    "UNBOUNDED FOLLOWING"
                }
                : new String[] {"UNBOUNDED PRECEDING", "CURRENT ROW", "UNBOUNDED FOLLOWING"};
        int from = random.nextInt(bounds.length - 1);
        int to = Math.max(from, 1) + random.nextInt(bounds.length - Math.max(from, 1));
        return "BETWEEN %s AND %s".formatted(bounds[from], bounds[to]);
    }

    private static boolean hasOffsets(DataType key) {
        return key instanceof NumericType
                || key instanceof DateType
                || key instanceof TimestampType
                || key instanceof TimestampNTZType
                || key.equals(FuzzNested.DAY_TIME)
                || key.equals(FuzzNested.YEAR_MONTH);
    }

    private String offset(DataType key) {
        int offset = 1 + random.nextInt(20);
        if (key.equals(FuzzNested.YEAR_MONTH)) {
            return "INTERVAL '%d' MONTH".formatted(offset);
        }
        if (key instanceof DateType) {
            return "INTERVAL '%d' %s".formatted(offset, one(List.of("DAY", "MONTH", "YEAR")));
        }
        if (key instanceof TimestampType || key instanceof TimestampNTZType) {
            return "INTERVAL '%d' %s".formatted(offset, one(List.of("DAY", "HOUR", "MONTH")));
        }
        if (key.equals(FuzzNested.DAY_TIME)) {
            return "INTERVAL '%d' HOUR".formatted(offset);
        }
        return "CAST(%d AS %s)".formatted(offset, key.sql());
    }

    private String rows() {
        int from = random.nextInt(5);
        int length = random.nextInt(5);
        String low = from == 0 ? "UNBOUNDED PRECEDING" : bound(from - 3);
        String high = length == 4 ? "UNBOUNDED FOLLOWING" : bound(Math.max(from - 3, -2) + length);
        return "ROWS BETWEEN %s AND %s".formatted(low, high);
    }

    private static String bound(int offset) {
        return offset == 0 ? "CURRENT ROW" : offset < 0 ? -offset + " PRECEDING" : offset + " FOLLOWING";
    }

    private String partition(List<FuzzColumn> columns) {
        List<FuzzColumn> keys = columns.stream()
                .filter(column -> FuzzNested.isOrderable(column.type()))
                .toList();
        return keys.isEmpty() || random.nextInt(4) == 0
                ? ""
                : "PARTITION BY " + one(keys).name();
    }

    private String order(List<FuzzColumn> columns) {
        List<String> keys = new ArrayList<>();
        for (FuzzColumn column : columns) {
            keys.add(column.name() + one(List.of("", " DESC", " NULLS LAST", " DESC NULLS FIRST")));
        }
        java.util.Collections.shuffle(keys, random);
        return String.join(", ", keys);
    }

    private String ignoreNulls() {
        return random.nextInt(3) == 0 ? "IGNORE NULLS " : "";
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
