/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import static io.quiver.exec.operator.OperatorRun.field;
import static io.quiver.exec.operator.OperatorRun.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.MemoryCases.Case;
import io.quiver.exec.operator.aggregate.MeasureFixtures;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.host.HostOperators;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.operator.host.SharedTables;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.operator.window.WindowOracle;
import io.quiver.exec.plan.Generator;
import io.quiver.exec.plan.PipelineBuilder;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every operator over rows so long that a batch with the usual number of rows would have far too many bytes. */
class LongRowsTest {
    private static final int ROWS = 2_400;
    private static final int TEXT_BYTES = 12 << 10;
    private static final int TEXTS = 1_000;
    private static final int FEW_ROWS = 50;
    private static final List<ColumnType> TYPES = MemoryCases.TYPES;

    /** What all texts are views of. */
    private static final byte[] LETTERS = new byte[TEXT_BYTES + TEXTS];

    private static final Batch LEFT = rows(new Random(41), ROWS);
    private static final Batch RIGHT = rows(new Random(42), ROWS / 2);

    static {
        Random random = new Random(40);
        for (int i = 0; i < LETTERS.length; i++) {
            LETTERS[i] = (byte) ('a' + random.nextInt(26));
        }
    }

    static Stream<Case> cases() {
        PlanNode input = OperatorRun.input(TYPES);
        Expression text = field(3, ColumnType.STRING);
        List<Expression> all = fields(TYPES);
        Case twice = new Case(
                "project",
                new PlanNode.ProjectNode(
                        1,
                        input,
                        List.of(
                                field(2, ColumnType.LONG),
                                new Expression.Call(
                                        "concat", EvaluationMode.LEGACY, List.of(text, text), ColumnType.STRING))),
                true,
                false);
        Case expand = new Case("expand", new PlanNode.ExpandNode(1, input, Collections.nCopies(5, all)), true, false);
        Case replicate = new Case(
                "replicate",
                new PlanNode.GenerateNode(
                        1,
                        input,
                        new Generator.Replicate(List.of(new Expression.Literal(7L, ColumnType.LONG), text)),
                        List.of(2, 3),
                        List.of(ColumnType.STRING)),
                true,
                false);
        Case sample = new Case("sample", new PlanNode.SampleNode(1, input, 0, 3, true, 1), true, false);
        return Stream.of(Stream.of(twice, expand, replicate, sample), MemoryCases.single().stream())
                .flatMap(stream -> stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void batchesHaveFewBytes(Case test) {
        LimitedMemory unlimited = new LimitedMemory(Long.MAX_VALUE);
        Object expected = run(test, FEW_ROWS, unlimited);
        assertThat(run(test, ROWS, new LimitedMemory(Long.MAX_VALUE))).isEqualTo(expected);
        if (test.spills()) {
            assertThat(run(test, ROWS, new LimitedMemory(unlimited.peakBytes() / 3)))
                    .isEqualTo(expected);
        }
    }

    static Stream<PlanNode> makingLongRows() {
        PlanNode input = OperatorRun.input(ColumnType.INT);
        Expression made = new Expression.Foreign(0, ColumnType.STRING);
        return Stream.of(
                new PlanNode.ProjectNode(1, input, List.of(made)),
                new PlanNode.GenerateNode(
                        1,
                        input,
                        new Generator.Replicate(List.of(new Expression.Literal(1L, ColumnType.LONG), made)),
                        List.of(),
                        List.of(ColumnType.STRING)));
    }

    /** Of what is made, nothing is in the rows that come out. */
    static Stream<PlanNode> makingAndDroppingLongRows() {
        PlanNode input = OperatorRun.input(ColumnType.INT);
        Expression length = call("octet_length", ColumnType.INT, new Expression.Foreign(0, ColumnType.STRING));
        Expression isLong = call("gt", ColumnType.BOOLEAN, length, new Expression.Literal(5, ColumnType.INT));
        Measure longest = MeasureFixtures.measure(
                "max",
                EvaluationMode.LEGACY,
                Phase.INITIAL_TO_RESULT,
                ColumnType.INT,
                List.of(length),
                Optional.empty());
        List<SortKey> byLength = List.of(new SortKey(length, true, true));
        return Stream.of(
                new PlanNode.FilterNode(1, input, isLong),
                new PlanNode.ProjectNode(1, input, List.of(length)),
                new PlanNode.AggregateNode(1, input, List.of(length), List.of(longest), false),
                new PlanNode.SortNode(1, input, byLength),
                new PlanNode.TopNNode(1, input, byLength, 0, 5),
                new PlanNode.ExpandNode(1, input, List.of(List.of(length), List.of(length))),
                new PlanNode.WindowNode(1, input, List.of(length), byLength, List.of()));
    }

    private static Expression call(String function, ColumnType type, Expression... arguments) {
        return new Expression.Call(function, EvaluationMode.LEGACY, List.of(arguments), type);
    }

    @ParameterizedTest
    @MethodSource("makingAndDroppingLongRows")
    void fewRowsAreComputedAtOnceWhereTheyGetLongOnTheWay(PlanNode plan) {
        LongTexts texts = new LongTexts();
        Batch input = new Batch(List.of(Cells.column(ColumnType.INT, Collections.nCopies(ROWS, (Object) 1))), ROWS);
        int rows = 0;
        try (Operator operator = OperatorRun.over(input, input).foreign(texts).start(plan)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                rows += batch.rowCount();
            }
        }
        assertThat(rows).isPositive();
        assertThat(texts.rowsAtOnce.stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(2 * ROWS);
        texts.assertFewAtOnce();
    }

    /** {@code explode(sequence(0, 100000))} makes most of a megabyte of each row. */
    @ParameterizedTest
    @MethodSource("makingLongRows")
    void fewRowsAreComputedAtOnceWhereTheyGetLong(PlanNode plan) {
        LongTexts texts = new LongTexts();
        Batch input = new Batch(List.of(Cells.column(ColumnType.INT, Collections.nCopies(ROWS, (Object) 1))), ROWS);
        int rows = 0;
        try (Operator operator = OperatorRun.over(input, input).foreign(texts).start(plan)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                assertThat(ByteBound.holds(batch)).isTrue();
                rows += batch.rowCount();
            }
        }
        assertThat(rows).isEqualTo(2 * ROWS);
        texts.assertFewAtOnce();
    }

    /** As {@code transform(a, x -> repeat(x, 100000))} does. */
    @Test
    void fewRowsAreComputedAtOnceWhereTheirElementsGetLong() {
        PlanNode plan = new PlanNode.ProjectNode(
                1, OperatorRun.input(ColumnType.INT), List.of(new Expression.Foreign(0, ColumnType.opaque("array"))));
        LongTexts texts = new LongTexts();
        ForeignExpressions arrays = (ordinal, type) -> {
            Evaluator elements = texts.evaluator(ordinal, ColumnType.STRING);
            return (batch, active) -> {
                int count = batch.rowCount();
                int[] ones = new int[count];
                Arrays.fill(ones, 1);
                int[] places = IntStream.range(0, count).toArray();
                return NestedColumn.lists(
                        type,
                        count,
                        column -> {
                            throw new UnsupportedOperationException();
                        },
                        List.of(elements.evaluate(batch, active)),
                        places,
                        ones,
                        null);
            };
        };
        Batch input = new Batch(List.of(Cells.column(ColumnType.INT, Collections.nCopies(ROWS, (Object) 1))), ROWS);
        int rows = 0;
        try (Operator operator = OperatorRun.over(input, input).foreign(arrays).start(plan)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                rows += batch.rowCount();
            }
        }
        assertThat(rows).isEqualTo(2 * ROWS);
        texts.assertFewAtOnce();
    }

