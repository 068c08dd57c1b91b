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

/** The condition of a join beyond its keys, over left columns followed by right columns. One thread's. */
final class JoinCondition {
    private final Evaluator evaluator;
    private final @Nullable BitSet references;

    JoinCondition(Expression condition, ExpressionCompiler compiler) {
        evaluator = compiler.compile(condition);
        BitSet found = new BitSet();
        references = collect(condition, found) ? found : null;
    }

    /** Whether the column is looked at, or may be. */
    boolean reads(int ordinal) {
        return references == null || references.get(ordinal);
    }

    /**
     * Of each pair whether it passes: true, not null.
     *
     * @throws io.quiver.exec.error.RowFailure where it fails at an active pair
     */
    long[] passing(Batch pairs, long @Nullable [] active) {
        return trueRows(evaluator.evaluate(pairs, active));
    }

    static long[] trueRows(Column column) {
        return ((BooleanColumn) column.flat()).trueRows();
    }

    /** Adds the columns that are referred to; false where the host evaluates a part, who may look at any column. */
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
