/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import io.quiver.exec.vector.Column;
import java.io.IOException;

/** Writes one field of the schema in a row group: a flat column, or the columns of a nested one. */
public interface FieldChunk {
    /** Adds the rows {@code [from, to)} of {@code column}. */
    void write(Column column, int from, int to) throws IOException;

    /** Returns the bytes gathered, including those of finished pages. */
    long bufferedBytes();

    /** Finishes the last pages and hands on the dictionaries. */
    void finish() throws IOException;
}
