/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import io.quiver.spark.scan.file.FallbackReport;
import io.quiver.spark.scan.file.FileBatches;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Sets our reader under a scan of CSV files, as {@code ParquetScanRdd} does under one of Parquet files. */
public final class CsvScanRdd {
    private CsvScanRdd() {}

    /**
     * The scan's rows in batches, read by us but for lines that are not plain.
     *
     * @param fallbacks hears of the splits that Spark's reader takes
     */
    public static RDD<ColumnarBatch> batches(FileSourceScanExec scan, FallbackReport fallbacks) {
        boolean isOurs = CsvReads.canRead(scan);
        DataType[] types = Stream.of(
                        CsvReadSettings.types(scan.requiredSchema()),
                        CsvReadSettings.types(scan.relation().partitionSchema()))
                .flatMap(part -> List.of(part).stream())
                .toArray(DataType[]::new);
        return FileBatches.ofRows(
                scan,
                stock -> new CsvReadFunction(stock, types, isOurs ? CsvReadSettings.of(scan, stock) : null, fallbacks));
    }
}
