/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.vector.Column;
import java.util.List;

/**
 * Reads collections, which are opaque to the executor: arrays, maps, arrays of structs. The host implements it. Stateless.
 */
public interface CollectionReader {
    /** Returns the number of elements of each row's collection, 0 for null. */
    int[] counts(Column collections);

    /**
     * Returns the columns of {@code count} elements: for each {@code i}, element {@code positions[i]} of the collection in
     * row {@code rows[i]}. All columns are null where the position is -1.
     */
    List<Column> elements(Column collections, int[] rows, int[] positions, int count);

    /**
     * Returns the place of the first element if the elements of all rows are adjacent in columns, {@code counts} of each row,
     * and nobody asks for an element's position in its row; else -1.
     */
    default int denseStart(Column collections, int[] counts) {
        return -1;
    }

    /**
     * Returns the columns of the elements in the places {@code [from, from + count)}. Call it only if there is a
     * {@link #denseStart}.
     */
    default List<Column> elements(Column collections, int from, int count) {
        throw new IllegalStateException("the elements do not stand one behind the other");
    }
}
