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

/**
 * Makes random queries whose result does not depend on the order of rows: projections, filters, aggregates, joins, unions, sorts,
 * and limits over a sort by every column.
 */
final class FuzzQueries {
    private final Random random;
    private final boolean ansi;
    private final List<FuzzTable> tables;
    private final List<FuzzTable> small;
    private int aliases;

    /** Queries over {@code tables}, of which the first may be large: what multiplies rows takes the others. */
    FuzzQueries(Random random, boolean ansi, List<FuzzTable> tables) {
        this.random = random;
        this.ansi = ansi;
        this.tables = tables;
        small = tables.subList(1, tables.size());
    }

    String next() {
        aliases = 0;
        FuzzRelation relation = relation(2 + random.nextInt(2), tables);
        return switch (random.nextInt(5)) {
            case 0 -> limited(relation);
            case 1 -> sorted(relation);
            default -> relation.isQuery() ? relation.sql() : project(relation).sql();
        };
    }

    private FuzzRelation relation(int depth, List<FuzzTable> from) {
        if (depth == 0) {
            FuzzTable table = from.get(random.nextInt(from.size()));
            return new FuzzRelation(table.name(), table.columns());
        }
        return switch (random.nextInt(25)) {
            case 0, 1, 2, 3, 4, 5, 6 -> {
                FuzzRelation input = relation(depth - 1, from);
                yield new FuzzShapes(random, ansi, from, small).next(input, tenAliases());
            }
            case 7 -> {
                FuzzRelation input = relation(depth - 1, small);
                yield new FuzzShapes(random, ansi, from, small).twice(input, tenAliases());
            }
            case 8, 9, 10, 11, 12, 13 -> aggregate(relation(depth - 1, from));
            case 14, 15, 16, 17 ->
                join(relation(depth - 1, depth == 1 ? from : small), relation(random.nextInt(depth), small));
            case 18, 19 -> union(relation(depth - 1, from), relation(random.nextInt(depth), from));
            default -> project(relation(depth - 1, from));
        };
    }

    private int tenAliases() {
        int first = aliases;
        aliases += 10;
        return first;
    }

