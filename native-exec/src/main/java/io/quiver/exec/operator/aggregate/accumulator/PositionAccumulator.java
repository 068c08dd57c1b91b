/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the value of the first or the last row. Nulls count unless they are ignored. State: the value and whether it is set.
 * Source: Spark 4.1.3 {@code First}, {@code Last}.
 */
final class PositionAccumulator extends Accumulator {
    private final boolean last;
    private final boolean ignoreNulls;
    private final GroupValues values;
    private byte[] isSet = new byte[0];

    PositionAccumulator(ColumnType type, boolean last, boolean ignoreNulls) {
        this.last = last;
        this.ignoreNulls = ignoreNulls;
        this.values = new GroupValues(type);
    }

    @Override
    public boolean skipsNullArguments() {
        return ignoreNulls;
    }

    @Override
    public boolean skipsNullStates() {
        return false;
    }

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        take(arguments[0], null, rowCount, groups);
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        take(state[0], ((BooleanColumn) state[1]).trueRows(), rowCount, groups);
    }

    /** Takes the rows that are set. An unset row is ignored; its value is null. */
    private void take(Column column, long @Nullable [] setRows, int rowCount, int[] groups) {
        values.read(column, rowCount);
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            if (Bitmap.isSet(setRows, i) && (last || isSet[group] == 0)) {
                isSet[group] = 1;
                values.set(group, column, i);
            }
        }
    }

    @Override
    public List<Column> state(int from, int count) {
        return List.of(values.column(from, count), new BooleanColumn(count, Flags.bits(isSet, from, count), null));
    }

    @Override
    public Column result(int from, int count) {
        return values.column(from, count);
    }

    @Override
    void resize(int newCapacity) {
        values.resize(newCapacity);
        isSet = Arrays.copyOf(isSet, newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return values.bytesPerGroup() + 1;
    }

    @Override
    public long sizeBytesFor(int groupCount) {
        return super.sizeBytesFor(groupCount) + values.bytesHeld();
    }
}
