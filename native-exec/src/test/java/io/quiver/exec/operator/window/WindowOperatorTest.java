/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window;

import static io.quiver.exec.operator.OperatorRun.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.operator.host.ForeignWindows;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.operator.window.frame.WindowFrame.Bound;
import io.quiver.exec.operator.window.function.WindowCall;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.RandomColumns;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares windows with {@link WindowOracle}, over all frames, cut into batches of any size, in memory and on disk. */
class WindowOperatorTest {
    private static final long SEED = 4711;
    private static final ColumnType DECIMAL = ColumnType.decimal(20, 2);
    /** Partition, order key, row number, the order key's value two before and three after, and values. */
    private static final List<ColumnType> TYPES = List.of(
            ColumnType.STRING,
            ColumnType.INT,
            ColumnType.INT,
            ColumnType.INT,
            ColumnType.INT,
            ColumnType.INT,
            ColumnType.LONG,
            ColumnType.DOUBLE,
            DECIMAL,
            ColumnType.STRING);

    private static final int LOWER = 3;
    private static final int UPPER = 4;
    private static final int FIRST_VALUE = 5;

    private final Random random = new Random(SEED);

    @Test
    void everyFunctionOverEveryFrame() {
        for (WindowFrame frame : frames()) {
            for (int partitionRows : new int[] {1, 3, 40, 150}) {
                check(rows(400, partitionRows), callsOver(frame), 90, Long.MAX_VALUE);
            }
        }
    }

    @Test
    void partitionsOnDiskGiveTheSame() {
        for (WindowFrame frame : frames()) {
            check(rows(200, 90), callsOver(frame), 30, 0);
        }
        check(rows(4000, 3500), rankings(), 500, 100_000);
    }

    @Test
    void ranksGoThroughBatchesOfAnySize() {
        for (int size : new int[] {1, 7, 64, 1000}) {
            check(rows(3000, 500), rankings().subList(0, 3), size, Long.MAX_VALUE);
            check(rows(3000, 500), rankings(), size, Long.MAX_VALUE);
        }
    }

    @Test
    void leadsAndLags() {
        List<WindowCall> calls = new ArrayList<>();
        for (int distance : new int[] {0, 1, -1, 3, -5, 10_000, -10_000}) {
            for (boolean ignoresNulls : new boolean[] {false, true}) {
                for (int column : new int[] {FIRST_VALUE, TYPES.size() - 1}) {
                    List<Expression> arguments = new ArrayList<>(List.of(
                            field(column, TYPES.get(column)),
                            new Expression.Literal(distance, ColumnType.INT),
                            new Expression.Literal(ignoresNulls, ColumnType.BOOLEAN)));
                    calls.add(call("lead", arguments, TYPES.get(column), whole(), -1));
                    arguments.add(field(column == FIRST_VALUE ? 2 : 0, TYPES.get(column)));
                    calls.add(call("lead", arguments, TYPES.get(column), whole(), -1));
                }
            }
        }
        check(rows(2000, 90), calls, 200, Long.MAX_VALUE);
        check(rows(2000, 300), calls, 130, 0);
    }

    @Test
    void functionsThatStreamHoldNothing() {
        List<WindowCall> calls = new ArrayList<>(rankings().subList(0, 3));
        WindowFrame running = new WindowFrame(true, new Bound.Unbounded(), new Bound.CurrentRow());
        calls.add(call("sum", List.of(field(5, ColumnType.INT)), ColumnType.LONG, running, -1));
        calls.add(call("count", List.of(field(6, ColumnType.LONG)), ColumnType.LONG, running, -1));
        calls.add(call("avg", List.of(field(7, ColumnType.DOUBLE)), ColumnType.DOUBLE, running, -1));
        LimitedMemory memory = new LimitedMemory(0);
        Batch all = rows(1500, 1200);
        assertSame(run(all, calls, 333, memory), all, calls);
        assertThat(memory.filesEver()).isZero();
    }

