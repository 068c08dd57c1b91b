/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.ColumnBuilder;

/** Spark's own parser, for the lines that are not plain. What it throws ends our reading of the file. */
public interface OddLines {
    /** Hears of the first line of data before any other: some of Spark's parsers are set up by it. */
    void firstLine(byte[] data, int start, int end);

    /** Appends the rows of a line to the builders of the fields; returns how many there are. */
    int parse(byte[] data, int start, int end, ColumnBuilder[] fields);
}
