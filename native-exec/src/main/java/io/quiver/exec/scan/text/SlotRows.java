/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

/** The rows that hold a field's texts: lines, or elements within lines. */
public interface SlotRows {
    byte[] data();

    int rowCount();

    /** Returns the initial capacity in rows. */
    int capacity();

    /** Returns whether all texts are known to be ASCII. */
    boolean isAscii();

    /** Leaves the row's line to Spark's parser. */
    void setOdd(int row);

    boolean isOdd(int row);
}
