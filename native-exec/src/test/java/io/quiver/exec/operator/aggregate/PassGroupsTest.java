/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import static io.quiver.exec.operator.OperatorRun.field;
import static io.quiver.exec.operator.OperatorRun.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks the order in which rows meet in their groups, below and above the threshold of Spark's object hash aggregation. */
class PassGroupsTest {
    private static final ColumnType LONG = ColumnType.LONG;
    private static final Comparator<@Nullable Object> NULLS_FIRST =
            Comparator.nullsFirst(Comparator.comparing(key -> (Comparable<Object>) key));

    @Test
    void rowsMeetAsInSparksObjectHashAggregation() {
        for (int seed = 0; seed < 40; seed++) {
            for (ColumnType keyType : List.of(LONG, ColumnType.STRING)) {
                Random random = new Random(seed);
                int rowCount = 1 + random.nextInt(400);
                int keyCount = 1 + random.nextInt(40);
                boolean withNulls = random.nextBoolean();
                int threshold = 1 + random.nextInt(30);
                List<@Nullable Object> keys = new ArrayList<>();
                List<@Nullable Object> rows = new ArrayList<>();
                for (int i = 0; i < rowCount; i++) {
                    long key = random.nextInt(keyCount);
                    Object typed = keyType.equals(LONG) ? (Object) key : "k" + key;
                    keys.add(withNulls && key % 5 == 0 ? null : typed);
                    rows.add("r" + i);
                }
                Batch all = Cells.batch(Cells.column(keyType, keys), Cells.column(ColumnType.STRING, rows));
                List<List<@Nullable Object>> expected = asSpark(keys, rows, threshold, keyType.equals(LONG));
                for (int size : new int[] {1, 7, 400}) {
                    assertThat(run(all, size, keyType, threshold))
                            .as("seed %d, %s, batches of %d", seed, keyType, size)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void noMemoryForTheRestOfTheRowsLosesNone() {
        List<@Nullable Object> keys = new ArrayList<>();
        List<@Nullable Object> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            keys.add(i % 10 == 0 ? null : (Object) (long) (i % 700));
            rows.add("r" + i);
        }
        Batch all = Cells.batch(Cells.column(LONG, keys), Cells.column(ColumnType.STRING, rows));
        List<List<@Nullable Object>> expected = lengths(run(all, 100, LONG, 128));
        for (long limit : new long[] {20_000, 60_000, 120_000}) {
            List<List<@Nullable Object>> limited = texts(OperatorRun.over(OperatorRun.split(all, 100))
                    .memory(new LimitedMemory(limit))
                    .foreignAggregates((ordinal, phase) -> new Lists())
                    .rows(plan(LONG, 128)));
            assertThat(lengths(limited)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<List<@Nullable Object>> lengths(List<List<@Nullable Object>> groups) {
        List<List<@Nullable Object>> lengths = new ArrayList<>();
        groups.forEach(group -> lengths.add(
                Arrays.asList(group.get(0), String.valueOf(group.get(1)).length())));
        return lengths;
    }

    private static List<List<@Nullable Object>> run(Batch all, int size, ColumnType keyType, int threshold) {
        return texts(OperatorRun.over(OperatorRun.split(all, size))
                .foreignAggregates((ordinal, phase) -> new Lists())
                .rows(plan(keyType, threshold)));
    }

    private static List<List<@Nullable Object>> texts(List<List<@Nullable Object>> rows) {
        return rows.stream()
                .map(row -> Arrays.asList(row.stream().map(PassGroupsTest::text).toArray()))
                .toList();
    }

    /** Cells hold text as bytes. */
    private static @Nullable Object text(@Nullable Object cell) {
        return cell instanceof ByteBuffer bytes
                ? StandardCharsets.UTF_8.decode(bytes.duplicate()).toString()
                : cell;
    }

    private static AggregateNode plan(ColumnType keyType, int threshold) {
        Measure list = new Measure(
                Measure.FOREIGN,
                EvaluationMode.LEGACY,
                Phase.INITIAL_TO_RESULT,
                List.of(field(1, ColumnType.STRING)),
                Optional.empty(),
                ColumnType.STRING,
                List.of(ColumnType.STRING),
                -1,
                -1,
                0,
                true,
                threshold);
        return new AggregateNode(
                1, input(keyType, ColumnType.STRING), List.of(field(0, keyType)), List.of(list), false);
    }

    /** ObjectAggregationIterator, SortBasedAggregator and UnsafeInMemorySorter of Spark 4.1.3, in short. */
    private static List<List<@Nullable Object>> asSpark(
            List<@Nullable Object> keys, List<@Nullable Object> rows, int threshold, boolean byDigits) {
        Map<@Nullable Object, String> before = new LinkedHashMap<>();
        int row = 0;
        while (row < keys.size() && before.size() < threshold) {
            before.merge(keys.get(row), rows.get(row) + " ", String::concat);
            row++;
        }
        if (row == keys.size()) {
            return groups(before);
        }
        List<Integer> nulls = new ArrayList<>();
        Deque<Integer> others = new ArrayDeque<>();
        for (; row < keys.size(); row++) {
            if (!byDigits || keys.get(row) != null) {
                others.add(row);
                continue;
            }
            nulls.add(row);
            if (!others.isEmpty()) {
                others.add(others.remove());
            }
        }
        nulls.addAll(others);
        Map<@Nullable Object, String> sorted = new TreeMap<>(NULLS_FIRST);
        nulls.forEach(next -> sorted.merge(keys.get(next), rows.get(next) + " ", String::concat));
        before.forEach((key, list) -> sorted.merge(key, list, String::concat));
        return groups(sorted);
    }

    private static List<List<@Nullable Object>> groups(Map<@Nullable Object, String> lists) {
        List<List<@Nullable Object>> groups = new ArrayList<>();
        lists.forEach((key, list) -> groups.add(Arrays.asList(key, list)));
        return groups;
    }

    /** The arguments one after the other. */
    private static final class Lists implements ForeignAggregates.GroupStates {
        private final List<String> lists = new ArrayList<>();

        @Override
        public void update(Batch arguments, int[] groups) {
            add(arguments, groups, " ");
        }

        @Override
        public void merge(Batch states, int[] groups) {
            add(states, groups, "");
        }

        private void add(Batch values, int[] groups, String end) {
            for (int row = 0; row < values.rowCount(); row++) {
                grow(groups[row] + 1);
                lists.set(groups[row], lists.get(groups[row]) + text(Cells.of(values.column(0), row)) + end);
            }
        }

        @Override
        public void grow(int groupCount) {
            while (lists.size() < groupCount) {
                lists.add("");
            }
        }

        @Override
        public List<Column> output(int[] groups) {
            return List.of(Cells.column(
                    ColumnType.STRING,
                    Arrays.stream(groups).mapToObj(lists::get).toList()));
        }

        @Override
        public List<Column> state(int[] groups) {
            return output(groups);
        }

        @Override
        public long sizeBytes() {
            return lists.stream().mapToLong(String::length).sum();
        }

        @Override
        public void close() {}
    }
}
