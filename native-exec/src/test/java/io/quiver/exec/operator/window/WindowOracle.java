/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.operator.host.ForeignWindows;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.operator.window.frame.WindowFrame.Bound;
import io.quiver.exec.operator.window.function.WindowCall;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes window functions by their definition, one frame at a time. Columns of the rows: partition key, order key (an int
 * or null, ascending, nulls first), row number, and values.
 */
public final class WindowOracle implements ForeignWindows {
    private final List<WindowCall> calls;
    private @Nullable List<@Nullable Object> lastRow;
    private @Nullable WindowFrame lastFrame;
    private List<List<@Nullable Object>> lastRows = List.of();

    public WindowOracle(List<WindowCall> calls) {
        this.calls = calls;
    }

    /** What {@code rows} become. */
    List<List<@Nullable Object>> apply(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> out = new ArrayList<>();
        for (int start = 0; start < rows.size(); ) {
            int end = start;
            while (end < rows.size()
                    && Objects.equals(rows.get(end).get(0), rows.get(start).get(0))) {
                end++;
            }
            List<List<@Nullable Object>> partition = rows.subList(start, end);
            for (int i = 0; i < partition.size(); i++) {
                List<@Nullable Object> row = new ArrayList<>(partition.get(i));
                for (WindowCall call : calls) {
                    row.add(value(call, partition, i));
                }
                out.add(row);
            }
            start = end;
        }
        return out;
    }

    private @Nullable Object value(WindowCall call, List<List<@Nullable Object>> partition, int i) {
        return switch (call.function()) {
            case "row_number" -> i + 1;
            case "rank", "dense_rank", "percent_rank", "cume_dist" -> rank(call.function(), partition, i);
            case "ntile" -> ntile(i, partition.size(), integer(call, 0));
            case "lead" -> lead(call, partition, i);
            default -> overFrame(call, frame(call.frame(), partition, i));
        };
    }

    private static Object rank(String function, List<List<@Nullable Object>> partition, int i) {
        int count = partition.size();
        int before = 0;
        int notAfter = 0;
        int groupsBefore = 0;
        for (int j = 0; j < count; j++) {
            int order = compare(partition.get(j).get(1), partition.get(i).get(1));
            before += order < 0 ? 1 : 0;
            notAfter += order <= 0 ? 1 : 0;
            boolean isFirst = j == 0
                    || compare(partition.get(j).get(1), partition.get(j - 1).get(1)) != 0;
            groupsBefore += order < 0 && isFirst ? 1 : 0;
        }
        return switch (function) {
            case "rank" -> (Object) (before + 1);
            case "dense_rank" -> (Object) (groupsBefore + 1);
            case "percent_rank" -> (Object) (count > 1 ? (double) before / (count - 1) : 0.0);
            default -> (Object) ((double) notAfter / count);
        };
    }

    private static int ntile(int row, int count, int buckets) {
        int large = count / buckets + 1;
        int inLarge = count % buckets * large;
        return row < inLarge ? row / large + 1 : count % buckets + (row - inLarge) / (count / buckets) + 1;
    }

    private static @Nullable Object lead(WindowCall call, List<List<@Nullable Object>> partition, int i) {
        int distance = integer(call, 1);
        boolean ignoresNulls = Boolean.TRUE.equals(literal(call, 2)) && distance != 0;
        int step = distance < 0 ? -1 : 1;
        int left = Math.abs(distance);
        int at = i;
        while (left > 0) {
            at += step;
            if (at < 0 || at >= partition.size()) {
                return call.arguments().size() > 3 ? argument(call, 3, partition.get(i)) : null;
            }
            left -= ignoresNulls && argument(call, 0, partition.get(at)) == null ? 0 : 1;
        }
        return argument(call, 0, partition.get(at));
    }

