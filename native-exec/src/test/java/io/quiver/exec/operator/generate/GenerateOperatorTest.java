/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.generate;

import static io.quiver.exec.operator.OperatorRun.field;
import static io.quiver.exec.operator.OperatorRun.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.operator.host.CollectionReader;
import io.quiver.exec.operator.host.Generation;
import io.quiver.exec.operator.host.HostOperators;
import io.quiver.exec.operator.host.RowSampler;
import io.quiver.exec.plan.Generator;
import io.quiver.exec.plan.PlanNode.GenerateNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GenerateOperatorTest {
    private static final List<ColumnType> TYPES = List.of(ColumnType.INT, ColumnType.LONG);

    /** A "collection" is a number; its elements are the numbers below it. */
    private static final CollectionReader NUMBERS = new CollectionReader() {
        @Override
        public int[] counts(Column collections) {
            return IntStream.range(0, collections.rowCount())
                    .map(row -> Cells.of(collections, row) instanceof Integer size ? size : 0)
                    .toArray();
        }

        @Override
        public List<Column> elements(Column collections, int[] rows, int[] positions, int count) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                elements.add(positions[i] < 0 ? null : positions[i]);
            }
            return List.of(Cells.column(ColumnType.INT, elements));
        }
    };

    /**
     * Makes the rows 0 and n from a row with number n, and none from 0 and null. Fails at 13 after one row; ends with a row.
     */
    private static final class Pairs implements Generation {
        private Batch batch = new Batch(List.of(), 0);
        private int row;

        @Override
        public void start(Batch batch) {
            this.batch = batch;
            row = 0;
        }

        @Override
        public @Nullable Rows next(int limit) {
            while (row < batch.rowCount()) {
                Object number = Cells.of(batch.column(0), row++);
                if (Integer.valueOf(13).equals(number)) {
                    throw new ArithmeticException("thirteen");
                }
                if (number instanceof Integer n && n != 0) {
                    return new Rows(new int[] {row - 1, row - 1}, 2, List.of(Cells.column(ColumnType.INT, 0, n)));
                }
            }
            return null;
        }

        @Override
        public boolean mayHaveLast() {
            return true;
        }

        @Override
        public List<Rows> last() {
            return List.of(new Rows(new int[1], 1, List.of(Cells.column(ColumnType.INT, -1))));
        }
    }

    private static final HostOperators HOST = new HostOperators() {
        @Override
        public Generation generation(int ordinal, boolean outer) {
            return new Pairs();
        }

        @Override
        public CollectionReader collections(int ordinal) {
            return NUMBERS;
        }

        @Override
        public RowSampler sampler(double lowerBound, double upperBound, boolean withReplacement, long seed) {
            throw new UnsupportedOperationException("no sample");
        }
    };

    private static GenerateNode generate(Generator generator, List<Integer> required, ColumnType... made) {
        return new GenerateNode(0, input(TYPES), generator, required, List.of(made));
    }

    private static Batch batch(List<@Nullable Integer> numbers) {
        List<Long> ids = new ArrayList<>();
        numbers.forEach(number -> ids.add(100L + ids.size()));
        return Cells.batch(Cells.column(ColumnType.INT, numbers), Cells.column(ColumnType.LONG, ids));
    }

    private static GenerateNode unnest(boolean outer) {
        return generate(new Generator.Unnest(0, outer, field(0, ColumnType.INT)), List.of(1), ColumnType.INT);
    }

    @Test
    void elementsComeInOrderBesideTheirRow() {
        OperatorRun run = OperatorRun.over(batch(Arrays.asList(2, null, 0, 1))).host(HOST);

        assertThat(run.rows(unnest(false))).containsExactly(List.of(100L, 0), List.of(100L, 1), List.of(103L, 0));
    }

    @Test
    void outerKeepsRowsWithoutElements() {
        OperatorRun run = OperatorRun.over(batch(Arrays.asList(2, null, 0, 1))).host(HOST);

        assertThat(run.rows(unnest(true)))
                .containsExactly(
                        List.of(100L, 0),
                        List.of(100L, 1),
                        Arrays.asList(101L, null),
                        Arrays.asList(102L, null),
                        List.of(103L, 0));
    }

    @Test
    void largeCollectionsAreCutIntoBatches() {
        long seed = 5;
        Random random = new Random(seed);
        List<@Nullable Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int kind = random.nextInt(10);
            numbers.add(kind == 0 ? null : kind == 1 ? random.nextInt(9000) : random.nextInt(40));
        }
        for (boolean outer : new boolean[] {false, true}) {
            List<List<@Nullable Object>> expected = new ArrayList<>();
            for (int row = 0; row < numbers.size(); row++) {
                Integer size = numbers.get(row);
                for (int i = 0; size != null && i < size; i++) {
                    expected.add(List.of(100L + row, i));
                }
                if (outer && (size == null || size == 0)) {
                    expected.add(Arrays.asList(100L + row, null));
                }
            }
            Batch batch = batch(numbers);
            assertThat(OperatorRun.over(batch).host(HOST).rows(unnest(outer)))
                    .as("seed %d, outer %s", seed, outer)
                    .isEqualTo(expected);
            try (Operator operator = OperatorRun.over(batch).host(HOST).start(unnest(outer))) {
                for (Batch out = operator.next(); out != null; out = operator.next()) {
                    assertThat(out.rowCount()).isLessThanOrEqualTo(Batch.TARGET_ROWS);
                }
            }
        }
    }

    @Test
    void rowsAreCopiedAsOftenAsTheCountSays() {
        Generator replicate = new Generator.Replicate(List.of(field(1, ColumnType.LONG), field(0, ColumnType.INT)));
        Batch batch = Cells.batch(
                Cells.column(ColumnType.INT, 1, 2, null, 4), Cells.column(ColumnType.LONG, 2L, 0L, 5000L, null));

        List<List<@Nullable Object>> rows =
                OperatorRun.over(batch).rows(generate(replicate, List.of(), ColumnType.INT));

        assertThat(rows).hasSize(5002);
        assertThat(rows.subList(0, 2)).containsOnly(List.of(1));
        assertThat(rows.subList(2, 5002)).containsOnly(Arrays.asList((Object) null));
    }

    @Test
    void whatTheHostMakesStandsBesideTheRequiredColumns() {
        Generator pairs = new Generator.Foreign(0, false);
        OperatorRun run = OperatorRun.over(batch(Arrays.asList(0, 7)), batch(Arrays.asList(null, 8)))
                .host(HOST);

        assertThat(run.rows(generate(pairs, List.of(1, 0), ColumnType.INT)))
                .containsExactly(
                        List.of(101L, 7, 0),
                        List.of(101L, 7, 7),
                        List.of(101L, 8, 0),
                        List.of(101L, 8, 8),
                        List.of(101L, 8, -1));
    }

    @Test
    void failureOfAnArgumentComesAfterTheRowsBeforeIt() {
        Expression poisoned = new Expression.Foreign(0, ColumnType.INT);
        GenerateNode node = generate(new Generator.Unnest(0, false, poisoned), List.of(1), ColumnType.INT);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Operator operator = OperatorRun.over(batch(Arrays.asList(1, 2, 13, 4)))
                .foreign(OperatorRun.failingAt(13))
                .host(HOST)
                .start(node)) {
            assertThatThrownBy(() -> {
                        for (Batch out = operator.next(); out != null; out = operator.next()) {
                            rows.addAll(Cells.rows(out));
                        }
                    })
                    .isInstanceOf(ArithmeticException.class);
        }
        assertThat(rows).containsExactly(List.of(100L, 0), List.of(101L, 0), List.of(101L, 1));
    }

    @Test
    void withoutAHostThereAreNoElements() {
        assertThatThrownBy(() -> OperatorRun.over(batch(List.of(1))).start(unnest(false)))
                .isInstanceOfSatisfying(ExecutionException.class, failure -> assertThat(failure.code())
                        .isEqualTo(ErrorCode.NO_FOREIGN_EXPRESSION));
    }

    @Test
    void closesEarly() {
        OperatorRun.over(batch(Arrays.asList(5000, 1))).host(HOST).closeEarly(unnest(false));
    }

    @Test
    void constantsAreCollectionsToo() {
        Batch batch = new Batch(
                List.of(ConstantColumn.of(2, ColumnType.INT, 2), Cells.column(ColumnType.LONG, 100L, 101L)), 2);

        assertThat(OperatorRun.over(batch).host(HOST).rows(unnest(false)))
                .containsExactly(List.of(100L, 0), List.of(100L, 1), List.of(101L, 0), List.of(101L, 1));
    }
}
