/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.RandomColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares hash joins and nested loops with {@link JoinOracle}, rows in order. */
class HashJoinOperatorTest {
    private static final List<ColumnType> KEY_TYPES = RandomColumns.TYPES.stream()
            .filter(type -> type.kind() != ColumnType.Kind.NULL)
            .toList();

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void everyKeyTypeMatchesByValueOnEitherBuildSide(JoinType type) {
        for (BuildSide side : BuildSide.values()) {
            for (ColumnType keyType : KEY_TYPES) {
                check(type, side, List.of(keyType), 1, false, false, 300, 200, 40, 11);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void severalKeysMatchTogether(JoinType type) {
        for (BuildSide side : BuildSide.values()) {
            check(type, side, List.of(ColumnType.INT, ColumnType.SHORT), 2, false, false, 500, 400, 15, 12);
            check(type, side, List.of(ColumnType.STRING, ColumnType.LONG), 2, false, false, 500, 400, 10, 13);
            check(
                    type,
                    side,
                    List.of(ColumnType.BOOLEAN, ColumnType.BYTE, ColumnType.FLOAT),
                    3,
                    false,
                    true,
                    500,
                    300,
                    12,
                    14);
        }
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void nullSafeKeysMatchNulls(JoinType type) {
        for (BuildSide side : BuildSide.values()) {
            for (ColumnType keyType : KEY_TYPES) {
                check(type, side, List.of(keyType), 1, true, false, 100, 90, 20, 15);
            }
            check(type, side, List.of(ColumnType.INT, ColumnType.BYTE), 2, true, true, 300, 300, 9, 16);
            check(type, side, List.of(ColumnType.STRING, ColumnType.decimal(38, 6)), 2, true, true, 300, 300, 9, 17);
        }
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void conditionsDecideWhatMatches(JoinType type) {
        for (BuildSide side : BuildSide.values()) {
            for (int distinct : new int[] {1, 7, 100, 5000}) {
                check(type, side, List.of(ColumnType.LONG), 1, false, true, 700, 300, distinct, 18);
                check(type, side, List.of(ColumnType.STRING), 1, false, true, 400, 300, distinct, 19);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = JoinType.class,
            names = {"LEFT_SEMI", "LEFT_ANTI", "EXISTENCE"})
    void oneComparisonDecidesWhetherARowHasAMatch(JoinType type) {
        for (String relation : List.of("equal", "not_equal", "lt", "lte", "gt", "gte")) {
            for (ColumnType compared :
                    List.of(ColumnType.INT, ColumnType.LONG, ColumnType.DATE, ColumnType.decimal(12, 2))) {
                for (boolean swapped : new boolean[] {false, true}) {
                    for (int distinct : new int[] {2, 40}) {
                        checkComparison(type, relation, compared, swapped, distinct);
                    }
                }
            }
        }
    }

    private static void checkComparison(
            JoinType type, String relation, ColumnType compared, boolean swapped, int distinct) {
        Random random = new Random(31L * distinct);
        List<ColumnType> types = List.of(ColumnType.SHORT, compared);
        List<Batch> left = batches(types, 300, distinct, random);
        List<Batch> right = batches(types, 200, distinct, random);
        Expression ours = new FieldReference(1, compared);
        Expression theirs = new FieldReference(3, compared);
        List<Expression> operands = swapped ? List.of(theirs, ours) : List.of(ours, theirs);
        Expression condition = relation.equals("not_equal")
                ? new Call(
                        "not",
                        EvaluationMode.ANSI,
                        List.of(new Call("equal", EvaluationMode.ANSI, operands, ColumnType.BOOLEAN)),
                        ColumnType.BOOLEAN)
                : new Call(relation, EvaluationMode.ANSI, operands, ColumnType.BOOLEAN);
        JoinShape node = JoinRun.join(type, BuildSide.RIGHT, types, types, 1, false, condition);
        assertSame(
                node,
                (l, r) -> holds(relation, swapped ? r.get(1) : l.get(1), swapped ? l.get(1) : r.get(1)),
                left,
                right,
                "%s where %s of %s, swapped %s".formatted(type, relation, compared, swapped));
    }

    private static boolean holds(String relation, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return false;
        }
        int order = Long.compare(((Number) left).longValue(), ((Number) right).longValue());
        return switch (relation) {
            case "equal" -> order == 0;
            case "not_equal" -> order != 0;
            case "lt" -> order < 0;
            case "lte" -> order <= 0;
            case "gt" -> order > 0;
            default -> order >= 0;
        };
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void withoutKeysEveryPairIsACandidate(JoinType type) {
        for (BuildSide side : BuildSide.values()) {
            for (boolean condition : new boolean[] {false, true}) {
                check(type, side, List.of(), 0, false, condition, 60, 150, 30, 20);
                check(type, side, List.of(), 0, false, condition, 3, 4500, 30, 21);
                check(type, side, List.of(), 0, false, condition, 0, 10, 30, 22);
                check(type, side, List.of(), 0, false, condition, 10, 0, 30, 23);
                check(type, side, List.of(), 0, false, condition, 1, 4096, 30, 24);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void sizesAroundRoundsAndBatches(JoinType type) {
        int[] sizes = {0, 1, 7, 63, 64, 65, 1023, 1024, 1025, 4096, 4097};
        for (BuildSide side : BuildSide.values()) {
            for (int size : sizes) {
                check(type, side, List.of(ColumnType.INT), 1, false, false, size, 130, 100, 25);
                check(type, side, List.of(ColumnType.LONG), 1, false, size % 2 == 0, 130, size, 3000, 26);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void skewedKeysExplodeOverManyBatches(JoinType type) {
        for (BuildSide side : BuildSide.values()) {
            check(type, side, List.of(ColumnType.LONG), 1, false, false, 30, 3000, 1, 27);
            check(type, side, List.of(ColumnType.LONG), 1, false, true, 12, 5000, 1, 28);
            check(type, side, List.of(ColumnType.STRING), 1, false, true, 2500, 20, 1, 29);
        }
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void failingConditionIsThrownAfterTheRowsBeforeIt(JoinType type) {
        for (BuildSide side : BuildSide.values()) {
            for (int keyCount = 0; keyCount < 2; keyCount++) {
                for (int seed = 0; seed < 40; seed++) {
                    checkFailure(type, side, keyCount, seed);
                }
            }
        }
    }

    private static void checkFailure(JoinType type, BuildSide side, int keyCount, int seed) {
        Random random = new Random(seed);
        List<ColumnType> types = List.of(ColumnType.LONG, ColumnType.INT);
        int rows = keyCount == 0 ? 120 : 400;
        List<Batch> left = batches(types, rows, 50, random);
        List<Batch> right = batches(types, rows, 50, random);
        JoinShape node =
                JoinRun.join(type, side, types, types, keyCount, false, new Expression.Foreign(0, ColumnType.BOOLEAN));
        FailingCondition condition = new FailingCondition(1, 3, random.nextInt(100) - 50, random.nextInt(100) - 50);
        JoinOracle oracle = new JoinOracle(node, (l, r) -> condition.test(l.get(1), r.get(1)));
        boolean fails = false;
        try {
            oracle.join(JoinRun.rows(left), JoinRun.rows(right));
        } catch (ArithmeticException expected) {
            fails = true;
        }
        List<List<@Nullable Object>> actual = new ArrayList<>();
        boolean failed = false;
        try (HashJoinOperator join = new HashJoinOperator(
                node,
                JoinRun.input(left),
                JoinRun.input(right),
                JoinRun.compiler((ordinal, resultType) -> condition),
                TaskMemory.unlimited(),
                OperatorMetrics.NONE)) {
            for (Batch batch = join.next(); batch != null; batch = join.next()) {
                actual.addAll(Cells.rows(batch));
            }
        } catch (ArithmeticException thrown) {
            failed = true;
        }
        assertThat(actual).as("%s building %s, seed %d", type, side, seed).isEqualTo(oracle.out);
        assertThat(failed).as("%s building %s, seed %d", type, side, seed).isEqualTo(fails);
    }

    @Test
    void failingKeyIsThrownAfterTheRowsBeforeIt() {
        List<ColumnType> types = List.of(ColumnType.INT);
        List<Batch> left = List.of(Cells.batch(Cells.column(ColumnType.INT, 1, 2, 3)));
        List<Batch> right = List.of(Cells.batch(Cells.column(ColumnType.BOOLEAN, true)));
        JoinShape node = new JoinShape(
                JoinType.LEFT_OUTER,
                BuildSide.RIGHT,
                types,
                List.of(ColumnType.BOOLEAN),
                List.of(new Expression.Foreign(0, ColumnType.BOOLEAN)),
                List.of(new FieldReference(0, ColumnType.BOOLEAN)),
                List.of(false),
                Optional.empty(),
                false);
        try (HashJoinOperator join = new HashJoinOperator(
                node,
                JoinRun.input(left),
                JoinRun.input(right),
                JoinRun.compiler((ordinal, resultType) -> new FailingCondition(0, 0, 3, 3)),
                TaskMemory.unlimited(),
                OperatorMetrics.NONE)) {
            Batch batch = join.next();
            assertThat(batch).isNotNull();
            assertThat(Cells.of(batch.column(0))).containsExactly(1, 2);
            assertThatThrownBy(join::next).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void rowsInSeveralChunksReadAsInOne() {
        List<ColumnType> types = List.of(ColumnType.STRING, ColumnType.INT, ColumnType.STRING);
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            List<Batch> left = batches(types, 900, 80, random);
            List<Batch> right = batches(types, 700, 80, random);
            JoinShape node = JoinRun.join(JoinType.LEFT_OUTER, BuildSide.RIGHT, types, types, 1, false, null);
            JoinTableBuilder builder = new JoinTableBuilder(
                    types, node.rightKeys(), node.nullSafe(), false, JoinRun.compiler(), column -> true, 500);
            right.forEach(builder::add);
            try (HashJoinOperator join = new HashJoinOperator(
                    node,
                    JoinRun.input(left),
                    builder.finish(),
                    JoinRun.compiler(),
                    TaskMemory.unlimited(),
                    OperatorMetrics.NONE)) {
                assertThat(JoinRun.drain(join))
                        .as("seed %d", seed)
                        .isEqualTo(new JoinOracle(node, (l, r) -> true).join(JoinRun.rows(left), JoinRun.rows(right)));
            }
        }
    }

    @Test
    void sharedTableIsProbedByManyThreads() {
        List<ColumnType> types = List.of(ColumnType.STRING, ColumnType.INT);
        Random random = new Random(5);
        List<Batch> right = batches(types, 3000, 500, random);
        JoinShape node = JoinRun.join(JoinType.INNER, BuildSide.RIGHT, types, types, 1, false, null);
        JoinTableBuilder builder =
                new JoinTableBuilder(types, node.rightKeys(), node.nullSafe(), false, JoinRun.compiler());
        right.forEach(builder::add);
        JoinBuildTable table = builder.finish();
        List<List<Batch>> lefts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            lefts.add(batches(types, 1000, 500, random));
        }
        List<List<List<@Nullable Object>>> actual = lefts.parallelStream()
                .map(left -> {
                    try (HashJoinOperator join = new HashJoinOperator(
                            node,
                            JoinRun.input(left),
                            table,
                            JoinRun.compiler(),
                            TaskMemory.unlimited(),
                            OperatorMetrics.NONE)) {
                        return JoinRun.drain(join);
                    }
                })
                .toList();
        for (int i = 0; i < lefts.size(); i++) {
            assertThat(actual.get(i))
                    .isEqualTo(
                            new JoinOracle(node, (l, r) -> true).join(JoinRun.rows(lefts.get(i)), JoinRun.rows(right)));
        }
    }

    @Test
    void nullAwareAntiJoinIsNotIn() {
        ColumnType type = ColumnType.INT;
        List<Batch> left = List.of(Cells.batch(Cells.column(type, 1, null, 2, 3)));
        checkNullAware(left, List.of());
        checkNullAware(left, List.of(Cells.batch(Cells.column(type, 2, 7))));
        checkNullAware(left, List.of(Cells.batch(Cells.column(type, 2, null))));
        checkNullAware(List.of(), List.of(Cells.batch(Cells.column(type, 2, 7))));
    }

    private static void checkNullAware(List<Batch> left, List<Batch> right) {
        List<ColumnType> types = List.of(ColumnType.INT);
        JoinShape node = new JoinShape(
                JoinType.LEFT_ANTI,
                BuildSide.RIGHT,
                types,
                types,
                JoinRun.fields(types, 0),
                JoinRun.fields(types, 0),
                List.of(false),
                Optional.empty(),
                true);
        assertSame(node, (l, r) -> true, left, right, "null aware");
    }

    /** Columns: keys, an int to compare, and a payload of every type; in batches of uneven sizes. */
    private static void check(
            JoinType type,
            BuildSide side,
            List<ColumnType> keyTypes,
            int keyCount,
            boolean nullSafe,
            boolean withCondition,
            int leftRows,
            int rightRows,
            int distinct,
            long seed) {
        Random random = new Random(seed);
        List<ColumnType> types = new ArrayList<>(keyTypes);
        types.add(ColumnType.INT);
        types.add(ColumnType.STRING);
        types.add(RandomColumns.TYPES.get(random.nextInt(RandomColumns.TYPES.size())));
        int compared = keyCount;
        List<Batch> left = batches(types, leftRows, distinct, random);
        List<Batch> right = batches(types, rightRows, distinct, random);
        Expression condition = withCondition
                ? new Call(
                        "lt",
                        EvaluationMode.ANSI,
                        List.of(
                                new FieldReference(compared, ColumnType.INT),
                                new FieldReference(types.size() + compared, ColumnType.INT)),
                        ColumnType.BOOLEAN)
                : null;
        JoinShape node = JoinRun.join(type, side, types, types, keyCount, nullSafe, condition);
        String what = "%s building %s on %s, nullSafe %s, condition %s, %d x %d rows, %d distinct, seed %d"
                .formatted(type, side, keyTypes, nullSafe, withCondition, leftRows, rightRows, distinct, seed);
        assertSame(node, (l, r) -> !withCondition || less(l.get(compared), r.get(compared)), left, right, what);
    }

    private static boolean less(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && (Integer) left < (Integer) right;
    }

    static List<Batch> batches(List<ColumnType> types, int rows, int distinct, Random random) {
        RandomColumns columns = new RandomColumns(random);
        List<Batch> batches = new ArrayList<>();
        int left = rows;
        while (left > 0) {
            int count = random.nextInt(4) == 0 ? left : Math.min(left, 1 + random.nextInt(1500));
            List<Column> batch = new ArrayList<>();
            for (ColumnType type : types) {
                batch.add(columns.column(type, count, distinct));
            }
            batches.add(new Batch(batch, count));
            left -= count;
        }
        return batches;
    }

    private static void assertSame(
            JoinShape node,
            java.util.function.BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition,
            List<Batch> left,
            List<Batch> right,
            String what) {
        List<List<@Nullable Object>> expected =
                new JoinOracle(node, condition).join(JoinRun.rows(left), JoinRun.rows(right));
        try (HashJoinOperator join = new HashJoinOperator(
                node,
                JoinRun.input(left),
                JoinRun.input(right),
                JoinRun.compiler(),
                TaskMemory.unlimited(),
                OperatorMetrics.NONE)) {
            List<List<@Nullable Object>> actual = JoinRun.drain(join);
            assertThat(actual).as(what).hasSize(expected.size());
            for (int i = 0; i < actual.size(); i++) {
                if (!actual.get(i).equals(expected.get(i))) {
                    assertThat(actual.get(i)).as(what + ", row " + i).isEqualTo(expected.get(i));
                }
            }
        }
    }
}
