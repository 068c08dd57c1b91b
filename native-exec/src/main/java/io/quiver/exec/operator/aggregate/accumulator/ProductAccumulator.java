/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import java.util.Arrays;
import java.util.List;

/**
 * Computes products of doubles, in row order, starting from 1.0. State and result: the product, null for no rows. Source:
 * Spark 4.1.3 {@code Product}.
 */
final class ProductAccumulator extends Accumulator {
    private final Seen seen = new Seen();
    private double[] products = new double[0];

    @Override
    void groupsAre(int groupCount) {
        seen.grow(groupCount);
    }

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        seen.mark(groups, rowCount);
        double[] values = ((DoubleColumn) arguments[0]).values();
        double[] out = products;
        for (int i = 0; i < rowCount; i++) {
            out[groups[i]] *= values[i];
        }
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        update(state, rowCount, groups);
    }

    @Override
    public List<Column> state(int from, int count) {
        return List.of(result(from, count));
    }

    @Override
    public Column result(int from, int count) {
        double[] values = Arrays.copyOfRange(products, from, from + count);
        return new DoubleColumn(ColumnType.DOUBLE, count, values, seen.validity(from, count));
    }

    @Override
    void resize(int newCapacity) {
        int capacity = products.length;
        products = Arrays.copyOf(products, newCapacity);
        if (newCapacity > capacity) {
            Arrays.fill(products, capacity, newCapacity, 1.0);
        }
        seen.resize(newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return 9;
    }
}
