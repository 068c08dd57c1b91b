/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Evaluates the condition of a join beyond its keys, over left columns followed by right columns. One thread. */
final class JoinCondition {
    private final Evaluator evaluator;
    private final @Nullable BitSet references;

    JoinCondition(Expression condition, ExpressionCompiler compiler) {
        evaluator = compiler.compile(condition);
        BitSet found = new BitSet();
        references = collect(condition, found) ? found : null;
    }

    /** Returns whether the condition may read the column. */
    boolean reads(int ordinal) {
        return references == null || references.get(ordinal);
    }

    /**
     * Returns one bit per pair: whether it passes, that is, the condition is true, not null.
     *
     * @throws io.quiver.exec.error.RowFailure where it fails at an active pair
     */
    long[] passing(Batch pairs, long @Nullable [] active) {
        return trueRows(evaluator.evaluate(pairs, active));
    }

    static long[] trueRows(Column column) {
        return ((BooleanColumn) column.flat()).trueRows();
    }

    /** Collects the referenced columns; false if the host evaluates a part, because it may read any column. */
    private static boolean collect(Expression expression, BitSet found) {
        if (expression instanceof Expression.FieldReference field) {
            found.set(field.ordinal());
            return true;
        }
        if (expression instanceof Expression.Call call) {
            return call.arguments().stream().allMatch(argument -> collect(argument, found));
        }
        if (expression instanceof Expression.InList inList) {
            return collect(inList.value(), found);
        }
        if (expression instanceof Expression.Conditional conditional) {
            return conditional.clauses().stream()
                            .allMatch(clause -> collect(clause.condition(), found) && collect(clause.value(), found))
                    && collect(conditional.otherwise(), found);
        }
        return expression instanceof Expression.Literal || expression instanceof Expression.Parameter;
    }
}
