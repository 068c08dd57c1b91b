/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.expression.HostWork;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.List;

/** Wraps the host's states, which go over every row, and reports these rows to {@code work}. */
record CountedStates(ForeignAggregates.GroupStates host, HostWork work) implements ForeignAggregates.GroupStates {
    @Override
    public void update(Batch arguments, int[] groups) {
        work.hostRows(arguments.rowCount());
        host.update(arguments, groups);
    }

    @Override
    public void grow(int groupCount) {
        host.grow(groupCount);
    }

    @Override
    public void merge(Batch states, int[] groups) {
        host.merge(states, groups);
    }

    @Override
    public List<Column> output(int[] groups) {
        return host.output(groups);
    }

    @Override
    public List<Column> state(int[] groups) {
        return host.state(groups);
    }

    @Override
    public long sizeBytes() {
        return host.sizeBytes();
    }

    @Override
    public void close() {
        host.close();
    }
}
