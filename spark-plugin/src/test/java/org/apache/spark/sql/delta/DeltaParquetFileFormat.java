/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql.delta;

import io.quiver.spark.compat.Scala;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * Reads files as Delta Lake 4's format of this name does: a function around that of Spark's reader marks rows by their indexes.
 * What stands for a deletion vector marks every n-th row.
 */
public final class DeltaParquetFileFormat extends ParquetFileFormat {
    public static final String MARKS = "__delta_internal_is_row_deleted";
    public static final String VECTOR = "row_index_filter_id_encoded";

    private static final long serialVersionUID = 1L;

    private final boolean optimizationsEnabled;

    public DeltaParquetFileFormat(boolean optimizationsEnabled) {
        this.optimizationsEnabled = optimizationsEnabled;
    }

    public boolean optimizationsEnabled() {
        return optimizationsEnabled;
    }

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReaderWithPartitionValues(
            SparkSession session,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            Map<String, String> options,
            Configuration hadoopConf) {
        Function1<PartitionedFile, Iterator<InternalRow>> reader = super.buildReaderWithPartitionValues(
                session, dataSchema, partitionSchema, requiredSchema, filters, options, hadoopConf);
        if (!Arrays.asList(requiredSchema.fieldNames()).contains(MARKS)) {
            return reader;
        }
        int marks = requiredSchema.fieldIndex(MARKS);
        int rowIndexes = requiredSchema.fieldIndex(ParquetFileFormat.ROW_INDEX_TEMPORARY_COLUMN_NAME());
        return (Function1<PartitionedFile, Iterator<InternalRow>> & Serializable)
                file -> marked(file, reader.apply(file), marks, rowIndexes);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // rows, or batches that are said to be rows
    private Iterator<InternalRow> marked(PartitionedFile file, Iterator<?> read, int marks, int rowIndexes) {
        int each = Scala.optional(file.otherConstantMetadataColumnValues().get(VECTOR))
                .map(vector -> Integer.parseInt((String) vector))
                .orElse(Integer.MAX_VALUE);
        Iterator<Object> all = (Iterator<Object>) read;
        return (Iterator) all.map(new AbstractFunction1<Object, Object>() {
            @Override
            public Object apply(Object read) {
                return read instanceof ColumnarBatch batch
                        ? marked(batch, each, marks, rowIndexes)
                        : marked((InternalRow) read, each, marks, rowIndexes);
            }
        });
    }

    private static InternalRow marked(InternalRow read, int each, int marks, int rowIndexes) {
        InternalRow row = read.copy();
        row.setByte(marks, mark(row.getLong(rowIndexes), each));
        return row;
    }

    private static byte mark(long rowIndex, int each) {
        return (byte) (rowIndex % each == each - 1 ? 1 : 0);
    }

    private static ColumnarBatch marked(ColumnarBatch batch, int each, int marks, int rowIndexes) {
        OnHeapColumnVector marked = new OnHeapColumnVector(batch.numRows(), DataTypes.ByteType);
        for (int row = 0; row < batch.numRows(); row++) {
            marked.putByte(row, mark(batch.column(rowIndexes).getLong(row), each));
        }
        ColumnVector[] columns = new ColumnVector[batch.numCols()];
        Arrays.setAll(columns, ordinal -> ordinal == marks ? marked : batch.column(ordinal));
        return new ColumnarBatch(columns, batch.numRows());
    }
}