    private FuzzRelation project(FuzzRelation input) {
        String alias = alias();
        FuzzExpressions expressions = expressions(of(input, alias));
        List<FuzzColumn> columns = new ArrayList<>();
        StringJoiner select = new StringJoiner(", ");
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            DataType type = random.nextInt(3) == 0
                    ? FuzzNested.any(random, 5)
                    : input.columns()
                            .get(random.nextInt(input.columns().size()))
                            .type();
            FuzzColumn column = new FuzzColumn("p" + i, type);
            columns.add(column);
            select.add(expressions.of(type, 1 + random.nextInt(3)) + " AS " + column.name());
        }
        return new FuzzRelation("SELECT %s FROM %s%s".formatted(select, input.as(alias), where(input, alias)), columns);
    }

    private String where(FuzzRelation input, String alias) {
        FuzzExpressions expressions = expressions(of(input, alias));
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> "";
            case 4 -> " WHERE " + expressions.condition(1) + " AND " + membership(input, alias);
            case 5 -> " WHERE " + expressions.condition(1 + random.nextInt(2));
            // most conditions hold for no row or for all: some rows stay whatever it says
            default ->
                " WHERE (%s OR pmod(hash(%s.%s IS NULL, %s), 3) > 0)"
                        .formatted(
                                expressions.condition(1 + random.nextInt(2)),
                                alias,
                                input.columns().get(0).name(),
                                expressions.of(DataTypes.IntegerType, 0));
        };
    }

    private String membership(FuzzRelation input, String alias) {
        FuzzColumn column = input.columns().get(random.nextInt(input.columns().size()));
        FuzzTable table = small.get(random.nextInt(small.size()));
        String inner = alias();
        List<FuzzColumn> fitting = table.columns().stream()
                .filter(other -> other.type().equals(column.type()))
                .toList();
        if (fitting.isEmpty() || !FuzzNested.isOrderable(column.type())) {
            return "%s.%s IS NOT NULL".formatted(alias, column.name());
        }
        String other = inner + "." + fitting.get(random.nextInt(fitting.size())).name();
        String outer = alias + "." + column.name();
        String where = expressions(columns(table, inner)).condition(1);
        return switch (random.nextInt(5)) {
            case 0 -> "%s IN (SELECT %s FROM %s %s WHERE %s)".formatted(outer, other, table.name(), inner, where);
            case 1 -> "%s NOT IN (SELECT %s FROM %s %s WHERE %s)".formatted(outer, other, table.name(), inner, where);
            case 2 ->
                "EXISTS (SELECT 1 FROM %s %s WHERE %s = %s AND %s)".formatted(table.name(), inner, other, outer, where);
            case 3 ->
                "NOT EXISTS (SELECT 1 FROM %s %s WHERE %s = %s AND %s)"
                        .formatted(table.name(), inner, other, outer, where);
            default -> "%s >= (SELECT min(%s) FROM %s %s WHERE %s)".formatted(outer, other, table.name(), inner, where);
        };
    }

    private FuzzRelation aggregate(FuzzRelation input) {
        String alias = alias();
        List<FuzzColumn> inputs = of(input, alias);
        FuzzExpressions expressions = expressions(inputs);
        List<FuzzColumn> columns = new ArrayList<>();
        List<String> select = new ArrayList<>();
        StringJoiner groups = new StringJoiner(", ");
        int groupCount = random.nextInt(4);
        for (int i = 0; i < groupCount; i++) {
            FuzzColumn group = inputs.get(random.nextInt(inputs.size()));
            if (!FuzzNested.isOrderable(group.type())) {
                group = new FuzzColumn("hash(%s IS NULL)".formatted(group.name()), DataTypes.IntegerType);
            }
            String expression = random.nextInt(3) > 0 ? group.name() : expressions.of(group.type(), 1);
            FuzzColumn column = new FuzzColumn("g" + i, group.type());
            columns.add(column);
            select.add(expression + " AS " + column.name());
            groups.add(Integer.toString(i + 1));
        }
        int measureCount = 1 + random.nextInt(4);
        for (int i = 0; i < measureCount; i++) {
            measure(expressions, inputs, "m" + i, columns, select);
        }
        String groupBy = groupCount == 0 ? "" : " GROUP BY " + groups;
        if (groupCount > 1 && random.nextInt(6) == 0) {
            groupBy = " GROUP BY "
                    + one("CUBE(%s)", "ROLLUP(%s)", "GROUPING SETS ((%s), (1), ())", "GROUPING SETS ((2), (%s), (2))")
                            .formatted(groups);
            columns.add(new FuzzColumn("gid", DataTypes.LongType));
            select.add("grouping_id() AS gid");
        }
        if (random.nextInt(8) == 0) {
            groupBy += " HAVING "
                    + one(
                            "count(*) > 1",
                            "m0 IS NOT NULL",
                            "max(%s) IS NULL".formatted(inputs.get(0).name()));
        }
        return new FuzzRelation(
                "SELECT %s FROM %s%s%s"
                        .formatted(String.join(", ", select), input.as(alias), where(input, alias), groupBy),
                columns);
    }

    private void measure(
            FuzzExpressions expressions,
            List<FuzzColumn> inputs,
            String name,
            List<FuzzColumn> columns,
            List<String> select) {
        DataType type = inputs.get(random.nextInt(inputs.size())).type();
        FuzzAggregates.Call call = new FuzzAggregates(random, ansi, expressions, "").next(type);
        columns.add(new FuzzColumn(name, call.type()));
        select.add(call.sql() + " AS " + name);
    }

    private FuzzRelation join(FuzzRelation left, FuzzRelation right) {
        String a = alias();
        String b = alias();
        List<FuzzColumn> both = new ArrayList<>(of(left, a));
        both.addAll(of(right, b));
        String kind = one("INNER", "LEFT", "RIGHT", "FULL", "LEFT SEMI", "LEFT ANTI", "INNER", "LEFT");
        boolean hasKeys = random.nextInt(8) > 0;
        String condition =
                hasKeys ? keys(kind, left, a, right, b) : expressions(both).condition(1);
        if (hasKeys && random.nextInt(4) == 0) {
            condition += " AND " + expressions(both).condition(1);
        }
        boolean leftOnly = kind.startsWith("LEFT S") || kind.startsWith("LEFT A");
        FuzzExpressions expressions = expressions(leftOnly ? of(left, a) : both);
        List<FuzzColumn> columns = new ArrayList<>();
        StringJoiner select = new StringJoiner(", ");
        List<FuzzColumn> from = leftOnly ? of(left, a) : both;
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            DataType type = from.get(random.nextInt(from.size())).type();
            columns.add(new FuzzColumn("j" + i, type));
            select.add(expressions.of(type, random.nextInt(2)) + " AS j" + i);
        }
        String hint = random.nextBoolean()
                ? ""
                : "/*+ %s(%s) */ ".formatted(one("BROADCAST", "SHUFFLE_HASH", "MERGE"), one(a, b));
        return new FuzzRelation(
                "SELECT %s%s FROM %s %s JOIN %s ON %s"
                        .formatted(hint, select, left.as(a), kind, right.as(b), condition),
                columns);
    }

    private String keys(String kind, FuzzRelation left, String a, FuzzRelation right, String b) {
        // full joins alone see null keys of both sides: Spark filters them out of the others
        boolean isByBoth = kind.equals("FULL") || random.nextBoolean();
        if (isByBoth && FuzzTable.hasKeys(left.columns()) && FuzzTable.hasKeys(right.columns())) {
            return "%s.i %s %s.i AND %s.s %s %s.s"
                    .formatted(a, one("=", "=", "=", "<=>"), b, a, one("=", "=", "=", "<=>"), b);
        }
        StringJoiner keys = new StringJoiner(" AND ");
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            FuzzColumn key = left.columns().get(random.nextInt(left.columns().size()));
            if (!FuzzNested.isOrderable(key.type())) {
                keys.add("(%s.%s IS NULL) = (%s IS NULL)"
                        .formatted(a, key.name(), expressions(of(right, b)).of(DataTypes.StringType, 0)));
                continue;
            }
            List<FuzzColumn> fitting = right.columns().stream()
                    .filter(other -> other.type().equals(key.type()))
                    .toList();
            String rightKey = fitting.isEmpty()
                    ? expressions(of(right, b)).of(key.type(), 1)
                    : b + "." + fitting.get(random.nextInt(fitting.size())).name();
            keys.add("%s.%s %s %s".formatted(a, key.name(), random.nextInt(8) == 0 ? "<=>" : "=", rightKey));
        }
        return keys.toString();
    }

    private FuzzRelation union(FuzzRelation left, FuzzRelation right) {
        String a = alias();
        String b = alias();
        List<FuzzColumn> columns = new ArrayList<>();
        StringJoiner selectLeft = new StringJoiner(", ");
        StringJoiner selectRight = new StringJoiner(", ");
        int count = 1 + random.nextInt(4);
        boolean isComparable = true;
        for (int i = 0; i < count; i++) {
            FuzzColumn column = left.columns().get(random.nextInt(left.columns().size()));
            isComparable &= FuzzNested.isOrderable(column.type());
            columns.add(new FuzzColumn("u" + i, column.type()));
            selectLeft.add("%s.%s AS u%d".formatted(a, column.name(), i));
            selectRight.add(expressions(of(right, b)).of(column.type(), random.nextInt(2)));
        }
        return new FuzzRelation(
                "SELECT %s FROM %s %s SELECT %s FROM %s"
                        .formatted(
                                selectLeft,
                                left.as(a),
                                isComparable
                                        ? one(
                                                "UNION ALL",
                                                "UNION ALL",
                                                "UNION",
                                                "INTERSECT",
                                                "EXCEPT",
                                                "INTERSECT ALL",
                                                "EXCEPT ALL")
                                        : "UNION ALL",
                                selectRight,
                                right.as(b)),
                columns);
    }

    private String limited(FuzzRelation relation) {
        String limit = "LIMIT %d".formatted(random.nextInt(random.nextBoolean() ? 8 : 200));
        String offset = random.nextInt(4) == 0 ? " OFFSET " + random.nextInt(10) : "";
        return "%s %s%s".formatted(sorted(relation), limit, offset);
    }

    /** Sorted by every column that can be, and no other, so that rows behind equal keys are equal; both zeros become one. */
    private String sorted(FuzzRelation relation) {
        String alias = alias();
        List<FuzzColumn> columns = relation.columns().stream()
                .filter(column -> FuzzNested.isOrderable(column.type()))
                .toList();
        if (columns.isEmpty()) {
            return "SELECT count(*) AS n FROM " + relation.as(alias);
        }
        StringJoiner select = new StringJoiner(", ");
        for (FuzzColumn column : columns) {
            select.add(FuzzAggregates.steady(alias + "." + column.name(), column.type()) + " AS " + column.name());
        }
        return "SELECT %s FROM %s ORDER BY %s".formatted(select, relation.as(alias), order(columns));
    }

    private String order(List<FuzzColumn> columns) {
        StringJoiner order = new StringJoiner(", ");
        for (int i = 1; i <= columns.size(); i++) {
            order.add(i + one("", " ASC", " DESC") + one("", " NULLS FIRST", " NULLS LAST"));
        }
        return order.toString();
    }

    private FuzzExpressions expressions(List<FuzzColumn> columns) {
        return new FuzzExpressions(random, ansi, columns);
    }

    private static List<FuzzColumn> of(FuzzRelation relation, String alias) {
        return relation.columns().stream().map(column -> column.of(alias)).toList();
    }

    private static List<FuzzColumn> columns(FuzzTable table, String alias) {
        return table.columns().stream().map(column -> column.of(alias)).toList();
    }

    private String alias() {
        return "t" + aliases++;
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
