/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.operator.aggregate.accumulator.Accumulator;
import io.quiver.exec.operator.aggregate.accumulator.Accumulators;
import io.quiver.exec.operator.aggregate.accumulator.GroupHistogram;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;

/** Computes one aggregate function from values to results, over groups that the caller numbers. */
final class PartitionAggregate implements AutoCloseable {
    private final Accumulator accumulator;
    private final GroupHistogram histogram = new GroupHistogram();
    private final int groupCount;
    private int[] selection = new int[0];
    private int[] groupsOfSelection = new int[0];

    /** {@code measure} turns values into results and has no filter. */
    PartitionAggregate(Measure measure, int groupCount, ExecutionContext context) {
        this.groupCount = groupCount;
        accumulator = new Accumulators(groupCount == 1, histogram, context).create(measure);
        accumulator.grow(groupCount);
    }

    /**
     * Adds row {@code i} of the flat {@code arguments} to group {@code groups[i]}.
     *
     * @throws io.quiver.exec.error.RowFailure where Spark raises an error, or its behaviour is not known here
     */
    void update(Column[] arguments, int rowCount, int[] groups) {
        long[] wanted = null;
        if (accumulator.skipsNullArguments()) {
            for (Column argument : arguments) {
                wanted = Bitmap.and(wanted, argument.validity(), rowCount);
            }
        }
        if (wanted == null) {
            histogram.start(groups, groupCount);
            accumulator.update(arguments, rowCount, groups);
            return;
        }
        select(wanted, arguments, rowCount, groups);
    }

    private void select(long[] wanted, Column[] arguments, int rowCount, int[] groups) {
        if (selection.length < rowCount) {
            selection = new int[rowCount];
            groupsOfSelection = new int[rowCount];
        }
        int count = Bitmap.toSelection(wanted, rowCount, selection);
        if (count == 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            groupsOfSelection[i] = groups[selection[i]];
        }
        Column[] selected = new Column[arguments.length];
        for (int a = 0; a < arguments.length; a++) {
            selected[a] = arguments[a].gather(selection, count);
        }
        histogram.start(groupsOfSelection, groupCount);
        accumulator.update(selected, count, groupsOfSelection);
    }

    /** Returns the results of all groups. */
    Column results() {
        return accumulator.result(0, groupCount);
    }

    @Override
    public void close() {
        accumulator.close();
    }
}
