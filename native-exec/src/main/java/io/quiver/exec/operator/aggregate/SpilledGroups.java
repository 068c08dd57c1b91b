/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds groups and rows that did not fit in memory, divided by the hash of the keys: states of groups, and the rows that
 * follow them. Each level divides by another hash.
 */
final class SpilledGroups implements AutoCloseable {
    /** A part to aggregate: states of groups, then rows, and how many times it has been divided. */
    record Part(@Nullable BlockFile states, @Nullable BlockFile rows, int level) implements AutoCloseable {
        @Override
        public void close() {
            if (states != null) {
                states.close();
            }
            if (rows != null) {
                rows.close();
            }
        }
    }

    private final DividedRows states;
    private final DividedRows rows;
    private final OperatorMetrics metrics;
    private final Deque<Part> pending = new ArrayDeque<>();
    private int writtenLevel;

    SpilledGroups(
            TaskMemory.Account account, AggregateInput computed, List<Measure> measures, OperatorMetrics metrics) {
        int keyCount = computed.keyTypes().size();
        List<ColumnType> stateTypes = new ArrayList<>(computed.keyTypes());
        measures.forEach(measure -> stateTypes.addAll(measure.stateTypes()));
        this.states = new DividedRows(account, stateTypes, keyCount);
        this.rows = new DividedRows(account, computed.types(), keyCount);
        this.metrics = metrics;
    }

    /** Writes states of groups; all of one pass at one level. */
    void writeStates(Batch batch, int atLevel) {
        writtenLevel = atLevel;
        states.write(batch, atLevel);
    }

    /** Writes rows; all of one pass at one level, the same as the states. */
    void writeRows(Batch batch, int atLevel) {
        writtenLevel = atLevel;
        rows.write(batch, atLevel);
    }

    /** Ends the writing of a pass. Its parts are now pending, ahead of those of earlier passes. */
    void endPass() {
        @Nullable BlockFile[] stateFiles = states.finish(metrics);
        @Nullable BlockFile[] rowFiles = rows.finish(metrics);
        for (int i = 0; i < DividedRows.FILE_COUNT; i++) {
            if (stateFiles[i] != null || rowFiles[i] != null) {
                pending.push(new Part(stateFiles[i], rowFiles[i], writtenLevel));
            }
        }
    }

    /** The next part to aggregate, to be closed by the caller, or null. */
    @Nullable
    Part next() {
        return pending.poll();
    }

    @Override
    public void close() {
        try (DividedRows closedToo = states;
                DividedRows closedFirst = rows) {
            pending.forEach(Part::close);
            pending.clear();
        }
    }
}