    private List<List<@Nullable Object>> frame(WindowFrame frame, List<List<@Nullable Object>> partition, int i) {
        List<@Nullable Object> row = partition.get(i);
        if (row == lastRow && frame.equals(lastFrame)) {
            return lastRows;
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        lastRow = row;
        lastFrame = frame;
        lastRows = rows;
        for (int j = 0; j < partition.size(); j++) {
            if (side(frame, frame.lower(), -1, partition, i, j) >= 0
                    && side(frame, frame.upper(), 1, partition, i, j) <= 0) {
                rows.add(partition.get(j));
            }
        }
        return rows;
    }

    /** Negative where row {@code j} is before the bound of row {@code i}, positive where it is after it. */
    private static int side(
            WindowFrame frame, Bound bound, int end, List<List<@Nullable Object>> partition, int i, int j) {
        if (bound instanceof Bound.Unbounded) {
            return -end;
        }
        if (bound instanceof Bound.Offset offset) {
            return Integer.compare(j - i, offset.rows());
        }
        Object key = partition.get(j).get(1);
        if (bound instanceof Bound.Value value) {
            int column = ((Expression.FieldReference) value.value()).ordinal();
            return compare(key, partition.get(i).get(column));
        }
        return frame.rows()
                ? Integer.compare(j, i)
                : compare(key, partition.get(i).get(1));
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        return Comparator.nullsFirst(Comparator.<Integer>naturalOrder()).compare((Integer) left, (Integer) right);
    }

    private static @Nullable Object overFrame(WindowCall call, List<List<@Nullable Object>> frame) {
        List<@Nullable Object> all = new ArrayList<>();
        frame.forEach(row -> all.add(call.arguments().isEmpty() ? 1 : argument(call, 0, row)));
        List<Object> values = all.stream().filter(Objects::nonNull).toList();
        return switch (call.function()) {
            case "count" -> (long) values.size();
            case "first" -> at(Boolean.TRUE.equals(literal(call, 1)) ? values : all, 0);
            case "last" -> {
                List<@Nullable Object> from = Boolean.TRUE.equals(literal(call, 1)) ? new ArrayList<>(values) : all;
                yield at(from, from.size() - 1);
            }
            case "nth_value" -> at(Boolean.TRUE.equals(literal(call, 2)) ? values : all, integer(call, 1) - 1);
            default -> values.isEmpty() ? null : ofValues(call, values);
        };
    }

    private static @Nullable Object at(List<? extends @Nullable Object> values, int position) {
        return position >= 0 && position < values.size() ? values.get(position) : null;
    }

    private static Object ofValues(WindowCall call, List<Object> values) {
        boolean isDecimal = call.arguments().get(0).type().isDecimal();
        return switch (call.function()) {
            case "min" -> values.stream().min(WindowOracle::compareValues).orElseThrow();
            case "max" ->
                values.stream()
                        .reduce((best, value) -> compareValues(value, best) > 0 ? value : best)
                        .orElseThrow();
            case "sum" -> {
                if (isDecimal) {
                    yield values.stream().map(WindowOracle::big).reduce(BigInteger.ZERO, BigInteger::add);
                }
                yield call.type().kind() == ColumnType.Kind.DOUBLE ? (Object) added(values) : (Object) longs(values);
            }
            case "avg" -> added(values) / values.size();
            default -> throw new IllegalArgumentException(call.function());
        };
    }

    private static long longs(List<Object> values) {
        return values.stream().mapToLong(value -> ((Number) value).longValue()).sum();
    }

    /** In order: streams add doubles otherwise. */
    private static double added(List<Object> values) {
        double sum = 0.0;
        for (Object value : values) {
            sum += ((Number) value).doubleValue();
        }
        return sum;
    }

    private static BigInteger big(Object value) {
        return value instanceof BigInteger wide ? wide : BigInteger.valueOf((Long) value);
    }

    private static int compareValues(Object left, Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            return a.doubleValue() == b.doubleValue() ? 0 : Double.compare(a, b);
        }
        if (left instanceof ByteBuffer a && right instanceof ByteBuffer b) {
            return java.util.Arrays.compareUnsigned(a.array(), b.array());
        }
        return Comparator.<Comparable<Object>>naturalOrder().compare(comparable(left), comparable(right));
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> comparable(Object value) {
        return (Comparable<Object>) value;
    }

    private static @Nullable Object argument(WindowCall call, int position, List<@Nullable Object> row) {
        return row.get(((Expression.FieldReference) call.arguments().get(position)).ordinal());
    }

    private static @Nullable Object literal(WindowCall call, int position) {
        return ((Expression.Literal) call.arguments().get(position)).value();
    }

    private static int integer(WindowCall call, int position) {
        return (Integer) Objects.requireNonNull(literal(call, position));
    }

    /** Returns the functions as a host does. Ordinals are those of the calls. */
    @Override
    public ForeignWindow create(int ordinal) {
        WindowCall call = calls.get(ordinal);
        return new ForeignWindow() {
            private final List<List<@Nullable Object>> frame = new ArrayList<>();

            @Override
            public void initialize(int partitionRows) {
                frame.clear();
            }

            @Override
            public void update(Batch rows, int from, int to) {
                int[] chosen = new int[to - from];
                for (int i = 0; i < chosen.length; i++) {
                    chosen[i] = from + i;
                }
                frame.addAll(Cells.rows(rows.gather(chosen, chosen.length)));
            }

            @Override
            public void evaluate(ColumnBuilder out) {
                Object value = overFrame(call, frame);
                out.append(
                        ConstantColumn.of(value instanceof ByteBuffer bytes ? bytes.array() : value, call.type(), 1),
                        0);
            }
        };
    }
}
