/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is computed per row, as an immutable tree. Compiled to an {@link Evaluator} before it runs. */
public sealed interface Expression {
    /** The type of the result. */
    ColumnType type();

    /** The input column at {@code ordinal}. */
    record FieldReference(int ordinal, ColumnType type) implements Expression {}

    /**
     * A constant. {@code value} is null or, by physical type: Boolean; Integer; Long; Float; Double; BigInteger
     * (unscaled, wide decimals); byte[].
     */
    record Literal(@Nullable Object value, ColumnType type) implements Expression {}

    /** A value known only when the task starts (a scalar subquery): the parameter at {@code ordinal}. */
    record Parameter(int ordinal, ColumnType type) implements Expression {}

    /** A function of the catalogue. */
    record Call(String function, EvaluationMode mode, List<Expression> arguments, ColumnType type)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** The value of the first clause whose condition is true, else {@code otherwise}; only the chosen one may fail. */
    record Conditional(List<Clause> clauses, Expression otherwise, ColumnType type) implements Expression {
        public Conditional {
            clauses = List.copyOf(clauses);
        }
    }

    /** One WHEN ... THEN ... of a {@link Conditional}. */
    record Clause(Expression condition, Expression value) {}

    /** Whether {@code value} equals one of {@code options} (literals, nulls allowed), with SQL's nulls. */
    record InList(Expression value, List<Literal> options) implements Expression {
        public InList {
            options = List.copyOf(options);
        }

        @Override
        public ColumnType type() {
            return ColumnType.BOOLEAN;
        }
    }

    /** An expression that only the host (Spark) can evaluate: the foreign expression at {@code ordinal}. */
    record Foreign(int ordinal, ColumnType type) implements Expression {}

    /** {@code vectorised}, and the foreign expression at {@code foreignOrdinal} for the batches it declines. */
    record Guard(Expression vectorised, int foreignOrdinal) implements Expression {
        @Override
        public ColumnType type() {
            return vectorised.type();
        }
    }
}
