/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import java.util.List;

/** The levels of a page being written: which entries have a value, and which structures they begin. */
interface PageLevels {
    /** Returns the number of values and nulls. */
    int entryCount();

    int nullCount();

    /** Estimates the bytes of the levels. */
    int sizeBytes();

    /** Writes the levels as in pages of version 1, each kind after its length; nothing for a kind with only one level. */
    void writeLevels(PageBytes out);

    /** Returns the number of entries per repetition level. */
    List<Long> repetitionHistogram();

    /** Returns the number of entries per definition level. */
    List<Long> definitionHistogram();

    /** Starts the next page. */
    void clear();
}
