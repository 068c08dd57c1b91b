/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.memory.SpillFile;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks that joins that do not get the memory they ask for give the same rows, in any order, and hold nothing afterwards.
 */
class SpilledJoinTest {
    private static final List<ColumnType> TYPES = List.of(ColumnType.LONG, ColumnType.INT, ColumnType.STRING);

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void sameRowsHoweverLittleMemoryThereIs(JoinType type) {
        for (BuildSide side : BuildSide.values()) {
            for (boolean condition : new boolean[] {false, true}) {
                Case join = new Case(type, side, 1, condition, 600, 700, 400, 3);
                for (long limit = 1L << 19; limit >= 1L << 14; limit /= 2) {
                    join.check(new LimitedMemory(limit), "limit " + limit);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void oneHeavyKeyIsJoinedBlockByBlock(JoinType type) {
        for (BuildSide side : BuildSide.values()) {
            Case join = new Case(type, side, 1, true, 200, 1500, 2, 4);
            LimitedMemory memory = new LimitedMemory(60_000);
            join.check(memory, "heavy");
            if (side == BuildSide.RIGHT) {
                assertThat(memory.filesEver()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void withoutKeysBlockByBlock(JoinType type) {
        for (BuildSide side : BuildSide.values()) {
            for (boolean condition : new boolean[] {false, true}) {
                new Case(type, side, 0, condition, 120, 900, 50, 5).check(new LimitedMemory(20_000), "no keys");
                new Case(type, side, 0, condition, 900, 0, 50, 6)
                        .check(new LimitedMemory(20_000), "no keys, none right");
            }
        }
    }

    @Test
    void nullAwareAntiJoinSpills() {
        for (int seed = 0; seed < 4; seed++) {
            Case join = new Case(JoinType.LEFT_ANTI, BuildSide.RIGHT, 1, false, 500, 900, 3000, seed);
            join.shape = new JoinShape(
                    JoinType.LEFT_ANTI,
                    BuildSide.RIGHT,
                    TYPES,
                    TYPES,
                    JoinRun.fields(TYPES, 0),
                    JoinRun.fields(TYPES, 0),
                    List.of(false),
                    Optional.empty(),
                    true);
            join.check(new LimitedMemory(16_000), "null aware, seed " + seed);
            join.right.replaceAll(batch -> withoutNullKeys(batch));
            join.expected = null;
            join.check(new GreedyNeighbour(join.buildBatches() + 3), "null aware, asked while probed, seed " + seed);
            join.check(new LimitedMemory(16_000), "null aware without nulls, seed " + seed);
        }
    }

    private static Batch withoutNullKeys(Batch batch) {
        int[] rows = new int[batch.rowCount()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (!batch.column(0).isNull(row)) {
                rows[count++] = row;
            }
        }
        return batch.gather(rows, count);
    }

    @Test
    void othersMayAskForTheMemoryWhileTheBuildSideIsRead() {
        Case join = new Case(JoinType.FULL_OUTER, BuildSide.LEFT, 1, false, 3000, 400, 500, 8);
        GreedyNeighbour neighbour = new GreedyNeighbour(0);
        join.check(neighbour, "greedy neighbour");
        assertThat(neighbour.spills).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void othersMayAskForTheMemoryOfATableThatIsProbed(JoinType type) {
        for (BuildSide side : BuildSide.values()) {
            for (boolean condition : new boolean[] {false, true}) {
                for (int keys = 0; keys < 2; keys++) {
                    Case join = keys == 0
                            ? new Case(type, side, 0, condition, 90, 230, 50, 11)
                            : new Case(type, side, 1, condition, 200, side == BuildSide.LEFT ? 900 : 4800, 150, 11);
                    int spills = 0;
                    for (int asks = 0; asks < 16; asks += asks < 4 ? 1 : 3) {
                        GreedyNeighbour neighbour = new GreedyNeighbour(join.buildBatches() + 1 + asks);
                        join.check(neighbour, "keys %d, asked after %d batches".formatted(keys, asks));
                        spills += neighbour.spills;
                    }
                    boolean mayEndAtOnce = keys == 0 && !condition;
                    assertThat(spills)
                            .as("%s building %s, %d keys, condition %s", type, side, keys, condition)
                            .isGreaterThan(mayEndAtOnce ? -1 : 0);
                }
            }
        }
    }

    @Test
    void memoryOfATableThatCannotBeWrittenStays() {
        Case join = new Case(JoinType.FULL_OUTER, BuildSide.RIGHT, 1, false, 900, 700, 300, 12);
        GreedyNeighbour neighbour = new GreedyNeighbour(join.buildBatches() + 3);
        neighbour.failsToWrite = true;
        join.check(neighbour, "no disk");
        assertThat(neighbour.failures).isPositive();
        assertThat(neighbour.inner.openFiles()).isZero();
    }

    @Test
    void anyRefusalGivesTheSameRowsOrACleanError() {
        Case join = new Case(JoinType.LEFT_OUTER, BuildSide.RIGHT, 1, true, 400, 2500, 300, 9);
        for (int refused = 0; refused < 12; refused++) {
            RefusingOnce memory = new RefusingOnce(refused);
            try {
                join.check(memory, "refused " + refused);
            } catch (ExecutionException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
            }
            assertThat(memory.inner.heldBytes()).isZero();
            assertThat(memory.inner.openFiles()).isZero();
        }
    }

    /** A join over random rows with its expected result. */
    private static final class Case {
        final List<Batch> left;
        final List<Batch> right;
        private final boolean condition;
        private final int compared = 1;
        JoinShape shape;
        private @Nullable Map<List<@Nullable Object>, Integer> expected;

        Case(
                JoinType type,
                BuildSide side,
                int keys,
                boolean condition,
                int leftRows,
                int rightRows,
                int distinct,
                long seed) {
            Random random = new Random(seed);
            left = small(HashJoinOperatorTest.batches(TYPES, leftRows, distinct, random));
            right = small(HashJoinOperatorTest.batches(TYPES, rightRows, distinct, random));
            this.condition = condition;
            Expression less = new Call(
                    "lt",
                    EvaluationMode.ANSI,
                    List.of(
                            new FieldReference(compared, ColumnType.INT),
                            new FieldReference(TYPES.size() + compared, ColumnType.INT)),
                    ColumnType.BOOLEAN);
            shape = JoinRun.join(type, side, TYPES, TYPES, keys, false, condition ? less : null);
        }

        /** Batches of 100 rows, so that a little memory holds one. */
        private static List<Batch> small(List<Batch> batches) {
            List<Batch> small = new ArrayList<>();
            for (Batch batch : batches) {
                for (int from = 0; from < batch.rowCount(); from += 100) {
                    int[] rows = new int[Math.min(100, batch.rowCount() - from)];
                    for (int i = 0; i < rows.length; i++) {
                        rows[i] = from + i;
                    }
                    small.add(batch.gather(rows, rows.length));
                }
            }
            return small;
        }

        int buildBatches() {
            return shape.buildSide() == BuildSide.LEFT ? left.size() : right.size();
        }

        private Map<List<@Nullable Object>, Integer> expected() {
            List<List<@Nullable Object>> rows = new JoinOracle(
                            shape,
                            (l, r) -> !condition
                                    || (l.get(compared) != null
                                            && r.get(compared) != null
                                            && (Integer) l.get(compared) < (Integer) r.get(compared)))
                    .join(JoinRun.rows(left), JoinRun.rows(right));
            return counts(rows);
        }

        void check(TaskMemory memory, String how) {
            if (expected == null) {
                expected = expected();
            }
            HashJoinOperator join = new HashJoinOperator(
                    shape,
                    asking(JoinRun.input(left), memory),
                    asking(JoinRun.input(right), memory),
                    JoinRun.compiler(),
                    memory,
                    OperatorMetrics.NONE);
            try (join) {
                assertThat(counts(JoinRun.drain(asking(join, memory))))
                        .as("%s building %s, %s", shape.type(), shape.buildSide(), how)
                        .isEqualTo(expected);
            }
            join.close();
            if (memory instanceof GreedyNeighbour neighbour) {
                assertThat(neighbour.inner.heldBytes()).isZero();
                assertThat(neighbour.inner.openFiles()).isZero();
            }
            if (memory instanceof LimitedMemory limited) {
                assertThat(limited.heldBytes()).isZero();
                assertThat(limited.openFiles()).isZero();
            }
        }

        /** An input that takes memory away from the join while it is read. */
        private static Operator asking(Operator input, TaskMemory memory) {
            if (!(memory instanceof GreedyNeighbour neighbour)) {
                return input;
            }
            return new Operator() {
                @Override
                public @Nullable Batch next() {
                    neighbour.ask();
                    return input.next();
                }

                @Override
                public void close() {
                    input.close();
                }
            };
        }

        private static Map<List<@Nullable Object>, Integer> counts(List<List<@Nullable Object>> rows) {
            Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
            rows.forEach(row -> counts.merge(row, 1, Integer::sum));
            return counts;
        }
    }

    /** Makes the operator spill on each read of a batch, from its inputs or itself, except for the first few. */
    private static final class GreedyNeighbour implements TaskMemory {
        private final LimitedMemory inner = new LimitedMemory(Long.MAX_VALUE);
        private @Nullable Spillable spillable;
        private int notYet;
        private int spills;
        private boolean failsToWrite;
        private int failures;

        GreedyNeighbour(int notYet) {
            this.notYet = notYet;
        }

        @Override
        public boolean isWorthSpilling(long heldBytes, long askerBytes) {
            return true;
        }

        @Override
        public Account open(String name, Spillable toSpill) {
            spillable = toSpill;
            Account account = inner.open(name, toSpill);
            return new Account() {
                @Override
                public boolean resize(long bytes) {
                    return account.resize(bytes);
                }

                @Override
                public long heldBytes() {
                    return account.heldBytes();
                }

                @Override
                public SpillFile newSpillFile() {
                    if (failsToWrite) {
                        throw new ExecutionException(ErrorCode.SPILL_FAILED, "no disk");
                    }
                    return account.newSpillFile();
                }

                @Override
                public void close() {
                    account.close();
                }
            };
        }

        void ask() {
            if (notYet-- > 0 || spillable == null) {
                return;
            }
            try {
                spills += spillable.spill(0) > 0 ? 1 : 0;
            } catch (ExecutionException noDisk) {
                failures++;
            }
        }
    }

    /** Refuses the n-th growth. */
    private static final class RefusingOnce implements TaskMemory {
        private final LimitedMemory inner = new LimitedMemory(Long.MAX_VALUE);
        private int left;

        RefusingOnce(int refused) {
            left = refused;
        }

        @Override
        public Account open(String name, Spillable spillable) {
            Account account = inner.open(name, spillable);
            return new Account() {
                @Override
                public boolean resize(long bytes) {
                    return (bytes <= account.heldBytes() || left-- != 0) && account.resize(bytes);
                }

                @Override
                public long heldBytes() {
                    return account.heldBytes();
                }

                @Override
                public SpillFile newSpillFile() {
                    return account.newSpillFile();
                }

                @Override
                public void close() {
                    account.close();
                }
            };
        }
    }
}
