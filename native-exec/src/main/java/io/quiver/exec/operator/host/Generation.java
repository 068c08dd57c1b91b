/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of rows. One thread; the rows of a batch are made before the next one starts. */
public interface Generation {
    /**
     * Some of the rows made of a batch, in order: row {@code i} was made of row {@code sources[i]} of it and has these
     * {@code columns}. There is at least one. Where nobody asks for {@code sources}, there may be none.
     */
    record Rows(int[] sources, int rowCount, List<Column> columns) {
        public Rows {
            columns = List.copyOf(columns);
        }
    }

    /** Begins with the rows of a batch, which stays valid until the next call of this. */
    void start(Batch batch);

    /** How many of the {@code rowCount} rows of the batch begun last the host's own code goes over, one by one. */
    default int hostRows(int rowCount) {
        return rowCount;
    }

    /** The next rows, up to {@code limit} of them; null when all rows of the batch are made. May throw what the host throws. */
    @Nullable
    Rows next(int limit);

    /** The rows that come after all of the input, made of nothing: their {@code sources} do not matter. Called once. */
    default List<Rows> last() {
        return List.of();
    }

    /** Whether {@link #last} may have rows. */
    default boolean mayHaveLast() {
        return false;
    }
}
