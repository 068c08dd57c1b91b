/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.csv;

import io.quiver.exec.scan.text.FieldReader;

/**
 * A column that is asked for.
 *
 * @param ordinal its place in the file, or {@link #NOT_IN_FILE} for one that is null in each plain line
 * @param values how its text is read
 */
public record CsvField(int ordinal, FieldReader values) {
    public static final int NOT_IN_FILE = -1;
}
