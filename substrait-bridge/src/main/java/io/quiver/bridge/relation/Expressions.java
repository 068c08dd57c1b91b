/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;

/** Casts named expressions to expressions: in Java, Scala's trait is not an Expression. */
public final class Expressions {
    private Expressions() {}

    public static List<Expression> of(List<NamedExpression> named) {
        return named.stream().map(Expression.class::cast).toList();
    }
}
