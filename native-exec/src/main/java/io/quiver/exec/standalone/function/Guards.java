/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.standard.StandardCatalog;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces Spark in a plan that runs without it. Each guarded expression has another one that computes row by row what its
 * kernels decline. Filled while a plan is read, unchanged afterwards.
 */
public final class Guards implements ForeignExpressions {
    private final List<Expression> exact = new ArrayList<>();

    Expression guard(Expression fast, Expression slow) {
        exact.add(slow);
        return new Expression.Guard(fast, exact.size() - 1);
    }

    @Override
    public Evaluator evaluator(int ordinal, ColumnType type) {
        return new ExpressionCompiler(StandardCatalog.get(), this, List.of()).compile(exact.get(ordinal));
    }
}
