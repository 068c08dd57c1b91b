/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows from rows. One thread; all rows of a batch are made before the next batch starts. */
public interface Generation {
    /**
     * Some of the rows made from a batch, in order. Row {@code i} was made from row {@code sources[i]} of the batch and has
     * these {@code columns}. There is at least one row. {@code sources} may be empty if nobody asks for them.
     */
    record Rows(int[] sources, int rowCount, List<Column> columns) {
        public Rows {
            columns = List.copyOf(columns);
        }
    }

    /** Starts a batch, which stays valid until the next call of this method. */
    void start(Batch batch);

    /** Returns how many of the {@code rowCount} rows of the current batch the host's own code goes over, one by one. */
    default int hostRows(int rowCount) {
        return rowCount;
    }

    /**
     * Returns the next rows, up to {@code limit}; null once all rows of the batch are made. May throw what the host throws.
     */
    @Nullable
    Rows next(int limit);

    /** Returns the rows that follow all of the input, made from no row. Their {@code sources} do not matter. Called once. */
    default List<Rows> last() {
        return List.of();
    }

    /** Returns whether {@link #last} may have rows. */
    default boolean mayHaveLast() {
        return false;
    }
}
