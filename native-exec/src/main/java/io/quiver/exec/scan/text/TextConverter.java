/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.ColumnBuilder;

/** Calls Spark's own code to read the text of one value. */
public interface TextConverter {
    /**
     * Appends the value of a text that does not stand for null. Any exception comes before something is appended and makes
     * the line odd.
     */
    void append(String text, ColumnBuilder values);
}
