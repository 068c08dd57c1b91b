/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.ColumnBuilder;

/** Runs Spark's own parser on lines that are not plain. An exception from it ends our reading of the file. */
public interface OddLines {
    /** Gets the first line of data before any other line, because some of Spark's parsers are set up by it. */
    void firstLine(byte[] data, int start, int end);

    /** Appends the rows of a line to the builders of the fields and returns their number. */
    int parse(byte[] data, int start, int end, ColumnBuilder[] fields);
}
