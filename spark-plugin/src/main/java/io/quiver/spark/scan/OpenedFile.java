/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.exec.scan.parquet.ParquetScan;

/** The result of opening a file. */
sealed interface OpenedFile {
    /** Quiver reads the file. */
    record Ours(ParquetScan scan) implements OpenedFile {}

    /** Spark's reader reads the file; the reason is for people and does not name the file. */
    record ForSpark(String reason) implements OpenedFile {}
}
