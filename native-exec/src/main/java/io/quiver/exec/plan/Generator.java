/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.Expression;
import java.util.List;

/** What makes rows of rows, as an immutable part of a plan. */
public sealed interface Generator {
    /** The foreign expression at {@code ordinal}; a row of which it makes none becomes one of nulls where it is outer. */
    record Foreign(int ordinal, boolean outer) implements Generator {}

    /** The elements of a collection, into which the host looks for the foreign expression at {@code ordinal}. */
    record Unnest(int ordinal, boolean outer, Expression collection) implements Generator {}

    /** Copies of all values but the first, a long that says how many. */
    record Replicate(List<Expression> countAndValues) implements Generator {
        public Replicate {
            if (countAndValues.isEmpty()) {
                throw new IllegalArgumentException("copies without a count");
            }
            countAndValues = List.copyOf(countAndValues);
        }
    }
}
