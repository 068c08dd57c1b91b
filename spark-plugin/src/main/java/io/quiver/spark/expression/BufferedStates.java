/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.expression.HostWork;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Keeps one buffer row per group. */
final class BufferedStates implements ForeignAggregates.GroupStates {
    /** Assumed size of a buffer; the objects inside Spark's buffers do not tell their size. */
    private static final long BYTES_PER_GROUP = 256;

    private final AggregateBuffer function;
    private final Supplier<AggregateBuffer> merging;
    private final HostWork work;
    private @Nullable AggregateBuffer merger;
    /** Size of one more value in a list, besides the bytes of a text: an object and its slot. */
    private static final long BYTES_PER_INPUT = 24;

    private long keptBytes;
    private final List<InternalRow> buffers = new ArrayList<>();
    private final BatchRow row;
    private final RowReader reader;

    /**
     * {@code merging} makes the same function with states as input and output, over the same buffer rows; {@code work} is told of
     * each row.
     */
    BufferedStates(AggregateBuffer function, Supplier<AggregateBuffer> merging, HostWork work) {
        this.function = function;
        this.merging = merging;
        this.work = work;
        row = new BatchRow(function.inputTypes());
        reader = new RowReader(function.outputTypes().toArray(new DataType[0]));
    }

    @Override
    public void update(Batch arguments, int[] groups) {
        work.hostRows(arguments.rowCount());
        add(function, row, arguments, groups);
    }

    /**
     * Converts the states in {@code columns} to Spark's, group by group, since the states of all groups may be larger than a
     * column. Merging checks whether the task should end.
     */
    static ForeignAggregates.GroupStates takeOver(
            ForeignAggregates.GroupStates columns, int groupCount, Supplier<ForeignAggregates.GroupStates> maker) {
        ForeignAggregates.GroupStates states = maker.get();
        states.grow(groupCount);
        for (int group = 0; group < groupCount; group++) {
            int[] one = {group};
            states.merge(new Batch(columns.state(one), 1), one);
        }
        return states;
    }

    @Override
    public void merge(Batch states, int[] groups) {
        AggregateBuffer merge = merger();
        add(merge, new BatchRow(merge.inputTypes()), states, groups);
    }

    private void add(AggregateBuffer taker, BatchRow view, Batch rows, int[] groups) {
        view.reset(rows);
        if (taker.keepsInputs()) {
            keptBytes += BYTES_PER_INPUT * rows.rowCount() + ByteBound.bytesOf(rows);
        }
        TaskContext task = TaskContext.get();
        for (int i = 0; i < rows.rowCount(); i++) {
            if (task != null) {
                task.killTaskIfInterrupted(); // what the user's functions do may take its time for each row
            }
            grow(groups[i] + 1);
            taker.add(buffers.get(groups[i]), view.at(i));
        }
    }

    private AggregateBuffer merger() {
        if (merger == null) {
            merger = merging.get();
        }
        return merger;
    }

    @Override
    public void grow(int groupCount) {
        while (buffers.size() < groupCount) {
            buffers.add(function.create());
        }
    }

    /** The number of groups, including those of the rows. */
    static int groupCount(int[] groups, int rowCount) {
        int last = -1;
        for (int i = 0; i < rowCount; i++) {
            last = Math.max(last, groups[i]);
        }
        return last + 1;
    }

    /** The buffer of an existing group. */
    InternalRow buffer(int group) {
        return buffers.get(group);
    }

    @Override
    public List<Column> output(int[] groups) {
        return read(function, reader, groups);
    }

    @Override
    public List<Column> state(int[] groups) {
        AggregateBuffer merge = merger();
        return read(merge, new RowReader(merge.outputTypes().toArray(new DataType[0])), groups);
    }

    private List<Column> read(AggregateBuffer giver, RowReader into, int[] groups) {
        Iterator<InternalRow> states =
                Arrays.stream(groups).mapToObj(buffers::get).iterator();
        Iterator<InternalRow> rows = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return states.hasNext();
            }

            @Override
            public InternalRow next() {
                return giver.output(states.next());
            }
        };
        return into.readAll(rows, groups.length).columns();
    }

    @Override
    public long sizeBytes() {
        return buffers.size() * BYTES_PER_GROUP + keptBytes;
    }

    @Override
    public void close() {
        buffers.clear();
        keptBytes = 0;
    }
}