    /** Makes a text of a megabyte from each row and records how many it makes at once. */
    private static final class LongTexts implements ForeignExpressions {
        private static final byte[] MEGABYTE = new byte[1 << 20];
        private final List<Integer> rowsAtOnce = new ArrayList<>();

        @Override
        public Evaluator evaluator(int ordinal, ColumnType type) {
            return (batch, active) -> {
                int count = batch.rowCount();
                rowsAtOnce.add(count);
                int[] lengths = new int[count];
                Arrays.fill(lengths, MEGABYTE.length);
                return new BytesColumn(type, count, MEGABYTE, new int[count], lengths, null);
            };
        }

        void assertFewAtOnce() {
            assertThat(rowsAtOnce.get(0)).isLessThanOrEqualTo(64);
            assertThat(rowsAtOnce.stream().filter(count -> count > 16).count())
                    .as("only the first rows of an input are more than make 16 MB: %s", rowsAtOnce)
                    .isLessThanOrEqualTo(2);
        }
    }

    private static Object run(Case test, int batchRows, LimitedMemory memory) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Operator operator = start(test, batchRows, memory)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                assertThat(ByteBound.holds(batch))
                        .as("%d rows of %d bytes", batch.rowCount(), ByteBound.bytesOf(batch))
                        .isTrue();
                rows.addAll(withoutText(batch));
            }
        }
        if (test.keepsOrder()) {
            return rows;
        }
        Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }

    /** The rows with the first letters of each long text, which tell where in all letters it begins. */
    private static List<List<@Nullable Object>> withoutText(Batch batch) {
        List<Column> columns = new ArrayList<>();
        for (Column column : batch.columns()) {
            columns.add(column.type().equals(ColumnType.STRING) ? firstLetters(column.flat()) : column);
        }
        return Cells.rows(new Batch(columns, batch.rowCount()));
    }

    private static Column firstLetters(Column column) {
        BytesColumn text = (BytesColumn) column;
        int[] lengths = new int[text.rowCount()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.min(10, text.lengths()[i]);
        }
        return new BytesColumn(text.type(), lengths.length, text.data(), text.starts(), lengths, text.validity());
    }

    private static Operator start(Case test, int batchRows, LimitedMemory memory) {
        List<BatchSource> sources = new ArrayList<>();
        for (Batch all : List.of(LEFT, RIGHT)) {
            Iterator<Batch> batches = OperatorRun.split(all, batchRows).iterator();
            sources.add(() -> batches.hasNext() ? batches.next() : null);
        }
        return PipelineBuilder.build(
                test.plan(),
                new ExecutionContext(
                        sources,
                        ForeignExpressions.NONE,
                        ForeignAggregates.NONE,
                        List.of(),
                        memory,
                        id -> OperatorMetrics.NONE,
                        new ThreeOfEach(),
                        SharedTables.NONE,
                        new WindowOracle(MemoryCases.calls(MemoryCases.WHOLE))));
    }

    /** Samples three copies of each row. */
    private static final class ThreeOfEach implements HostOperators {
        @Override
        public io.quiver.exec.operator.host.Generation generation(int ordinal, boolean outer) {
            return NONE.generation(ordinal, outer);
        }

        @Override
        public io.quiver.exec.operator.host.CollectionReader collections(int ordinal) {
            return NONE.collections(ordinal);
        }

        @Override
        public io.quiver.exec.operator.host.RowSampler sampler(
                double lowerBound, double upperBound, boolean withReplacement, long seed) {
            return rowCount -> {
                int[] counts = new int[rowCount];
                Arrays.fill(counts, 3);
                return counts;
            };
        }
    }

    private static Batch rows(Random random, int rowCount) {
        List<List<@Nullable Object>> columns = new ArrayList<>();
        TYPES.forEach(type -> columns.add(new ArrayList<>()));
        int[] starts = new int[rowCount];
        int[] lengths = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            int key = random.nextInt(TEXTS);
            columns.get(0).add(i / 700);
            columns.get(1).add(i / 3);
            columns.get(2).add((long) key);
            columns.get(4).add(random.nextGaussian());
            columns.get(5).add((long) random.nextInt(1_000));
            starts[i] = key;
            lengths[i] = TEXT_BYTES;
        }
        List<Column> built = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            built.add(
                    c == 3
                            ? new BytesColumn(ColumnType.STRING, rowCount, LETTERS, starts, lengths, null)
                            : Cells.column(TYPES.get(c), columns.get(c)));
        }
        return new Batch(built, rowCount);
    }
}
