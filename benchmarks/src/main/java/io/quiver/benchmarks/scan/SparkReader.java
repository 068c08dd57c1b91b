/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.execution.datasources.parquet.VectorizedParquetRecordReader;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;

/** Spark's vectorised reader, on-heap as by default. */
final class SparkReader implements ReaderUnderTest {
    @Override
    public Seen read(Path file, List<String> columns) throws IOException {
        long rows = 0;
        long sum = 0;
        try (VectorizedParquetRecordReader reader = new VectorizedParquetRecordReader(false, 4096)) {
            reader.initialize(file.toString(), columns);
            ColumnarBatch batch = reader.resultBatch();
            while (reader.nextBatch()) {
                rows += batch.numRows();
                for (int i = 0; i < batch.numCols(); i++) {
                    sum += sum(batch.column(i), batch.numRows());
                }
            }
        }
        return new Seen(rows, sum);
    }

    private static long sum(ColumnVector vector, int rows) {
        DataType type = vector.dataType();
        if (type == DataTypes.BinaryType || type == DataTypes.StringType) {
            return sumStrings(vector, rows);
        }
        boolean isInt = type == DataTypes.IntegerType
                || type == DataTypes.DateType
                || type instanceof DecimalType decimal && decimal.precision() <= 9;
        return isInt ? sumInts(vector, rows) : sumLongs(vector, rows);
    }

    private static long sumStrings(ColumnVector vector, int rows) {
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            if (!vector.isNullAt(row)) {
                UTF8String string = vector.getUTF8String(row);
                sum += string.numBytes() + string.getByte(0);
            }
        }
        return sum;
    }

    private static long sumInts(ColumnVector vector, int rows) {
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            if (!vector.isNullAt(row)) {
                sum += vector.getInt(row);
            }
        }
        return sum;
    }

    private static long sumLongs(ColumnVector vector, int rows) {
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            if (!vector.isNullAt(row)) {
                sum += vector.getLong(row);
            }
        }
        return sum;
    }
}
