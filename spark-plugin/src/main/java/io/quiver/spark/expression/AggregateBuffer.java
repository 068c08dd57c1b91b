/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** How one aggregate function works on a buffer row of its own. One task thread. */
interface AggregateBuffer {
    /** The types of the input columns it looks at, by ordinal. */
    @Nullable
    DataType[] inputTypes();

    /** The types of what {@link #output} gives. */
    List<DataType> outputTypes();

    /** A fresh buffer in the initial state. */
    InternalRow create();

    /** Updates or merges, as the phase has it; keeps nothing of {@code input}. */
    void add(InternalRow buffer, InternalRow input);

    /** Whether a buffer grows by each input. */
    default boolean keepsInputs() {
        return false;
    }

    /** The state columns or the result, as the phase has it; may be reused by the next call. */
    InternalRow output(InternalRow buffer);
}
