/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.text;

import io.quiver.spark.scan.file.FallbackReport;
import io.quiver.spark.scan.file.FileBatches;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.collection.Iterator;

/** Puts Quiver's reader under a scan of files of lines, as {@code ParquetScanRdd} does for Parquet files. */
public final class TextScanRdd {
    private TextScanRdd() {}

    /**
     * The scan's rows in batches; Quiver reads all lines but those that are not plain.
     *
     * @param opener makes a replacement of Spark's function for a file, or null if Spark reads
     * @param fallbacks is told of the splits that Spark's reader takes
     */
    public static RDD<ColumnarBatch> batches(
            FileSourceScanExec scan,
            Function<Function1<PartitionedFile, Iterator<InternalRow>>, @Nullable TextOpener> opener,
            FallbackReport fallbacks) {
        DataType[] types = Stream.of(
                        types(scan.requiredSchema()), types(scan.relation().partitionSchema()))
                .flatMap(part -> List.of(part).stream())
                .toArray(DataType[]::new);
        return FileBatches.ofRows(scan, stock -> new TextReadFunction(stock, types, opener.apply(stock), fallbacks));
    }

    /** The types of a schema's fields. */
    public static DataType[] types(StructType schema) {
        return Stream.of(schema.fields()).map(StructField::dataType).toArray(DataType[]::new);
    }
}
