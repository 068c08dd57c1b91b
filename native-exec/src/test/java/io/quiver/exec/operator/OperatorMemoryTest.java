/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.MemoryCases.Case;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.host.HostOperators;
import io.quiver.exec.operator.host.SharedTables;
import io.quiver.exec.operator.window.WindowOracle;
import io.quiver.exec.plan.PipelineBuilder;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every operator that holds state with as much memory as it wants and with less: it gives the same rows and holds
 * nothing afterwards.
 */
class OperatorMemoryTest {
    private static final long SEED = 20;
    private static final int ROWS = 8_000;
    private static final int KEYS = 5_000;
    private static final int BATCH_ROWS = 500;
    /** A limit is found to within a sixty-fourth of the memory held without a limit. */
    private static final int STEPS = 64;

    private static final List<List<Batch>> INPUTS =
            List.of(input(new Random(SEED), ROWS), input(new Random(SEED + 1), ROWS / 2));

    static Stream<Case> single() {
        return MemoryCases.single().stream();
    }

    static Stream<Case> competing() {
        return MemoryCases.competing().stream();
    }

    static Stream<Case> all() {
        return Stream.concat(single(), competing());
    }

    @ParameterizedTest
    @MethodSource("single")
    void thereIsALimitBelowWhichAnOperatorSpillsAndGivesTheSame(Case test) {
        LimitedMemory unlimited = new LimitedMemory(Long.MAX_VALUE);
        Object expected = run(test, unlimited);
        assertThat(unlimited.filesEver()).isZero();
        long step = unlimited.peakBytes() / STEPS;
        int spilling = 0;
        int sufficient = STEPS + 1;
        while (sufficient - spilling > 1) {
            int middle = (spilling + sufficient) / 2;
            LimitedMemory memory = new LimitedMemory(middle * step);
            assertThat(run(test, memory)).as("limit %d", middle * step).isEqualTo(expected);
            assertThat(memory.peakBytes()).isLessThanOrEqualTo(middle * step);
            if (memory.filesEver() > 0) {
                spilling = middle;
            } else {
                sufficient = middle;
            }
        }
        // With what it held at most it spills nothing; growing arrays are asked for before they are there.
        assertThat(sufficient).isLessThanOrEqualTo(STEPS + 1);
        assertThat(spilling > 0).as("spills").isEqualTo(test.spills());
        LimitedMemory none = new LimitedMemory(0);
        try {
            assertThat(run(test, none)).as("no memory").isEqualTo(expected);
        } catch (ExecutionException clean) {
            assertThat(clean.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
        }
        assertNothingHeld(none);
    }

    @ParameterizedTest
    @MethodSource("all")
    void anyRequestMayBeRefusedOnce(Case test) {
        LimitedMemory counting = new LimitedMemory(Long.MAX_VALUE);
        Object expected = run(test, counting);
        for (long refused = 0; refused < counting.requests(); refused++) {
            LimitedMemory memory = LimitedMemory.refusing(refused);
            assertThat(run(test, memory)).as("request %d refused", refused).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("competing")
    void operatorsOfOneTaskTakeMemoryFromEachOther(Case test) {
        LimitedMemory unlimited = new LimitedMemory(Long.MAX_VALUE);
        Object expected = run(test, unlimited);
        int spills = 0;
        // a table is asked for more when it is made than it takes then: there are more limits where there is little
        for (int parts = 28; parts > 0; parts -= parts > 8 ? 4 : 1) {
            LimitedMemory memory = new LimitedMemory(unlimited.peakBytes() / 32 * parts);
            assertThat(run(test, memory)).as("%d of 32 parts", parts).isEqualTo(expected);
            spills += memory.spillsForOthers();
        }
        assertThat(spills).as("spills for others").isPositive();
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsHeldAfterAnEarlyEndOrAFailure(Case test) {
        for (int fraction = 1; fraction <= 16; fraction *= 4) {
            LimitedMemory unlimited = new LimitedMemory(Long.MAX_VALUE);
            run(test, unlimited);
            LimitedMemory memory = new LimitedMemory(unlimited.peakBytes() / fraction);
            start(test, memory, Integer.MAX_VALUE).close();
            assertNothingHeld(memory);
            Operator early = start(test, memory, Integer.MAX_VALUE);
            early.next();
            early.close();
            early.close();
            assertNothingHeld(memory);
            for (int failing = 0; failing < ROWS / BATCH_ROWS; failing += 5) {
                try (Operator operator = start(test, memory, failing)) {
                    assertThatThrownBy(() -> drain(operator)).hasMessage("no more");
                }
                assertNothingHeld(memory);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aTaskThatIsKilledEndsAtOnceAndHoldsNothing(Case test) {
        LimitedMemory unlimited = new LimitedMemory(Long.MAX_VALUE);
        run(test, unlimited);
        long limit = unlimited.peakBytes() / 4;
        int[] checks = new int[1];
        try (Cancellation.Scope counting = Cancellation.by(() -> checks[0]++)) {
            run(test, new LimitedMemory(limit));
        }
        for (int last = 0; last < checks[0]; last += 1 + checks[0] / 16) {
            assertEndsAtCheck(last, test, new LimitedMemory(limit));
        }
    }

    /** Whoever holds a failure back, or takes it for its own, asks again. */
    private static void assertEndsAtCheck(int last, Case test, LimitedMemory memory) {
        int[] checks = new int[1];
        Runnable kill = () -> {
            if (++checks[0] > last) {
                throw new IllegalStateException("killed");
            }
        };
        try (Operator operator = start(test, memory, Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> {
                        try (Cancellation.Scope killed = Cancellation.by(kill)) {
                            drain(operator);
                        }
                    })
                    .hasMessage("killed");
        }
        assertThat(checks[0])
                .as("questions until the first no, and those of who holds failures back")
                .isBetween(last + 1, last + 4);
        assertNothingHeld(memory);
    }

    /** The rows: in their order, or each with its number. */
    private static Object run(Case test, LimitedMemory memory) {
        List<List<@Nullable Object>> rows;
        try (Operator operator = start(test, memory, Integer.MAX_VALUE)) {
            rows = drain(operator);
        }
        assertNothingHeld(memory);
        if (test.keepsOrder()) {
            return rows;
        }
        Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }

    private static List<List<@Nullable Object>> drain(Operator operator) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
            rows.addAll(Cells.rows(batch));
        }
        return rows;
    }

    private static void assertNothingHeld(LimitedMemory memory) {
        assertThat(memory.heldBytes()).as("bytes held").isZero();
        assertThat(memory.openFiles()).as("files open").isZero();
    }

    /** Starts the plan over inputs that fail instead of returning batch {@code failing}. */
    private static Operator start(Case test, LimitedMemory memory, int failing) {
        List<BatchSource> sources = new ArrayList<>();
        for (List<Batch> batches : INPUTS) {
            Iterator<Batch> iterator = batches.iterator();
            int[] given = new int[1];
            sources.add(() -> {
                if (given[0]++ == failing) {
                    throw new ArithmeticException("no more");
                }
                return iterator.hasNext() ? iterator.next() : null;
            });
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
                        HostOperators.NONE,
                        SharedTables.NONE,
                        new WindowOracle(MemoryCases.calls(MemoryCases.WHOLE))));
    }

    /** Rows of {@link MemoryCases#TYPES} in partitions of which each is larger than the one before. */
    private static List<Batch> input(Random random, int rowCount) {
        List<List<@Nullable Object>> columns = new ArrayList<>();
        MemoryCases.TYPES.forEach(type -> columns.add(new ArrayList<>()));
        for (int i = 0; i < rowCount; i++) {
            int key = random.nextInt(KEYS);
            columns.get(0).add(i < rowCount / 8 ? 0 : i < rowCount / 3 ? 1 : 2);
            columns.get(1).add(i / 3);
            columns.get(2).add(key % 50 == 0 ? null : (Object) (long) (key * 7));
            columns.get(3).add(key % 40 == 0 ? null : "text".repeat(key % 9) + key % 1000);
            columns.get(4).add(random.nextInt(20) == 0 ? null : (Object) (random.nextGaussian() * 1e6));
            columns.get(5).add(random.nextInt(20) == 0 ? null : (Object) (long) random.nextInt(1_000_000));
        }
        List<Column> built = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            ColumnType type = MemoryCases.TYPES.get(c);
            built.add(Cells.column(type, columns.get(c)));
        }
        return OperatorRun.split(new Batch(built, rowCount), BATCH_ROWS);
    }
}
