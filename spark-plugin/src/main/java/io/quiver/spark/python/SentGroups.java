/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.kernel.RunStarts;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.spark.compat.PythonGroups;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/** Sends sorted rows group by group. Source: {@code GroupedIterator} and {@code PandasGroupUtils} of Spark 4.1.3. */
final class SentGroups implements PythonGroups {
    private final BatchSource source;
    private final int[] keys;
    private final int[] columns;
    private final SentRows rows;
    private @Nullable RowSlice batch;
    private long[] starts = {};
    private Column @Nullable [] lastKeys;
    private int position;
    private boolean inGroup;
    private boolean isAtStart;

    /**
     * @param source batches sorted by their columns {@code keys}, which no scan will overwrite
     * @param columns the columns to send
     * @param inStruct whether they are sent as the fields of one struct
     */
    SentGroups(BatchSource source, int[] keys, int[] columns, DataType[] types, boolean inStruct) {
        this.source = source;
        this.keys = keys;
        this.columns = columns;
        rows = new SentRows(this::nextOfGroup, types, inStruct, false);
    }

    /** Whether there are rows left. */
    boolean hasRows() {
        while (batch == null || position == batch.count()) {
            Batch next = source.next();
            if (next == null) {
                return false;
            }
            if (next.rowCount() > 0) {
                look(next);
            }
        }
        return true;
    }

    private void look(Batch next) {
        int rowCount = next.rowCount();
        starts = Bitmap.zeros(rowCount);
        Column[] previous = lastKeys;
        Column[] last = new Column[keys.length];
        boolean isNew = previous == null;
        for (int k = 0; k < keys.length; k++) {
            Column key = next.column(keys[k]);
            RunStarts.mark(key, rowCount, starts);
            isNew = isNew || (previous != null && !RunStarts.equal(key.prefix(1).flat(), 0, previous[k], 0));
            last[k] = key.gather(new int[] {rowCount - 1}, 1).flat().owned();
        }
        if (isNew) {
            Bitmap.set(starts, 0);
        }
        lastKeys = last;
        List<Column> sent = new ArrayList<>(columns.length);
        for (int column : columns) {
            sent.add(next.column(column));
        }
        batch = RowSlice.of(sent, rowCount);
        position = 0;
    }

    /** The next contiguous rows of the group within a batch; null at the end of the group. */
    private @Nullable RowSlice nextOfGroup() {
        if (!inGroup || !hasRows() || batch == null) {
            return null;
        }
        if (!isAtStart && Bitmap.get(starts, position)) {
            inGroup = false;
            return null;
        }
        isAtStart = false;
        int end = position + 1;
        while (end < batch.count() && !Bitmap.get(starts, end)) {
            end++;
        }
        RowSlice slice = new RowSlice(batch.batch(), position, end - position);
        position = end;
        return slice;
    }

    @Override
    public boolean nextGroup() {
        inGroup = hasRows();
        isAtStart = inGroup;
        return inGroup;
    }

    @Override
    public boolean hasMoreOfGroup() {
        return rows.hasNext();
    }

    @Override
    public boolean isFilledInColumns(VectorSchemaRoot root) {
        return rows.isFilledInColumns(root);
    }

    @Override
    public boolean fill(VectorSchemaRoot root, int maxRows, long maxBytes) {
        return rows.fill(root, maxRows, maxBytes);
    }

    @Override
    public boolean isCut() {
        return rows.isCut();
    }

    @Override
    public Iterator<InternalRow> rows() {
        return rows.rows();
    }
}