    @Test
    void aForeignFunctionThatFailsHandsOnTheRowsBefore() {
        WindowFrame running = new WindowFrame(true, new Bound.Unbounded(), new Bound.CurrentRow());
        List<WindowCall> calls = List.of(
                call(WindowCall.FOREIGN, List.of(), ColumnType.LONG, running, 0),
                call("row_number", List.of(), ColumnType.INT, running, -1));
        Batch all = rows(500, 200);
        int seen = 0;
        try (Operator window = OperatorRun.over(OperatorRun.split(all, 100))
                .foreignWindows(ordinal -> new FailingCount(322))
                .start(plan(calls))) {
            while (seen < 321) {
                Batch batch = window.next();
                assertThat(batch).isNotNull();
                seen += batch.rowCount();
            }
            assertThat(seen).isEqualTo(321);
            assertThatThrownBy(window::next).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void whatFailsOnTheWayToDiskFailsAfterTheRowsBefore() {
        WindowFrame running = new WindowFrame(true, new Bound.Unbounded(), new Bound.CurrentRow());
        List<WindowCall> calls = List.of(
                call("max", List.of(field(6, ColumnType.LONG)), ColumnType.LONG, whole(), -1),
                call(WindowCall.FOREIGN, List.of(), ColumnType.LONG, running, 0));
        int rowCount = 5 * Batch.TARGET_ROWS;
        Batch all = rows(rowCount, rowCount);
        for (int failing : new int[] {2 * Batch.TARGET_ROWS, 2 * Batch.TARGET_ROWS + 7, rowCount + 1}) {
            LimitedMemory memory = new LimitedMemory(Long.MAX_VALUE);
            int seen = 0;
            try (Operator window = OperatorRun.over(OperatorRun.split(all, 1000))
                    .foreignWindows(ordinal -> new FailingCount(failing))
                    .memory(memory)
                    .start(plan(calls))) {
                seen += Objects.requireNonNull(window.next()).rowCount();
                assertThat(memory.askAll()).isPositive();
                assertThat(memory.heldBytes()).isZero();
                while (seen < Math.min(failing - 1, rowCount)) {
                    Batch batch = Objects.requireNonNull(window.next());
                    assertThat(batch.rowCount()).isPositive();
                    seen += batch.rowCount();
                }
                assertThat(seen).isEqualTo(Math.min(failing - 1, rowCount));
                if (failing <= rowCount) {
                    assertThatThrownBy(window::next).isInstanceOf(ArithmeticException.class);
                } else {
                    assertThat(window.next()).isNull();
                }
            }
            assertThat(memory.openFiles()).isZero();
        }
    }

    /** A list over a growing frame has a value more at each row: eight thousand rows of it are gigabytes. */
    @Test
    void fewRowsComeAtOnceWhereListsGrow() {
        WindowFrame running = new WindowFrame(true, new Bound.Unbounded(), new Bound.CurrentRow());
        List<WindowCall> calls = List.of(
                call(WindowCall.FOREIGN, List.of(), ColumnType.STRING, running, 0),
                call("sum", List.of(field(6, ColumnType.LONG)), ColumnType.LONG, running, -1));
        int rowCount = 1500;
        Batch all = rows(rowCount, 1200);
        int seen = 0;
        try (Operator window = OperatorRun.over(OperatorRun.split(all, 1000))
                .foreignWindows(ordinal -> new GrowingText())
                .start(plan(calls))) {
            for (Batch batch = window.next(); batch != null; batch = window.next()) {
                assertThat(ByteBound.bytesOf(batch)).isLessThan(2 * ByteBound.MAX_BYTES);
                seen += batch.rowCount();
            }
        }
        assertThat(seen).isEqualTo(rowCount);
    }

    /** Returns text that grows by a kilobyte with each row of the partition. */
    private static final class GrowingText implements ForeignWindows.ForeignWindow {
        private static final byte[] BYTES = new byte[2 << 20];
        private int taken;

        @Override
        public void initialize(int partitionRows) {
            taken = 0;
        }

        @Override
        public void update(Batch rows, int from, int to) {
            taken += to - from;
        }

        @Override
        public void evaluate(io.quiver.exec.vector.ColumnBuilder out) {
            out.appendBytes(BYTES, 0, taken << 10);
        }
    }

    /** Counts rows and fails at one of them. */
    private static final class FailingCount implements ForeignWindows.ForeignWindow {
        private final int failing;
        private int taken;

        FailingCount(int failing) {
            this.failing = failing;
        }

        @Override
        public void initialize(int partitionRows) {}

        @Override
        public void update(Batch rows, int from, int to) {
            taken += to - from;
            if (taken >= failing) {
                throw new ArithmeticException("row " + taken);
            }
        }

        @Override
        public void evaluate(io.quiver.exec.vector.ColumnBuilder out) {
            out.appendLong(taken);
        }
    }

    @Test
    void emptyInputAndEarlyClose() {
        check(rows(0, 1), rankings(), 10, Long.MAX_VALUE);
        Batch all = rows(3000, 1500);
        for (long limit : new long[] {0, Long.MAX_VALUE}) {
            OperatorRun.over(OperatorRun.split(all, 100))
                    .memory(new LimitedMemory(limit))
                    .closeEarly(plan(rankings()));
        }
    }

    @Test
    void groupLimitsAreFiltersOfRanks() {
        for (String function : List.of("row_number", "rank", "dense_rank")) {
            for (int limit : new int[] {0, 1, 3, 100}) {
                Batch all = rows(4000, 1 + random.nextInt(300));
                List<WindowCall> rank = List.of(call(function, List.of(), ColumnType.INT, whole(), -1));
                List<List<@Nullable Object>> expected = new WindowOracle(rank)
                        .apply(Cells.rows(all)).stream()
                                .filter(row -> (Integer) row.get(TYPES.size()) <= limit)
                                .map(row -> row.subList(0, TYPES.size()))
                                .toList();
                PlanNode plan = new PlanNode.GroupLimitNode(
                        1, OperatorRun.input(TYPES), List.of(field(0, TYPES.get(0))), order(), function, limit);
                assertThat(OperatorRun.over(OperatorRun.split(all, 170)).rows(plan))
                        .as("%s <= %d, seed %d", function, limit, SEED)
                        .isEqualTo(expected);
            }
        }
    }

    private void check(Batch all, List<WindowCall> calls, int batchSize, long memory) {
        assertSame(run(all, calls, batchSize, new LimitedMemory(memory)), all, calls);
    }

    /** Compares column by column: whole rows would drown what differs. */
    private static void assertSame(List<List<@Nullable Object>> rows, Batch all, List<WindowCall> calls) {
        List<List<@Nullable Object>> expected = new WindowOracle(calls).apply(Cells.rows(all));
        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            for (int c = 0; c < rows.get(i).size(); c++) {
                if (!Objects.equals(rows.get(i).get(c), expected.get(i).get(c))) {
                    assertThat(rows.get(i).get(c))
                            .as("row %d, %s, seed %d", i, c < TYPES.size() ? c : calls.get(c - TYPES.size()), SEED)
                            .isEqualTo(expected.get(i).get(c));
                }
            }
        }
    }

    private static List<List<@Nullable Object>> run(
            Batch all, List<WindowCall> calls, int batchSize, LimitedMemory memory) {
        return OperatorRun.over(OperatorRun.split(all, batchSize))
                .memory(memory)
                .foreignWindows(new WindowOracle(calls))
                .rows(plan(calls));
    }

    private static PlanNode plan(List<WindowCall> calls) {
        return new PlanNode.WindowNode(1, OperatorRun.input(TYPES), List.of(field(0, TYPES.get(0))), order(), calls);
    }

    private static List<SortKey> order() {
        return List.of(new SortKey(field(1, ColumnType.INT), true, true));
    }

    /** Sorted rows, in partitions of about {@code partitionRows}, with ties and nulls. */
    private Batch rows(int rowCount, int partitionRows) {
        List<List<@Nullable Object>> columns = new ArrayList<>();
        TYPES.forEach(type -> columns.add(new ArrayList<>()));
        int partition = 0;
        int left = partitionRows;
        Integer key = null;
        for (int i = 0; i < rowCount; i++) {
            if (left-- == 0) {
                left = 1 + random.nextInt(2 * partitionRows);
                partition++;
                key = random.nextInt(3) == 0 ? null : random.nextInt(5);
            } else if (random.nextInt(3) > 0) {
                key = key == null ? 0 : key + random.nextInt(4);
            }
            columns.get(0).add("p" + partition);
            columns.get(1).add(key);
            columns.get(2).add(i);
            columns.get(LOWER).add(key == null ? null : key - 2);
            columns.get(UPPER).add(key == null ? null : key + 3);
        }
        List<Column> built = new ArrayList<>();
        RandomColumns values = new RandomColumns(random);
        for (int c = 0; c < TYPES.size(); c++) {
            if (TYPES.get(c).isDecimal()) {
                for (int i = 0; i < rowCount; i++) {
                    columns.get(c)
                            .add(
                                    random.nextInt(5) == 0
                                            ? null
                                            : new BigInteger(66, random).subtract(BigInteger.ONE.shiftLeft(65)));
                }
            }
            built.add(
                    c < FIRST_VALUE || TYPES.get(c).isDecimal()
                            ? Cells.column(TYPES.get(c), columns.get(c))
                            : values.column(TYPES.get(c), RandomColumns.Encoding.FLAT, rowCount, 50));
        }
        return new Batch(built, rowCount);
    }

    private static WindowFrame whole() {
        return new WindowFrame(true, new Bound.Unbounded(), new Bound.Unbounded());
    }

    private static List<WindowFrame> frames() {
        Bound unbounded = new Bound.Unbounded();
        Bound current = new Bound.CurrentRow();
        Bound below = new Bound.Value(field(LOWER, ColumnType.INT));
        Bound above = new Bound.Value(field(UPPER, ColumnType.INT));
        return List.of(
                whole(),
                new WindowFrame(true, unbounded, current),
                new WindowFrame(true, unbounded, new Bound.Offset(-2)),
                new WindowFrame(true, unbounded, new Bound.Offset(5)),
                new WindowFrame(true, current, unbounded),
                new WindowFrame(true, new Bound.Offset(3), unbounded),
                new WindowFrame(true, new Bound.Offset(-3), new Bound.Offset(2)),
                new WindowFrame(true, new Bound.Offset(-7), new Bound.Offset(-4)),
                new WindowFrame(true, new Bound.Offset(2), new Bound.Offset(9)),
                new WindowFrame(true, new Bound.Offset(-2_000_000_000), new Bound.Offset(1)),
                new WindowFrame(false, unbounded, unbounded),
                new WindowFrame(false, unbounded, current),
                new WindowFrame(false, current, current),
                new WindowFrame(false, current, unbounded),
                new WindowFrame(false, below, above),
                new WindowFrame(false, below, current),
                new WindowFrame(false, current, above),
                new WindowFrame(false, unbounded, below),
                new WindowFrame(false, above, unbounded));
    }

    private static List<WindowCall> rankings() {
        WindowFrame running = new WindowFrame(true, new Bound.Unbounded(), new Bound.CurrentRow());
        return List.of(
                call("row_number", List.of(), ColumnType.INT, running, -1),
                call("rank", List.of(), ColumnType.INT, running, -1),
                call("dense_rank", List.of(), ColumnType.INT, running, -1),
                call("percent_rank", List.of(), ColumnType.DOUBLE, running, -1),
                call("cume_dist", List.of(), ColumnType.DOUBLE, running, -1),
                call("ntile", List.of(new Expression.Literal(7, ColumnType.INT)), ColumnType.INT, running, -1));
    }

    private static List<WindowCall> callsOver(WindowFrame frame) {
        List<WindowCall> calls = new ArrayList<>();
        for (int c = FIRST_VALUE; c < TYPES.size(); c++) {
            ColumnType type = TYPES.get(c);
            Expression value = field(c, type);
            add(calls, "count", List.of(value), ColumnType.LONG, frame);
            add(calls, "min", List.of(value), type, frame);
            add(calls, "max", List.of(value), type, frame);
            for (boolean ignoresNulls : new boolean[] {false, true}) {
                Expression flag = new Expression.Literal(ignoresNulls, ColumnType.BOOLEAN);
                add(calls, "first", List.of(value, flag), type, frame);
                add(calls, "last", List.of(value, flag), type, frame);
                Expression third = new Expression.Literal(3, ColumnType.INT);
                add(calls, "nth_value", List.of(value, third, flag), type, frame);
            }
        }
        add(calls, "count", List.of(), ColumnType.LONG, frame);
        add(calls, "sum", List.of(field(5, ColumnType.INT)), ColumnType.LONG, frame);
        add(calls, "sum", List.of(field(6, ColumnType.LONG)), ColumnType.LONG, frame);
        add(calls, "sum", List.of(field(7, ColumnType.DOUBLE)), ColumnType.DOUBLE, frame);
        add(calls, "sum", List.of(field(8, DECIMAL)), ColumnType.decimal(30, 2), frame);
        add(calls, "avg", List.of(field(5, ColumnType.INT)), ColumnType.DOUBLE, frame);
        add(calls, "avg", List.of(field(7, ColumnType.DOUBLE)), ColumnType.DOUBLE, frame);
        return calls;
    }

    private static void add(
            List<WindowCall> calls, String function, List<Expression> arguments, ColumnType type, WindowFrame frame) {
        calls.add(call(function, arguments, type, frame, calls.size()));
    }

    private static WindowCall call(
            String function, List<Expression> arguments, ColumnType type, WindowFrame frame, int foreign) {
        List<ColumnType> state =
                switch (function) {
                    case "sum" -> type.isDecimal() ? List.of(type, ColumnType.BOOLEAN) : List.of(type);
                    case "avg" -> List.of(ColumnType.DOUBLE, ColumnType.LONG);
                    default -> List.of(type);
                };
        return new WindowCall(function, EvaluationMode.ANSI, arguments, type, state, frame, foreign);
    }
}
