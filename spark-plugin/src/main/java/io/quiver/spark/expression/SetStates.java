/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.kernel.hash.BytesInterner;
import io.quiver.exec.operator.aggregate.table.KeyCodes;
import io.quiver.exec.operator.host.ForeignAggregates.GroupStates;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.SparkTypes;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectSet;
import org.apache.spark.sql.types.ArrayType;

/**
 * Sets in Spark's own, which decide about the order of their elements. A value that a group has already is not handed on: it would change
 * nothing. Source: Spark 4.1.3 {@code CollectSet}.
 */
final class SetStates implements GroupStates {
    private final GroupStates sets;
    private final int argument;
    private final ValueCounts known = new ValueCounts();
    private final BytesInterner texts = new BytesInterner();
    private int[] ids = new int[0];

    /** The states of a function that this {@linkplain #takes takes}; {@code sets} are Spark's own. */
    SetStates(GroupStates sets, CollectSet function) {
        this.sets = sets;
        this.argument = ((BoundReference) function.child()).ordinal();
    }

    /** Whether its values are in a column of a type whose equality is that of bits. It may keep nulls since Spark 4.2 (RESPECT NULLS). */
    static boolean takes(CollectSet function) {
        return function.child() instanceof BoundReference reference
                && !((ArrayType) function.dataType()).containsNull()
                && isKnown(SparkTypes.columnType(reference.dataType()));
    }

    /** Each NaN is another element to Spark's sets. */
    private static boolean isKnown(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING -> true;
            case DECIMAL -> type.physical() == ColumnType.Physical.LONGS;
            case FLOAT, DOUBLE, BINARY, NULL, OPAQUE -> false;
        };
    }

    @Override
    public void update(Batch arguments, int[] groups) {
        int rowCount = arguments.rowCount();
        grow(BufferedStates.groupCount(groups, rowCount));
        Column column = arguments.column(argument).flat();
        if (column instanceof BytesColumn && !texts.hasRoomFor(rowCount, column)) {
            sets.update(arguments, groups);
            return;
        }
        long[] codes = codes(column, rowCount);
        int[] rows = new int[rowCount];
        int[] groupsOfRows = new int[rowCount];
        int count = 0;
        for (int row = 0; row < rowCount; row++) {
            if (!column.isNull(row) && known.add(groups[row], codes[row], 1)) {
                rows[count] = row;
                groupsOfRows[count++] = groups[row];
            }
        }
        if (count > 0) {
            sets.update(arguments.gather(rows, count), groupsOfRows);
        }
    }

    private long[] codes(Column column, int rowCount) {
        long[] codes = new long[rowCount];
        if (column instanceof BytesColumn bytes) {
            ids = ids.length < rowCount ? new int[rowCount] : ids;
            texts.intern(bytes, rowCount, ids, true);
            for (int i = 0; i < rowCount; i++) {
                codes[i] = ids[i];
            }
        } else {
            KeyCodes.encode(column, rowCount, codes);
        }
        return codes;
    }

    @Override
    public void grow(int groupCount) {
        sets.grow(groupCount);
    }

    @Override
    public void merge(Batch states, int[] groups) {
        sets.merge(states, groups);
    }

    @Override
    public List<Column> output(int[] groups) {
        return sets.output(groups);
    }

    @Override
    public List<Column> state(int[] groups) {
        return sets.state(groups);
    }

    @Override
    public long sizeBytes() {
        return sets.sizeBytes() + known.sizeBytes() + texts.sizeBytesAfter(0, 0);
    }

    @Override
    public void close() {
        sets.close();
    }
}
