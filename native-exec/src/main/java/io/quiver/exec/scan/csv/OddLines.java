/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.csv;

import io.quiver.exec.vector.ColumnBuilder;

/** Spark's own parser, for the lines that are not plain. What it throws ends our reading of the file. */
public interface OddLines {
    /** Takes the header, the first line of the file that is neither blank nor a comment. */
    void header(byte[] data, int start, int end);

    /** Hears of the first line of data before any other: Spark's parser is set up by it. */
    void firstLine(byte[] data, int start, int end);

    /** Appends the rows of a line, one or none, to the builders of the fields; returns how many there are. */
    int parse(byte[] data, int start, int end, ColumnBuilder[] fields);
}
