/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Arrays;
import java.util.List;

/**
 * Combines the bits of all integers that are not null. State and result: the value. Source: Spark 4.1.3 {@code BitAggregate}.
 */
final class BitsAccumulator extends Accumulator {
    /** How two integers are combined. */
    enum Operation {
        AND,
        OR,
        XOR;

        long of(long left, long right) {
            return switch (this) {
                case AND -> left & right;
                case OR -> left | right;
                case XOR -> left ^ right;
            };
        }
    }

    private final ColumnType type;
    private final Operation operation;
    private final Seen seen = new Seen();
    private long[] values = new long[0];

    BitsAccumulator(ColumnType type, Operation operation) {
        this.type = type;
        this.operation = operation;
    }

    @Override
    void groupsAre(int groupCount) {
        seen.grow(groupCount);
    }

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        long[] longs = arguments[0] instanceof LongColumn column ? column.values() : null;
        int[] ints = arguments[0] instanceof IntColumn column ? column.values() : null;
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            long value = longs != null ? longs[i] : ints == null ? 0 : ints[i];
            values[group] = seen.get(group) ? operation.of(values[group], value) : value;
            seen.mark(group);
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
        if (type.physical() == ColumnType.Physical.LONGS) {
            return new LongColumn(
                    type, count, Arrays.copyOfRange(values, from, from + count), seen.validity(from, count));
        }
        int[] ints = new int[count];
        for (int i = 0; i < count; i++) {
            ints[i] = (int) values[from + i];
        }
        return new IntColumn(type, count, ints, seen.validity(from, count));
    }

    @Override
    void resize(int newCapacity) {
        values = Arrays.copyOf(values, newCapacity);
        seen.resize(newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return 9;
    }
}
