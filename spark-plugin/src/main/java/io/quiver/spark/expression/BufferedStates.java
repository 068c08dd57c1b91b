/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.operator.aggregate.ForeignAggregates;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/** One buffer row per group. */
final class BufferedStates implements ForeignAggregates.GroupStates {
    /** What a buffer is taken to need; the objects inside Spark's buffers do not tell their size. */
    private static final long BYTES_PER_GROUP = 256;

    private final AggregateBuffer function;
    private final List<InternalRow> buffers = new ArrayList<>();
    private final BatchRow row;
    private final RowReader reader;

    BufferedStates(AggregateBuffer function) {
        this.function = function;
        row = new BatchRow(function.inputTypes());
        reader = new RowReader(function.outputTypes().toArray(new DataType[0]));
    }

    @Override
    public void update(Batch arguments, int[] groups) {
        row.reset(arguments);
        for (int i = 0; i < arguments.rowCount(); i++) {
            grow(groups[i] + 1);
            function.add(buffers.get(groups[i]), row.at(i));
        }
    }

    @Override
    public void grow(int groupCount) {
        while (buffers.size() < groupCount) {
            buffers.add(function.create());
        }
    }

    @Override
    public List<Column> output(int from, int count) {
        Iterator<InternalRow> states = buffers.subList(from, from + count).iterator();
        Iterator<InternalRow> rows = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return states.hasNext();
            }

            @Override
            public InternalRow next() {
                return function.output(states.next());
            }
        };
        return reader.read(rows, count).columns();
    }

    @Override
    public long sizeBytes() {
        return buffers.size() * BYTES_PER_GROUP;
    }

    @Override
    public void close() {
        buffers.clear();
    }
}
