/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

/** What the places of a field's texts are counted by: lines, or elements in them. */
public interface SlotRows {
    byte[] data();

    int rowCount();

    /** How many rows there is room for at first. */
    int capacity();

    /** Whether all texts have been seen to be of ASCII characters alone. */
    boolean isAscii();

    /** Gives the row's line to Spark's parser. */
    void setOdd(int row);

    boolean isOdd(int row);
}
