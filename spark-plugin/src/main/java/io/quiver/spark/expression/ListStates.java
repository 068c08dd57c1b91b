/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.operator.host.ForeignAggregates.GroupStates;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeForm;
import io.quiver.spark.column.nested.CollectedLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectList;
import org.apache.spark.sql.types.ArrayType;
import org.jspecify.annotations.Nullable;

/**
 * Collects the non-null values of groups in order, in one column with the group of each value. Arrays are made once all values
 * are there. States have Spark's form. Source: Spark 4.1.3 {@code Collect}, {@code CollectList}.
 */
final class ListStates implements GroupStates {
    private static final int MIN_CAPACITY = 1024;
    /** The byte strings of one column must fit in one array. */
    private static final long MAX_COLUMN_BYTES = 1L << 30;

    private final Phase phase;
    private final int argument;
    private final CollectedLists lists;
    private final ColumnBuilder builder;
    private final long maxColumnBytes;
    /** Values before those in the builder, in columns of the maximum size. */
    private final List<Column> earlier = new ArrayList<>();

    private long earlierBytes;
    private int[] groups = new int[MIN_CAPACITY];
    private int size;
    private int groupCount;
    /** Set once output has begun: all values in a few columns, and the places of each group's values. */
    private @Nullable ValueColumns values;

    private PlacesByGroup byGroup = PlacesByGroup.of(groups, 0, 0);

    /** Creates states of a function that this {@linkplain #takes takes}. */
    ListStates(CollectList function, Phase phase) {
        this(function, phase, MAX_COLUMN_BYTES);
    }

    /** Limits columns to about {@code maxColumnBytes}. */
    ListStates(CollectList function, Phase phase, long maxColumnBytes) {
        this.phase = phase;
        this.maxColumnBytes = maxColumnBytes;
        this.argument = ((BoundReference) function.child()).ordinal();
        this.lists = new CollectedLists((ArrayType) function.dataType());
        this.builder =
                ColumnBuilder.create(SparkTypes.columnType(function.child().dataType()), 0);
    }

    /** Whether its values are a column of a supported type. Since Spark 4.2 the function may keep nulls (RESPECT NULLS). */
    static boolean takes(CollectList function) {
        return function.child() instanceof BoundReference reference
                && !((ArrayType) function.dataType()).containsNull()
                && UnsafeForm.takesElements(SparkTypes.columnType(reference.dataType()));
    }

    @Override
    public void update(Batch arguments, int[] groupOfRow) {
        grow(BufferedStates.groupCount(groupOfRow, arguments.rowCount()));
        if (phase.readsState()) {
            merge(arguments, groupOfRow);
            return;
        }
        Column column = arguments.column(argument).flat();
        int[] rows = new int[arguments.rowCount()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (!column.isNull(row)) {
                rows[count++] = row;
            }
        }
        reserve(count, column);
        for (int i = 0; i < count; i++) {
            groups[size++] = groupOfRow[rows[i]];
        }
        builder.appendRows(column, rows, 0, count);
    }

    private void reserve(int more, Column column) {
        if (values != null) {
            throw new IllegalStateException("values come after lists were made");
        }
        if (builder.appendedBytes() > 0 && builder.appendedBytes() + ColumnBuilder.bytesOf(column) > maxColumnBytes) {
            earlierBytes += builder.sizeBytes();
            earlier.add(builder.build());
        }
        if (size + more > groups.length) {
            groups = Arrays.copyOf(groups, Math.max(size + more, 2 * groups.length));
        }
    }

    @Override
    public void grow(int newGroupCount) {
        groupCount = Math.max(groupCount, newGroupCount);
    }

    @Override
    public void merge(Batch states, int[] groupOfRow) {
        grow(BufferedStates.groupCount(groupOfRow, states.rowCount()));
        CollectedLists.Elements elements = lists.read(states.column(0).flat());
        int count = elements.column().rowCount();
        reserve(count, elements.column());
        for (int i = 0; i < count; i++) {
            groups[size++] = groupOfRow[elements.rows()[i]];
        }
        builder.appendPrefix(elements.column(), count);
    }

    @Override
    public List<Column> output(int[] wanted) {
        return phase.writesState() ? state(wanted) : List.of(made(wanted));
    }

    @Override
    public List<Column> state(int[] wanted) {
        return List.of(lists.write(made(wanted)));
    }

    /** Makes the lists of these groups. */
    private Column made(int[] wanted) {
        ValueColumns all = values;
        if (all == null) {
            byGroup = PlacesByGroup.of(groups, size, groupCount);
            earlier.add(builder.build());
            all = new ValueColumns(earlier);
            values = all;
        }
        int[] starts = byGroup.starts();
        int[] listStarts = new int[wanted.length];
        int[] lengths = new int[wanted.length];
        int valueCount = 0;
        for (int i = 0; i < wanted.length; i++) {
            listStarts[i] = valueCount;
            lengths[i] = starts[wanted[i] + 1] - starts[wanted[i]];
            valueCount = Math.addExact(valueCount, lengths[i]);
        }
        int[] rows = new int[valueCount];
        for (int i = 0; i < wanted.length; i++) {
            System.arraycopy(byGroup.places(), starts[wanted[i]], rows, listStarts[i], lengths[i]);
        }
        return lists.of(all.gather(rows, valueCount), listStarts, lengths);
    }

    /** The size of the values, and of the lists' bookkeeping that output needs. */
    @Override
    public long sizeBytes() {
        return earlierBytes + builder.sizeBytes() + 8L * groups.length + 8L * groupCount;
    }

    @Override
    public void close() {}
}
