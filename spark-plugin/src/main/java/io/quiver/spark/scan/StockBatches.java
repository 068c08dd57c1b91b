/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;

/** Scans whose batches somebody sees: each is to have the rows that one of Spark's reader has, however long these are. */
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
