/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.exec.scan.parquet.ParquetScan;

/** What came of opening a file. */
sealed interface OpenedFile {
    /** It is read by us. */
    record Ours(ParquetScan scan) implements OpenedFile {}

    /** Spark's reader takes it; the reason is for people and names no file. */
    record ForSpark(String reason) implements OpenedFile {}
}
