/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.delta;

import io.quiver.exec.scan.parquet.ScanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.spark.column.ColumnView;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Function1;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * Has Delta's own function say which rows of a file are marked as deleted: it is run over batches of row indexes alone, as if
 * Spark's reader had read these. Filters above the scan then drop marked rows before the other columns are read.
 */
public final class MarkedRows implements ScanColumn.RowIndexFunction {
    private final RowIndexes indexes;
    private final Iterator<?> marked;
    private final int ordinal;

    private MarkedRows(RowIndexes indexes, Iterator<?> marked, int ordinal) {
        this.indexes = indexes;
        this.marked = marked;
        this.ordinal = ordinal;
    }

    /**
     * The column of marks in a file.
     *
     * @param stock Delta's function, which reads the file on stock Spark
     */
    public static ScanColumn column(
            PartitionedFile file, StructType requiredSchema, Function1<PartitionedFile, Iterator<InternalRow>> stock) {
        if (!DeltaFormat.hasVector(file)) {
            return new ScanColumn.Constant(0, ColumnType.BYTE);
        }
        RowIndexes indexes = new RowIndexes(requiredSchema.length());
        Iterator<?> marked = DeltaFormat.over(stock, new Reader(indexes)).apply(file);
        int ordinal = requiredSchema.fieldIndex(DeltaFormat.MARKS);
        return new ScanColumn.OfRowIndex(new MarkedRows(indexes, marked, ordinal), ColumnType.BYTE);
    }

    @Override
    public Column of(LongColumn rowIndexes) {
        indexes.current = rowIndexes;
        ColumnarBatch batch = (ColumnarBatch) marked.next();
        try (ColumnVector marks = batch.column(ordinal)) {
            int[] values = new int[rowIndexes.rowCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = marks.getByte(i);
            }
            return new IntColumn(ColumnType.BYTE, values.length, values, null);
        }
    }

    /** Returns batches all of whose columns are the indexes of the rows asked about. */
    private static final class RowIndexes extends AbstractIterator<Object> {
        private final ColumnVector[] columns;
        private LongColumn current = new LongColumn(ColumnType.LONG, 0, new long[0], null);

        RowIndexes(int columnCount) {
            columns = new ColumnVector[columnCount];
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Object next() {
            Arrays.fill(columns, new ColumnView(DataTypes.LongType, current));
            return new ColumnarBatch(columns, current.rowCount());
        }
    }

    /** Stands in for Spark's reader. */
    private static final class Reader extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>> {
        private final RowIndexes indexes;

        Reader(RowIndexes indexes) {
            this.indexes = indexes;
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"}) // readers of batches say that they give rows
        public Iterator<InternalRow> apply(PartitionedFile file) {
            return (Iterator) indexes;
        }
    }
}
