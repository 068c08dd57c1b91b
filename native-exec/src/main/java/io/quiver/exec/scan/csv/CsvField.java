/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.csv;

import io.quiver.exec.scan.text.FieldReader;

/**
 * A requested column.
 *
 * @param ordinal its position in the file, or {@link #NOT_IN_FILE} for a column that is null in each plain line
 * @param values the reader of its text
 */
public record CsvField(int ordinal, FieldReader values) {
    public static final int NOT_IN_FILE = -1;
}
