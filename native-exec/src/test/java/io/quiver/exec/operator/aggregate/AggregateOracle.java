/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.operator.sort.SparkOrder;
import io.quiver.exec.vector.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Aggregates in plain Java collections, row by row, by Spark's rules. The operator must give the same result. */
final class AggregateOracle {
    private AggregateOracle() {}

    /** Groups by the first {@code keyCount} cells. Measure {@code m} takes cell {@code arguments[m]} of each row. */
    static List<List<@Nullable Object>> aggregate(
            List<List<@Nullable Object>> rows,
            List<ColumnType> types,
            int keyCount,
            List<String> functions,
            int[] arguments,
            boolean globalRow) {
        Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups = new LinkedHashMap<>();
        if (globalRow) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (List<@Nullable Object> row : rows) {
            groups.computeIfAbsent(row.subList(0, keyCount), key -> new ArrayList<>())
                    .add(row);
        }
        List<List<@Nullable Object>> result = new ArrayList<>();
        groups.forEach((key, members) -> {
            List<@Nullable Object> out = new ArrayList<>(key);
            for (int m = 0; m < arguments.length; m++) {
                int argument = arguments[m];
                List<@Nullable Object> values = members.stream()
                        .map(member -> member.get(argument))
                        .collect(ArrayList::new, List::add, List::addAll);
                out.add(apply(functions.get(m), values, types.get(argument)));
            }
            result.add(out);
        });
        return result;
    }

    private static @Nullable Object apply(String function, List<@Nullable Object> all, ColumnType type) {
        List<Object> values = all.stream().filter(Objects::nonNull).toList();
        return switch (function) {
            case "count" -> (long) values.size();
            case "sum" -> values.isEmpty() ? null : sum(values, type);
            case "avg" -> values.isEmpty() ? null : average(values, type);
            case "min" ->
                values.stream()
                        .reduce((a, b) -> SparkOrder.compare(b, a) < 0 ? b : a)
                        .orElse(null);
            case "max" ->
                values.stream()
                        .reduce((a, b) -> SparkOrder.compare(b, a) > 0 ? b : a)
                        .orElse(null);
            case "first" -> all.get(0);
            case "last" -> all.get(all.size() - 1);
            case "first_ignore_nulls" -> values.isEmpty() ? null : values.get(0);
            case "last_ignore_nulls" -> values.isEmpty() ? null : values.get(values.size() - 1);
            default -> throw new IllegalArgumentException(function);
        };
    }

    private static Object sum(List<Object> values, ColumnType type) {
        return switch (type.kind()) {
            case FLOAT, DOUBLE ->
                values.stream()
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .boxed()
                        .reduce(0.0, (a, b) -> a + b);
            case DECIMAL -> decimal(total(values), Math.min(38, type.precision() + 10));
            default ->
                values.stream().mapToLong(value -> ((Number) value).longValue()).sum();
        };
    }

    private static BigInteger total(List<Object> values) {
        return values.stream().map(AggregateOracle::unscaled).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger unscaled(Object value) {
        return value instanceof BigInteger big ? big : BigInteger.valueOf((Long) value);
    }

    /** As {@code Cells} has decimals: a Long for up to 18 digits. */
    private static Object decimal(BigInteger unscaled, int precision) {
        if (precision <= 18) {
            return unscaled.longValueExact();
        }
        return unscaled;
    }

    private static Object average(List<Object> values, ColumnType type) {
        if (!type.isDecimal()) {
            double sum = values.stream()
                    .mapToDouble(value -> ((Number) value).doubleValue())
                    .boxed()
                    .reduce(0.0, (a, b) -> a + b);
            return sum / values.size();
        }
        // Spark cuts to 39 digits after the point, then rounds half up
        BigDecimal quotient = new BigDecimal(total(values), type.scale())
                .divide(BigDecimal.valueOf(values.size()), 39, RoundingMode.DOWN);
        int scale = Math.min(38, type.scale() + 4);
        return decimal(
                quotient.setScale(scale, RoundingMode.HALF_UP).unscaledValue(), Math.min(38, type.precision() + 4));
    }
}
