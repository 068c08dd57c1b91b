/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Runs one aggregate function on a buffer row of its own. One task thread. */
interface AggregateBuffer {
    /** The types of the input columns that it reads, by ordinal. */
    @Nullable
    DataType[] inputTypes();

    /** The types of the columns of {@link #output}. */
    List<DataType> outputTypes();

    /** A new buffer in the initial state. */
    InternalRow create();

    /** Updates or merges, depending on the phase; keeps no reference to {@code input}. */
    void add(InternalRow buffer, InternalRow input);

    /** Whether a buffer grows with each input. */
    default boolean keepsInputs() {
        return false;
    }

    /** The state columns or the result, depending on the phase; the next call may reuse the row. */
    InternalRow output(InternalRow buffer);
}
