/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import java.util.List;

/** The levels of a page that is being written: which entries have a value, and which of them begin what. */
interface PageLevels {
    /** Values and nulls. */
    int entryCount();

    int nullCount();

    /** About how many bytes the levels have. */
    int sizeBytes();

    /** The levels as in pages of version 1, each with its length before it; none where there is one level alone. */
    void writeLevels(PageBytes out);

    /** How many entries each repetition level has. */
    List<Long> repetitionHistogram();

    /** How many entries each definition level has. */
    List<Long> definitionHistogram();

    /** Begins the next page. */
    void clear();
}
