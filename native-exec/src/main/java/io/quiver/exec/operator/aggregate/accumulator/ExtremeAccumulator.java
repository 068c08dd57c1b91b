/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.operator.aggregate.table.OrderCodes;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.WideColumn;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the least or the greatest value that is not null. NaN is above all numbers, -0.0 equals 0.0, text compares by
 * unsigned bytes; of equal values the first stays. State and result: the value. Source: Spark 4.1.3 {@code Min}, {@code Max},
 * {@code CodeGenerator.reassignIfGreater}.
 */
final class ExtremeAccumulator extends Accumulator {
    private final ColumnType type;
    private final boolean greatest;
    private final GroupValues values;
    /** By group: a long that orders as the value does, or its complement for the greatest. */
    private long[] orders = new long[0];

    private final OrderCodes scratch = new OrderCodes();

    ExtremeAccumulator(ColumnType type, boolean greatest) {
        if (type.kind() == ColumnType.Kind.OPAQUE) {
            throw new ExecutionException(ErrorCode.PLAN_UNSUPPORTED, "no order for " + type);
        }
        this.type = type;
        this.greatest = greatest;
        this.values = new GroupValues(type);
    }

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        Column column = arguments[0];
        values.read(column, rowCount);
        switch (type.physical()) {
            case BYTES -> updateBytes((BytesColumn) column, rowCount, groups);
            case WIDE -> updateWide((WideColumn) column, rowCount, groups);
            case BITS, INTS, LONGS, FLOATS, DOUBLES -> updateOrders(column, rowCount, groups);
        }
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        update(state, rowCount, groups);
    }

    private void updateOrders(Column column, int rowCount, int[] groups) {
        long[] order = orders(column, rowCount);
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            if (order[i] < orders[group] || !values.isPresent(group)) {
                orders[group] = order[i];
                values.set(group, column, i);
            }
        }
    }

    private long[] orders(Column column, int rowCount) {
        long[] out = scratch.of(column, rowCount);
        if (greatest) {
            for (int i = 0; i < rowCount; i++) {
                out[i] = ~out[i];
            }
        }
        return out;
    }

    private void updateWide(WideColumn column, int rowCount, int[] groups) {
        long[] high = column.high();
        long[] low = column.low();
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            int order = 0;
            if (values.isPresent(group)) {
                order = Long.compare(high[i], values.word(group));
                order = order != 0 ? order : Long.compareUnsigned(low[i], values.low(group));
            }
            if (!values.isPresent(group) || (greatest ? order > 0 : order < 0)) {
                values.set(group, column, i);
            }
        }
    }

    private void updateBytes(BytesColumn column, int rowCount, int[] groups) {
        byte[] data = column.data();
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            if (!values.isPresent(group)) {
                values.set(group, column, i);
                continue;
            }
            byte[] best = values.bytes(group);
            int order = Arrays.compareUnsigned(data, starts[i], starts[i] + lengths[i], best, 0, best.length);
            if (greatest ? order > 0 : order < 0) {
                values.set(group, column, i);
            }
        }
    }

    @Override
    public List<Column> state(int from, int count) {
        return List.of(result(from, count));
    }

    @Override
    public Column result(int from, int count) {
        return values.column(from, count);
    }

    @Override
    void resize(int newCapacity) {
        values.resize(newCapacity);
        orders = Arrays.copyOf(orders, newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return values.bytesPerGroup() + 8;
    }

    @Override
    public long sizeBytesFor(int groupCount) {
        return super.sizeBytesFor(groupCount) + values.bytesHeld();
    }
}
