/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.host.RowSampler;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleOperatorTest {
    /** Row {@code i} of all comes out {@code copies[i % copies.length]} times. */
    private static RowSampler cycle(int... copies) {
        int[] next = {0};
        return rowCount -> IntStream.range(0, rowCount)
                .map(row -> copies[next[0]++ % copies.length])
                .toArray();
    }

    private static List<@Nullable Object> sample(RowSampler sampler, Batch... batches) {
        Iterator<Batch> input = List.of(batches).iterator();
        Operator source = new Operator() {
            @Override
            public @Nullable Batch next() {
                return input.hasNext() ? input.next() : null;
            }

            @Override
            public void close() {}
        };
        List<@Nullable Object> rows = new ArrayList<>();
        try (SampleOperator operator = new SampleOperator(source, sampler)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                assertThat(batch.rowCount()).isBetween(1, Batch.TARGET_ROWS);
                rows.addAll(Cells.of(batch.column(0)));
            }
        }
        return rows;
    }

    private static Batch batch(Object... numbers) {
        return Cells.batch(Cells.column(ColumnType.INT, numbers));
    }

    @Test
    void chanceGoesOnFromBatchToBatch() {
        assertThat(sample(cycle(0, 1, 0), batch(1, 2, 3, 4), batch(5, 6), batch(7, 8)))
                .containsExactly(2, 5, 8);
    }

    @Test
    void aRowComesOutSeveralTimes() {
        assertThat(sample(cycle(2, 0, 1), batch(1, 2, 3, 4))).containsExactly(1, 1, 3, 4, 4);
    }

    @Test
    void manyCopiesAreCutIntoBatches() {
        List<@Nullable Object> rows = sample(cycle(5000, 1, 4096), batch(1, 2, 3));

        assertThat(rows).hasSize(9097);
        assertThat(rows.subList(0, 5000)).containsOnly(1);
        assertThat(rows.get(5000)).isEqualTo(2);
        assertThat(rows.subList(5001, 9097)).containsOnly(3);
    }

    @Test
    void noRowMayComeOut() {
        assertThat(sample(cycle(0), batch(1, 2), batch(3))).isEmpty();
    }
}
