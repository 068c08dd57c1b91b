/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.operator.aggregate.ForeignAggregates.GroupStates;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.Arrays;
import java.util.List;

/** An aggregate that the host computes. */
final class ForeignAccumulator extends Accumulator {
    private final GroupStates states;

    ForeignAccumulator(GroupStates states) {
        this.states = states;
    }

    @Override
    void grow(int groupCount) {
        states.grow(groupCount);
    }

    @Override
    boolean skipsNullArguments() {
        return false;
    }

    @Override
    boolean skipsNullStates() {
        return false;
    }

    @Override
    void update(Column[] arguments, int rowCount, int[] groups) {
        states.update(new Batch(Arrays.asList(arguments), rowCount), groups);
    }

    @Override
    void merge(Column[] state, int rowCount, int[] groups) {
        update(state, rowCount, groups);
    }

    @Override
    void restore(Column[] state, int rowCount, int[] groups) {
        states.merge(new Batch(Arrays.asList(state), rowCount), groups);
    }

    @Override
    List<Column> state(int from, int count) {
        return states.state(from, count);
    }

    @Override
    Column result(int from, int count) {
        return states.output(from, count).get(0);
    }

    @Override
    void resize(int newCapacity) {}

    @Override
    int bytesPerGroup() {
        return 0;
    }

    @Override
    long sizeBytesFor(int groupCount) {
        return states.sizeBytes();
    }

    @Override
    public void close() {
        states.close();
    }
}
