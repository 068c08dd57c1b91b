/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import org.apache.parquet.column.ParquetProperties;

/**
 * The limits at which a page is full, and of the size of a dictionary. A page is full slightly before {@code pageBytes} of
 * values, measured without a dictionary, as in ColumnWriteStoreBase of parquet-mr 1.16. A row has one entry except in lists.
 */
public record ChunkBounds(int pageBytes, int pageRows, int pageEntries, int dictionaryBytes) {
    private static final float TOLERANCE = 0.1f;

    public static ChunkBounds of(ParquetProperties properties) {
        int tolerance = (int) (properties.getPageSizeThreshold() * TOLERANCE);
        int entries = Math.max(1, properties.getPageValueCountThreshold());
        return new ChunkBounds(
                Math.max(1, properties.getPageSizeThreshold() - tolerance),
                Math.max(1, Math.min(properties.getPageRowCountLimit(), entries)),
                entries,
                properties.getDictionaryPageSizeThreshold());
    }
}
