/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/**
 * The number of rows of a query and a hash of all their bytes, for results that are too large to collect. The tasks that produce
 * the rows compute it. If order matters, rows and partitions must come in the same order.
 */
record RowDigest(long rowCount, long hash) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    static RowDigest of(Dataset<Row> frame, boolean ordered) {
        StructField[] fields = frame.schema().fields();
        DataType[] types = new DataType[fields.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = fields[i].dataType();
        }
        List<RowDigest> partitions = ((org.apache.spark.sql.classic.Dataset<Row>) frame)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions((FlatMapFunction<Iterator<InternalRow>, RowDigest>)
                        rows -> List.of(of(rows, types, ordered)).iterator())
                .collect();
        RowDigest whole = new RowDigest(0, 0);
        for (RowDigest partition : partitions) {
            whole = whole.followedBy(partition, ordered);
        }
        return whole;
    }

    private static RowDigest of(Iterator<InternalRow> rows, DataType[] types, boolean ordered) {
        UnsafeProjection projection = UnsafeProjection.create(types);
        long count = 0;
        long hash = 0;
        while (rows.hasNext()) {
            UnsafeRow row = projection.apply(rows.next());
            long ofRow = XXH64.hashUnsafeBytes(row.getBaseObject(), row.getBaseOffset(), row.getSizeInBytes(), 42);
            hash = ordered ? hash * FACTOR + ofRow : hash + ofRow;
            count++;
        }
        return new RowDigest(count, hash);
    }

    private RowDigest followedBy(RowDigest next, boolean ordered) {
        long before = ordered ? hash * power(next.rowCount) : hash;
        return new RowDigest(rowCount + next.rowCount, before + next.hash);
    }

    private static long power(long exponent) {
        long result = 1;
        long square = FACTOR;
        for (long left = exponent; left > 0; left >>= 1) {
            result *= (left & 1) == 0 ? 1 : square;
            square *= square;
        }
        return result;
    }
}
