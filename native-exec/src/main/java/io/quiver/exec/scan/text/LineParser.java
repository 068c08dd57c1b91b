/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.List;

/** Finds the lines of a format in chunks, and takes them apart. One thread. */
public interface LineParser {
    /** The types of the columns. */
    List<ColumnType> types();

    void start(TextChunk chunk);

    /** Goes to the next line that has data; false where the chunk has no more. */
    boolean next();

    int lineStart();

    int lineEnd();

    /** The lines of the batch so far. */
    LineSlots slots();

    /** Adds the line to the batch, or says that it is odd. */
    void add();

    /** The columns of the batch; what they have in odd rows is of no account. */
    List<Column> columns();
}
