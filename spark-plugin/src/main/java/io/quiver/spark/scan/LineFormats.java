/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.spark.scan.csv.CsvReadSettings;
import io.quiver.spark.scan.csv.CsvReads;
import io.quiver.spark.scan.file.Archives;
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

/** The line-based formats that Quiver's readers support. Spark reads their files as rows. */
public final class LineFormats {
    private LineFormats() {}

    /** Whether the scan's files have such a format. */
    public static boolean isOne(FileSourceScanExec scan) {
        return CsvReads.isCsv(scan) || JsonReads.isJson(scan);
    }

    /** Whether Quiver reads the scan's lines, except those that are not plain. */
    public static boolean canRead(FileSourceScanExec scan) {
        return isOne(scan) && refusal(scan).isEmpty();
    }

    /** Why Quiver reads no line of such a scan; empty if it may. */
    public static Optional<String> refusal(FileSourceScanExec scan) {
        return Archives.refusal().or(() -> CsvReads.isCsv(scan) ? CsvReads.refusal(scan) : JsonReads.refusal(scan));
    }

    /** The scan's rows in batches; {@code fallbacks} is told of the splits that Spark's reader takes. */
    public static RDD<ColumnarBatch> batches(FileSourceScanExec scan, FallbackReport fallbacks) {
        boolean isOurs = canRead(scan);
        return TextScanRdd.batches(scan, stock -> isOurs ? opener(scan, stock) : null, fallbacks);
    }

    /** Opens the scan's files in tasks; lines that are not plain go to Spark. */
    static TextOpener opener(FileSourceScanExec scan, Function1<?, ?> stock) {
        return CsvReads.isCsv(scan) ? CsvReadSettings.of(scan, stock) : JsonReadSettings.of(scan, stock);
    }
}
