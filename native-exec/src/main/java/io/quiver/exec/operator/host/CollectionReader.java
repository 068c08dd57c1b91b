/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.vector.Column;
import java.util.List;

/** Looks into collections, which are opaque to the executor: arrays, maps, arrays of structs. The host's; no state. */
public interface CollectionReader {
    /** How many elements each row's collection has, 0 where it is null. */
    int[] counts(Column collections);

    /**
     * For each {@code i} below {@code count} the columns of element {@code positions[i]} of the collection in row {@code
     * rows[i]}; all null where the position is -1.
     */
    List<Column> elements(Column collections, int[] rows, int[] positions, int count);

    /**
     * The place at which the elements of all rows begin, where these stand in columns one behind the other, {@code counts} of each row, and
     * nobody asks where one is in its row; else -1.
     */
    default int denseStart(Column collections, int[] counts) {
        return -1;
    }

    /** The columns of the elements in the places {@code [from, from + count)}; only where there is a {@link #denseStart}. */
    default List<Column> elements(Column collections, int from, int count) {
        throw new IllegalStateException("the elements do not stand one behind the other");
    }
}
