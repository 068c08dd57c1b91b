/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrowingBatchesTest {
    private final List<Integer> sizes = new ArrayList<>();
    private final List<@Nullable Object> rows = new ArrayList<>();

    private void run(int... inputSizes) {
        int[] first = {0};
        Iterator<Batch> batches = IntStream.of(inputSizes)
                .mapToObj(size -> {
                    Object[] numbers =
                            IntStream.range(first[0], first[0] + size).boxed().toArray();
                    first[0] += size;
                    return Cells.batch(Cells.column(ColumnType.INT, numbers));
                })
                .iterator();
        Operator source = new Operator() {
            @Override
            public @Nullable Batch next() {
                return batches.hasNext() ? batches.next() : null;
            }

            @Override
            public void close() {}
        };
        try (GrowingBatches growing = new GrowingBatches(source)) {
            for (Batch batch = growing.next(); batch != null; batch = growing.next()) {
                sizes.add(batch.rowCount());
                rows.addAll(Cells.of(batch.column(0)));
            }
        }
        List<@Nullable Object> expected =
                new ArrayList<>(IntStream.range(0, first[0]).boxed().toList());
        assertThat(rows).isEqualTo(expected);
    }

    @Test
    void firstBatchIsOneRow() {
        run(100, 4096);
        assertThat(sizes).containsExactly(1, 4, 16, 64, 15, 1024, 3072);
    }

    @Test
    void laterBatchesAreThoseOfTheInput() {
        run(1, 4, 16, 64, 256, 1024, 4096, 4096, 63);
        assertThat(sizes).containsExactly(1, 4, 16, 64, 256, 1024, 4096, 4096, 63);
    }

    @Test
    void manyBatchesDoNotLetTheSizeOverflow() {
        run(IntStream.generate(() -> 2).limit(100).toArray());
        assertThat(sizes.subList(2, sizes.size())).containsOnly(2);
    }
}
