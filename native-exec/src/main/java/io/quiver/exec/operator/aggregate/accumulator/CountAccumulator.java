/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import java.util.Arrays;
import java.util.List;

/**
 * Counts rows in which no argument is null. State and result: the count, 0 for no rows. Source: Spark 4.1.3 {@code Count}.
 */
final class CountAccumulator extends Accumulator {
    private final GroupHistogram histogram;
    private long[] counts = new long[0];

    CountAccumulator(GroupHistogram histogram) {
        this.histogram = histogram;
    }

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        histogram.addTo(counts, rowCount, groups);
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        long[] in = ((LongColumn) state[0]).values();
        long[] out = counts;
        for (int i = 0; i < rowCount; i++) {
            out[groups[i]] += in[i];
        }
    }

    @Override
    public List<Column> state(int from, int count) {
        return List.of(result(from, count));
    }

    @Override
    public Column result(int from, int count) {
        return new LongColumn(ColumnType.LONG, count, Arrays.copyOfRange(counts, from, from + count), null);
    }

    @Override
    void resize(int newCapacity) {
        counts = Arrays.copyOf(counts, newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return 8;
    }
}
