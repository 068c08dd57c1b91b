/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.operator.aggregate.table.OrderCodes;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the value of the row that is greatest or least in another column, the order. Of rows with equal order the last row's
 * value and the first row's order are kept. Rows with a null order are ignored. State: value and order; result: the value.
 * Source: Spark 4.1.3 {@code MaxMinBy}.
 */
final class ExtremeByAccumulator extends Accumulator {
    private final boolean greatest;
    private final GroupValues values;
    private final GroupValues orders;
    /** By group: a long that sorts as its order does; unused for byte strings. */
    private long[] keys = new long[0];

    private final OrderCodes scratch = new OrderCodes();

    ExtremeByAccumulator(ColumnType valueType, ColumnType orderType, boolean greatest) {
        this.greatest = greatest;
        this.values = new GroupValues(valueType);
        this.orders = new GroupValues(orderType);
    }

    @Override
    public boolean skipsNullArguments() {
        return false;
    }

    @Override
    public boolean skipsNullStates() {
        return false;
    }

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        Column value = arguments[0];
        Column order = arguments[1];
        values.read(value, rowCount);
        orders.read(order, rowCount);
        long[] rowKeys = scratch.of(order, rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (order.isNull(i)) {
                continue;
            }
            int group = groups[i];
            int compared = orders.isPresent(group) ? compare(group, order, rowKeys, i) : -1;
            if (compared > 0) {
                continue;
            }
            values.set(group, value, i);
            if (compared < 0) {
                orders.set(group, order, i);
                keys[group] = rowKeys[i];
            }
        }
    }

    /** Returns a positive number if the group's order wins, a negative one if the row's does. */
    private int compare(int group, Column order, long[] rowKeys, int row) {
        int compared;
        if (order instanceof BytesColumn bytes) {
            byte[] best = orders.bytes(group);
            int start = bytes.starts()[row];
            compared = Arrays.compareUnsigned(best, 0, best.length, bytes.data(), start, start + bytes.lengths()[row]);
        } else {
            compared = Long.compare(keys[group], rowKeys[row]);
        }
        return greatest ? compared : -compared;
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        update(state, rowCount, groups);
    }

    @Override
    public List<Column> state(int from, int count) {
        return List.of(values.column(from, count), orders.column(from, count));
    }

    @Override
    public Column result(int from, int count) {
        return values.column(from, count);
    }

    @Override
    void resize(int newCapacity) {
        values.resize(newCapacity);
        orders.resize(newCapacity);
        keys = Arrays.copyOf(keys, newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return values.bytesPerGroup() + orders.bytesPerGroup() + 8;
    }

    @Override
    public long sizeBytesFor(int groupCount) {
        return super.sizeBytesFor(groupCount) + values.bytesHeld() + orders.bytesHeld();
    }
}
