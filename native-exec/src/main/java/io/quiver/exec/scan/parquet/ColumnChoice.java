/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

/** Whether a column of a file is read here. */
public sealed interface ColumnChoice permits ParquetColumnPlan, ColumnChoice.Refused {
    /** Not read here, and why in words for EXPLAIN. */
    record Refused(String reason) implements ColumnChoice {}
}
