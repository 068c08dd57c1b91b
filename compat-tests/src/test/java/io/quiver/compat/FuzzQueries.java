/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;

/**
 * Random queries whose result does not depend on the order in which rows meet: projections, filters, aggregates, joins, unions,
 * sorts, and limits over a sort by every column.
 */
final class FuzzQueries {
    /** A query and its columns. */
    private record Relation(String sql, List<FuzzColumn> columns) {
        String as(String alias) {
            return sql.startsWith("SELECT") ? "(%s) %s".formatted(sql, alias) : sql + " " + alias;
        }
    }

    private final Random random;
    private final boolean ansi;
    private final List<FuzzTable> tables;
    private int aliases;

    FuzzQueries(Random random, boolean ansi, List<FuzzTable> tables) {
        this.random = random;
        this.ansi = ansi;
        this.tables = tables;
    }

    String next() {
        aliases = 0;
        Relation relation = relation(2 + random.nextInt(2));
        return switch (random.nextInt(5)) {
            case 0 -> limited(relation);
            case 1 -> "SELECT * FROM %s ORDER BY %s".formatted(relation.as(alias()), order(relation.columns()));
            default ->
                relation.sql().startsWith("SELECT")
                        ? relation.sql()
                        : project(relation).sql();
        };
    }

    private Relation relation(int depth) {
        if (depth == 0) {
            FuzzTable table = tables.get(random.nextInt(tables.size()));
            return new Relation(table.name(), table.columns());
        }
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> aggregate(relation(depth - 1));
            case 3, 4 -> join(relation(depth - 1), relation(random.nextInt(depth)));
            case 5 -> union(relation(depth - 1), relation(random.nextInt(depth)));
            default -> project(relation(depth - 1));
        };
    }

    private Relation project(Relation input) {
        String alias = alias();
        FuzzExpressions expressions = expressions(of(input, alias));
        List<FuzzColumn> columns = new ArrayList<>();
        StringJoiner select = new StringJoiner(", ");
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            DataType type = random.nextInt(3) == 0
                    ? FuzzValues.TYPES.get(random.nextInt(FuzzValues.TYPES.size()))
                    : input.columns()
                            .get(random.nextInt(input.columns().size()))
                            .type();
            FuzzColumn column = new FuzzColumn("p" + i, type);
            columns.add(column);
            select.add(expressions.of(type, 1 + random.nextInt(3)) + " AS " + column.name());
        }
        return new Relation("SELECT %s FROM %s%s".formatted(select, input.as(alias), where(input, alias)), columns);
    }

    private String where(Relation input, String alias) {
        FuzzExpressions expressions = expressions(of(input, alias));
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> "";
            case 4 -> " WHERE " + expressions.condition(1) + " AND " + membership(input, alias);
            default -> " WHERE " + expressions.condition(1 + random.nextInt(2));
        };
    }

    private String membership(Relation input, String alias) {
        FuzzColumn column = input.columns().get(random.nextInt(input.columns().size()));
        FuzzTable table = tables.get(random.nextInt(tables.size()));
        String inner = alias();
        List<FuzzColumn> fitting = table.columns().stream()
                .filter(other -> other.type().equals(column.type()))
                .toList();
        if (fitting.isEmpty()) {
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

    private Relation aggregate(Relation input) {
        String alias = alias();
        List<FuzzColumn> inputs = of(input, alias);
        FuzzExpressions expressions = expressions(inputs);
        List<FuzzColumn> columns = new ArrayList<>();
        List<String> select = new ArrayList<>();
        StringJoiner groups = new StringJoiner(", ");
        int groupCount = random.nextInt(4);
        for (int i = 0; i < groupCount; i++) {
            FuzzColumn group = inputs.get(random.nextInt(inputs.size()));
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
        if (groupCount > 1 && random.nextInt(8) == 0) {
            groupBy = " GROUP BY " + one("CUBE", "ROLLUP") + "(" + groups + ")";
        }
        return new Relation(
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
        String argument = expressions.of(type, random.nextInt(3));
        String distinct = random.nextInt(8) == 0 ? "DISTINCT " : "";
        String filter = random.nextInt(6) == 0 ? " FILTER (WHERE %s)".formatted(expressions.condition(1)) : "";
        DataType result = type;
        String call;
        switch (random.nextInt(6)) {
            case 0 -> {
                call = distinct.isEmpty() && random.nextBoolean()
                        ? "count(*)"
                        : "count(%s%s)".formatted(distinct, argument);
                result = DataTypes.LongType;
            }
            case 1, 2 -> {
                if (type instanceof IntegralType) {
                    call = "%s(%s%s)".formatted(ansi ? "try_sum" : one("sum", "try_sum"), distinct, argument);
                    result = DataTypes.LongType;
                } else if (type instanceof DecimalType decimal) {
                    call = "%s(%s%s)".formatted(ansi ? "try_sum" : "sum", distinct, argument);
                    result = DataTypes.createDecimalType(Math.min(38, decimal.precision() + 10), decimal.scale());
                } else if (type instanceof DoubleType || type instanceof FloatType) {
                    call = "sum(%s%s)".formatted(distinct, exact(argument));
                    result = DataTypes.DoubleType;
                } else {
                    call = "count(%s%s)".formatted(distinct, argument);
                    result = DataTypes.LongType;
                }
            }
            case 3 -> {
                if (type instanceof BooleanType) {
                    call = "%s(%s)".formatted(one("bool_and", "bool_or"), argument);
                } else if (type instanceof IntegralType) {
                    call = "%s(%s%s)".formatted(ansi ? "try_avg" : "avg", distinct, argument);
                    result = DataTypes.DoubleType;
                } else {
                    call = "max(%s)".formatted(argument);
                }
            }
            default -> call = "%s(%s)".formatted(one("min", "max"), isReal(type) ? positiveZero(argument) : argument);
        }
        columns.add(new FuzzColumn(name, result));
        select.add(call + filter + " AS " + name);
    }

    /** Sums of these do not depend on the order of addition. */
    private static String exact(String real) {
        return "CAST(CAST(%s AS DECIMAL(12, 2)) AS DOUBLE)".formatted(real).replace("CAST(CAST", "CAST(try_cast");
    }

    /** Which zero is the least one depends on which came first. */
    private static String positiveZero(String real) {
        return "(%s + CAST(0 AS FLOAT))".formatted(real);
    }

    private static boolean isReal(DataType type) {
        return type instanceof DoubleType || type instanceof FloatType;
    }

    private Relation join(Relation left, Relation right) {
        String a = alias();
        String b = alias();
        List<FuzzColumn> both = new ArrayList<>(of(left, a));
        both.addAll(of(right, b));
        String kind = one("INNER", "LEFT", "RIGHT", "FULL", "LEFT SEMI", "LEFT ANTI", "INNER", "LEFT");
        String condition = keys(left, a, right, b);
        if (random.nextInt(4) == 0) {
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
        return new Relation(
                "SELECT %s%s FROM %s %s JOIN %s ON %s"
                        .formatted(hint, select, left.as(a), kind, right.as(b), condition),
                columns);
    }

    private String keys(Relation left, String a, Relation right, String b) {
        StringJoiner keys = new StringJoiner(" AND ");
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            FuzzColumn key = left.columns().get(random.nextInt(left.columns().size()));
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

    private Relation union(Relation left, Relation right) {
        String a = alias();
        String b = alias();
        List<FuzzColumn> columns = new ArrayList<>();
        StringJoiner selectLeft = new StringJoiner(", ");
        StringJoiner selectRight = new StringJoiner(", ");
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            FuzzColumn column = left.columns().get(random.nextInt(left.columns().size()));
            columns.add(new FuzzColumn("u" + i, column.type()));
            selectLeft.add("%s.%s AS u%d".formatted(a, column.name(), i));
            selectRight.add(expressions(of(right, b)).of(column.type(), random.nextInt(2)));
        }
        return new Relation(
                "SELECT %s FROM %s %s SELECT %s FROM %s"
                        .formatted(
                                selectLeft,
                                left.as(a),
                                one("UNION ALL", "UNION ALL", "UNION", "INTERSECT", "EXCEPT"),
                                selectRight,
                                right.as(b)),
                columns);
    }

    /** Sorted by every column, so that rows behind equal keys are equal; both zeros become one. */
    private String limited(Relation relation) {
        String alias = alias();
        StringJoiner select = new StringJoiner(", ");
        for (FuzzColumn column : relation.columns()) {
            String name = alias + "." + column.name();
            select.add((isReal(column.type()) ? positiveZero(name) : name) + " AS " + column.name());
        }
        String limit = "LIMIT %d".formatted(random.nextInt(random.nextBoolean() ? 8 : 200));
        String offset = random.nextInt(4) == 0 ? " OFFSET " + random.nextInt(10) : "";
        return "SELECT %s FROM %s ORDER BY %s %s%s"
                .formatted(select, relation.as(alias), order(relation.columns()), limit, offset);
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

    private static List<FuzzColumn> of(Relation relation, String alias) {
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
