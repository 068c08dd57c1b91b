/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.kernel.hash.CollidingKeys;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares joins over keys that have one hash under the first seed with {@link JoinOracle}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CollidingKeysTest {
    private static final int KEY_COUNT = 40;

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void collidingKeysOfEveryTypeMatchByValue(JoinType type) {
        for (ColumnType keyType : CollidingKeys.TYPES) {
            Column[] keys = CollidingKeys.keys(keyType, KEY_COUNT);
            for (BuildSide side : BuildSide.values()) {
                for (boolean nullSafe : new boolean[] {false, true}) {
                    Random random = new Random(7);
                    List<Batch> left = rows(keys, 150, random);
                    List<Batch> right = rows(keys, 110, random);
                    JoinShape node = shape(type, side, keys, nullSafe);
                    check(node, left, right, "%s building %s on %s".formatted(type, side, keyType));
                }
            }
        }
    }

    private static JoinShape shape(JoinType type, BuildSide side, Column[] keys, boolean nullSafe) {
        List<ColumnType> types =
                new ArrayList<>(Arrays.stream(keys).map(Column::type).toList());
        types.add(ColumnType.INT);
        return JoinRun.join(type, side, types, types, keys.length, nullSafe, null);
    }

    /** Keys at random, a fifth of them null, and the number of the row. */
    private static List<Batch> rows(Column[] keys, int count, Random random) {
        List<Column> columns = new ArrayList<>();
        int[] entries = random.ints(count, 0, keys[0].rowCount()).toArray();
        for (Column key : keys) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int entry : entries) {
                cells.add(random.nextInt(5) == 0 ? null : Cells.of(key, entry));
            }
            columns.add(Cells.column(key.type(), cells));
        }
        columns.add(Cells.column(
                ColumnType.INT,
                java.util.stream.IntStream.range(0, count).boxed().toList()));
        return List.of(new Batch(columns, count));
    }

    private static void check(JoinShape node, List<Batch> left, List<Batch> right, String what) {
        List<List<@Nullable Object>> expected =
                new JoinOracle(node, (l, r) -> true).join(JoinRun.rows(left), JoinRun.rows(right));
        assertThat(JoinRun.drain(new HashJoinOperator(
                        node,
                        JoinRun.input(left),
                        JoinRun.input(right),
                        JoinRun.compiler(),
                        TaskMemory.unlimited(),
                        OperatorMetrics.NONE)))
                .as(what)
                .isEqualTo(expected);
        JoinSides sides = JoinSides.of(node, JoinRun.compiler());
        boolean probeIsLeft = sides.roles().probeIsLeft();
        JoinBuildTable parted = table(sides, probeIsLeft ? right : left, 1);
        assertThat(parted.otherKeys()).as("%s: chains are parted", what).isNotNull();
        assertThat(table(sides, probeIsLeft ? right : left, 4).otherKeys())
                .as("%s: another seed parts keys", what)
                .isNull();
        assertThat(probe(sides, parted, probeIsLeft ? left : right))
                .as("%s, parted chains", what)
                .isEqualTo(expected);
    }

    private static JoinBuildTable table(JoinSides sides, List<Batch> build, int seedCount) {
        JoinTableBuilder builder = sides.newTableBuilder();
        build.forEach(builder::add);
        return builder.finish(true, seedCount);
    }

    private static List<List<@Nullable Object>> probe(JoinSides sides, JoinBuildTable table, List<Batch> probe) {
        Operator input = JoinRun.input(probe);
        JoinStream stream = new JoinStream(new JoinProbe(sides, table, true), input::next, false);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
            rows.addAll(Cells.rows(batch));
        }
        return rows;
    }

    @Test
    void aValueThatHashesAsNullDoesIsNotNull() {
        List<ColumnType> types = List.of(ColumnType.LONG, ColumnType.INT);
        for (JoinType type : JoinType.values()) {
            List<Batch> rows = List.of(Cells.batch(
                    Cells.column(ColumnType.LONG, 0x5851F42D4C957F2DL, null, 0L, -1L),
                    Cells.column(ColumnType.INT, 1, 2, 3, 4)));
            JoinShape node = JoinRun.join(type, BuildSide.RIGHT, types, types, 1, true, null);
            try (HashJoinOperator join = new HashJoinOperator(
                    node,
                    JoinRun.input(rows),
                    JoinRun.input(rows),
                    JoinRun.compiler(),
                    TaskMemory.unlimited(),
                    OperatorMetrics.NONE)) {
                assertThat(JoinRun.drain(join))
                        .isEqualTo(new JoinOracle(node, (l, r) -> true).join(JoinRun.rows(rows), JoinRun.rows(rows)));
            }
        }
    }

    @Test
    void crowdedIndexTakesAnotherSeed() {
        long[] codes = CollidingKeys.longsOfOneSlot(20_000, 12);
        List<ColumnType> types = List.of(ColumnType.LONG);
        List<Batch> rows = new ArrayList<>();
        for (int from = 0; from < codes.length; from += 2_000) {
            long[] batch = Arrays.copyOfRange(codes, from, from + 2_000);
            rows.add(Cells.batch(
                    Cells.column(ColumnType.LONG, Arrays.stream(batch).boxed().toList())));
        }
        JoinShape node = JoinRun.join(JoinType.LEFT_SEMI, BuildSide.RIGHT, types, types, 1, false, null);
        try (HashJoinOperator join = new HashJoinOperator(
                node,
                JoinRun.input(rows),
                JoinRun.input(rows),
                JoinRun.compiler(),
                TaskMemory.unlimited(),
                OperatorMetrics.NONE)) {
            assertThat(JoinRun.drain(join)).isEqualTo(JoinRun.rows(rows));
        }
    }
}
