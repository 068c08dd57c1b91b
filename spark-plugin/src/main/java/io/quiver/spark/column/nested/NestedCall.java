/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** An expression as a function of columns, with the expressions that compute these columns: not always its children. */
record NestedCall(List<Expression> arguments, NestedFunction function) {
    NestedCall {
        arguments = List.copyOf(arguments);
    }

    static NestedCall of(Expression argument, NestedFunction function) {
        return new NestedCall(List.of(argument), function);
    }
}
