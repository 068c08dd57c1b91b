/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;

/**
 * Marks scans whose batches are visible to user code. Each batch must have the rows of one batch of Spark's reader, however long.
 */
public final class StockBatches {
    private static final TreeNodeTag<Boolean> ASKED = new TreeNodeTag<>("quiver.stockBatches");

    private StockBatches() {}

    /** Whether the batches of the scan's reader can be kept. */
    public static boolean canKeep(FileSourceScanExec scan) {
        return scan.relation().fileFormat().getClass() == ParquetFileFormat.class;
    }

    public static void keep(FileSourceScanExec scan) {
        scan.setTagValue(ASKED, true);
    }

    public static boolean areAsked(FileSourceScanExec scan) {
        return scan.getTagValue(ASKED).isDefined();
    }
}
