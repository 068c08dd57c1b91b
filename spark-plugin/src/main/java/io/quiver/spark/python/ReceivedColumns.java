/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.SparkVectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * Converts the vectors of one record batch from Python to columns. Plain vectors are copied array by array. All others are read
 * through Spark's getters, which raise the same errors as on Spark if a vector has another type. One thread.
 */
final class ReceivedColumns {
    private final List<ColumnType> types;
    private final SparkVectors[] getters;
    private ColumnVector[] vectors = {};
    private @Nullable Column[] whole;
    private int rowCount;

    ReceivedColumns(DataType[] types) {
        this.types = SparkTypes.columnTypes(List.of(types));
        getters = new SparkVectors[types.length];
        whole = new Column[types.length];
        for (int i = 0; i < types.length; i++) {
            getters[i] = new SparkVectors(new DataType[] {types[i]});
        }
    }

    /** Moves to another record batch. Its vectors are read until the next one. */
    void reset(ColumnVector[] vectors, int rowCount) {
        this.vectors = vectors;
        this.rowCount = rowCount;
        whole = new Column[vectors.length];
    }

    int rowCount() {
        return rowCount;
    }

    /** Reads the rows {@code [from, from + count)}. */
    List<Column> rows(int from, int count) {
        List<Column> columns = new ArrayList<>(vectors.length);
        for (int i = 0; i < vectors.length; i++) {
            columns.add(
                    vectors[i] instanceof ArrowColumnVector arrow
                                    && PlainVectors.holds(types.get(i), arrow.getValueVector())
                            ? VectorColumns.read(types.get(i), arrow, from, count)
                            : slice(whole(i), from, count));
        }
        return columns;
    }

    private Column whole(int ordinal) {
        Column read = whole[ordinal];
        if (read == null) {
            ColumnarBatch alone = new ColumnarBatch(new ColumnVector[] {vectors[ordinal]}, rowCount);
            read = getters[ordinal].read(alone).column(0);
            whole[ordinal] = read;
        }
        return read;
    }

    private static Column slice(Column column, int from, int count) {
        return new Batch(List.of(column), column.rowCount())
                .slice(from, from + count)
                .column(0);
    }
}
