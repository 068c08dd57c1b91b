/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.List;

/** Finds the lines of a format in chunks and parses them. One thread. */
public interface LineParser {
    /** Returns the types of the columns. */
    List<ColumnType> types();

    void start(TextChunk chunk);

    /** Moves to the next line that has data; false if the chunk has no more. */
    boolean next();

    int lineStart();

    int lineEnd();

    /** Returns the lines of the batch so far. */
    LineSlots slots();

    /** Adds the line to the batch, or marks it as odd. */
    void add();

    /** Returns the columns of the batch. Values of odd rows are arbitrary. */
    List<Column> columns();
}
