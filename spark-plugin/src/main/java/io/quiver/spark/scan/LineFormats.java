/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.spark.scan.csv.CsvReadSettings;
import io.quiver.spark.scan.csv.CsvReads;
import io.quiver.spark.scan.file.FallbackReport;
import io.quiver.spark.scan.json.JsonReadSettings;
import io.quiver.spark.scan.json.JsonReads;
import io.quiver.spark.scan.text.TextOpener;
import io.quiver.spark.scan.text.TextScanRdd;
import java.util.Optional;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Function1;

/** The formats of lines that readers of ours know. Spark reads their files as rows. */
public final class LineFormats {
    private LineFormats() {}

    /** Whether the scan's files are of such a format. */
    public static boolean isOne(FileSourceScanExec scan) {
        return CsvReads.isCsv(scan) || JsonReads.isJson(scan);
    }

    /** Whether the scan's lines are read by us, but for those that are not plain. */
    public static boolean canRead(FileSourceScanExec scan) {
        return isOne(scan) && refusal(scan).isEmpty();
    }

    /** Why no line of a scan of such a format is read by us; empty where lines may be. */
    public static Optional<String> refusal(FileSourceScanExec scan) {
        return CsvReads.isCsv(scan) ? CsvReads.refusal(scan) : JsonReads.refusal(scan);
    }

    /** The scan's rows in batches; {@code fallbacks} hears of the splits that Spark's reader takes. */
    public static RDD<ColumnarBatch> batches(FileSourceScanExec scan, FallbackReport fallbacks) {
        boolean isOurs = canRead(scan);
        return TextScanRdd.batches(scan, stock -> isOurs ? opener(scan, stock) : null, fallbacks);
    }

    /** What reads the scan's files in tasks, but for lines that are not plain. */
    static TextOpener opener(FileSourceScanExec scan, Function1<?, ?> stock) {
        return CsvReads.isCsv(scan) ? CsvReadSettings.of(scan, stock) : JsonReadSettings.of(scan, stock);
    }
}
