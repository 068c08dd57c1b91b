/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.ColumnBuilder;

/** Spark's own reading of the text of one value. */
public interface TextConverter {
    /** Appends the value of a text that does not stand for null. What it throws makes the line odd, before anything is appended. */
    void append(String text, ColumnBuilder values);
}
