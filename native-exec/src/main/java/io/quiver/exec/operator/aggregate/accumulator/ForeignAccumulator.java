/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.operator.host.ForeignAggregates.GroupStates;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.Arrays;
import java.util.List;

/** An aggregate function that the host computes. */
final class ForeignAccumulator extends Accumulator {
    private final GroupStates states;

    ForeignAccumulator(GroupStates states) {
        this.states = states;
    }

    @Override
    public void grow(int groupCount) {
        states.grow(groupCount);
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
        states.update(new Batch(Arrays.asList(arguments), rowCount), groups);
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        update(state, rowCount, groups);
    }

    @Override
    public void absorb(Column[] state, int rowCount, int[] groups) {
        states.merge(new Batch(Arrays.asList(state), rowCount), groups);
    }

    @Override
    public List<Column> state(int from, int count) {
        return states.state(range(from, count));
    }

    @Override
    public Column result(int from, int count) {
        return states.output(range(from, count)).get(0);
    }

    private static int[] range(int from, int count) {
        int[] groups = new int[count];
        Arrays.setAll(groups, i -> from + i);
        return groups;
    }

    @Override
    public List<Column> state(int[] groups) {
        return states.state(groups);
    }

    @Override
    public Column result(int[] groups) {
        return states.output(groups).get(0);
    }

    @Override
    void resize(int newCapacity) {}

    @Override
    int bytesPerGroup() {
        return 0;
    }

    @Override
    public long sizeBytesFor(int groupCount) {
        return states.sizeBytes();
    }

    @Override
    public void close() {
        states.close();
    }
}
