/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

/** The decision whether a column of a file is read here. */
public sealed interface ColumnChoice permits ParquetColumnPlan, ColumnChoice.Refused {
    /** The column is not read here; {@code reason} is text for EXPLAIN. */
    record Refused(String reason) implements ColumnChoice {}
}
