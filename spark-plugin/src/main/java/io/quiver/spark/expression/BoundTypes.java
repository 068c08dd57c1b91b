/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.spark.compat.Scala;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Collects the types of the columns that bound expressions read, by ordinal; null where they do not read. */
final class BoundTypes {
    private @Nullable DataType[] types = {};

    private BoundTypes() {}

    static @Nullable DataType[] of(List<Expression> expressions) {
        BoundTypes found = new BoundTypes();
        expressions.forEach(found::collect);
        return found.types;
    }

    private void collect(Expression expression) {
        if (expression instanceof BoundReference reference) {
            if (reference.ordinal() >= types.length) {
                types = Arrays.copyOf(types, reference.ordinal() + 1);
            }
            types[reference.ordinal()] = reference.dataType();
        }
        for (Expression child : Scala.list(expression.children())) {
            collect(child);
        }
    }
}
