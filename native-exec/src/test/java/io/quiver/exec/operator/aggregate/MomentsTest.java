/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import static io.quiver.exec.vector.ColumnType.DOUBLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.aggregate.accumulator.Accumulator;
import io.quiver.exec.operator.aggregate.accumulator.Accumulators;
import io.quiver.exec.operator.aggregate.accumulator.GroupHistogram;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    private static final int ROWS = 1000;
    private static final int GROUPS = 7;
    private static final long SEED = 20261129;

    @ParameterizedTest
    @CsvSource({
        "central_moments_2, 1, 3",
        "central_moments_3, 1, 4",
        "central_moments_4, 1, 5",
        "covariance, 2, 4",
        "correlation, 2, 6",
        "regression, 2, 7"
    })
    void statesThatComeBackAreAsTheyWere(String function, int arguments, int width) {
        int[] groups = new int[ROWS];
        Arrays.setAll(groups, row -> row % GROUPS);
        Column[] first = values(arguments, SEED);
        Column[] second = values(arguments, SEED + 1);

        Accumulator whole = accumulator(function, arguments, width);
        whole.update(first, ROWS, groups);
        Accumulator before = accumulator(function, arguments, width);
        before.update(first, ROWS, groups);
        Accumulator after = accumulator(function, arguments, width);
        int[] everyGroup = {0, 1, 2, 3, 4, 5, 6};
        after.restore(before.state(0, GROUPS).toArray(new Column[0]), GROUPS, everyGroup);
        whole.update(second, ROWS, groups);
        after.update(second, ROWS, groups);

        assertThat(Arrays.deepToString(doubles(after).toArray()))
                .isEqualTo(Arrays.deepToString(doubles(whole).toArray()));
    }

    @ParameterizedTest
    @CsvSource({
        "central_moments_2, 1, 3",
        "central_moments_4, 1, 5",
        "covariance, 2, 4",
        "correlation, 2, 6",
        "regression, 2, 7"
    })
    void mergedHalvesAreNearlyTheWhole(String function, int arguments, int width) {
        int[] groups = new int[ROWS];
        Arrays.setAll(groups, row -> row % GROUPS);
        int[] everyGroup = {0, 1, 2, 3, 4, 5, 6};
        Column[] first = values(arguments, SEED);
        Column[] second = values(arguments, SEED + 1);
        Accumulator whole = accumulator(function, arguments, width);
        whole.update(first, ROWS, groups);
        whole.update(second, ROWS, groups);
        Accumulator left = accumulator(function, arguments, width);
        left.update(first, ROWS, groups);
        Accumulator right = accumulator(function, arguments, width);
        right.update(second, ROWS, groups);
        left.merge(right.state(0, GROUPS).toArray(new Column[0]), GROUPS, everyGroup);

        for (int state = 0; state < width; state++) {
            double[] merged = doubles(left).get(state);
            double[] expected = doubles(whole).get(state);
            for (int group = 0; group < GROUPS; group++) {
                assertThat(merged[group])
                        .as("state %d of group %d", state, group)
                        .isCloseTo(expected[group], org.assertj.core.data.Percentage.withPercentage(1e-6));
            }
        }
    }

    private static Accumulator accumulator(String function, int arguments, int width) {
        List<Expression> inputs = Collections.nCopies(arguments, new Expression.FieldReference(0, DOUBLE));
        List<ColumnType> state = Collections.nCopies(width, DOUBLE);
        Measure measure = new Measure(
                function,
                EvaluationMode.LEGACY,
                Phase.INITIAL_TO_INTERMEDIATE,
                inputs,
                Optional.empty(),
                DOUBLE,
                state,
                -1,
                -1,
                -1,
                false,
                -1);
        ExecutionContext context = new ExecutionContext(
                List.of(),
                ForeignExpressions.NONE,
                ForeignAggregates.NONE,
                List.of(),
                TaskMemory.unlimited(),
                id -> OperatorMetrics.NONE);
        Accumulator accumulator = new Accumulators(false, new GroupHistogram(), context).create(measure);
        accumulator.grow(GROUPS);
        return accumulator;
    }

    private static Column[] values(int arguments, long seed) {
        Random random = new Random(seed);
        Column[] columns = new Column[arguments];
        for (int a = 0; a < arguments; a++) {
            double[] values = random.doubles(ROWS, -1e3, 1e6).toArray();
            columns[a] = new DoubleColumn(DOUBLE, ROWS, values, null);
        }
        return columns;
    }

    private static List<double[]> doubles(Accumulator accumulator) {
        return accumulator.state(0, GROUPS).stream()
                .map(column -> ((DoubleColumn) column).values())
                .toList();
    }
}
