/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.Expression;
import java.util.List;

/** Makes rows of rows, as an immutable part of a plan. */
public sealed interface Generator {
    /** The foreign expression at {@code ordinal}. If outer, a row of which it makes none becomes one of nulls. */
    record Foreign(int ordinal, boolean outer) implements Generator {}

    /** The elements of a collection. The host looks into the collection for the foreign expression at {@code ordinal}. */
    record Unnest(int ordinal, boolean outer, Expression collection) implements Generator {}

    /** Copies of all values but the first, which is a long and says how many. */
    record Replicate(List<Expression> countAndValues) implements Generator {
        public Replicate {
            if (countAndValues.isEmpty()) {
                throw new IllegalArgumentException("copies without a count");
            }
            countAndValues = List.copyOf(countAndValues);
        }
    }
}
