/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.function.Constant;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An immutable tree that says what to compute per row. It is compiled to an {@link Evaluator} before it runs. */
public sealed interface Expression {
    /** The type of the result. */
    ColumnType type();

    /** The direct subexpressions. */
    List<Expression> children();

    /** A copy of this expression over other children, in the order of {@link #children}. */
    Expression withChildren(List<Expression> children);

    /** Whether its evaluation can raise an error, decline a batch or need the host. */
    boolean mayFail(FunctionCatalog catalog);

    private static boolean anyMayFail(List<Expression> expressions, FunctionCatalog catalog) {
        return expressions.stream().anyMatch(expression -> expression.mayFail(catalog));
    }

    /** An expression without children: a column, a constant or a parameter. */
    sealed interface Leaf extends Expression {
        @Override
        default List<Expression> children() {
            return List.of();
        }

        @Override
        default Expression withChildren(List<Expression> children) {
            return this;
        }

        @Override
        default boolean mayFail(FunctionCatalog catalog) {
            return false;
        }
    }

    /** The input column at {@code ordinal}. */
    record FieldReference(int ordinal, ColumnType type) implements Leaf {}

    /**
     * A constant. {@code value} is null or, by physical type: Boolean; Integer; Long; Float; Double; BigInteger
     * (unscaled, wide decimals); byte[].
     */
    record Literal(@Nullable Object value, ColumnType type) implements Leaf {}

    /** A value known only when the task starts (a scalar subquery): the parameter at {@code ordinal}. */
    record Parameter(int ordinal, ColumnType type) implements Leaf {}

    /** A function of the catalogue. */
    record Call(String function, EvaluationMode mode, List<Expression> arguments, ColumnType type)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Expression> children() {
            return arguments;
        }

        @Override
        public Call withChildren(List<Expression> children) {
            return new Call(function, mode, children, type);
        }

        @Override
        public boolean mayFail(FunctionCatalog catalog) {
            return !catalog.isTotal(function, signature()) || anyMayFail(arguments, catalog);
        }

        private Signature signature() {
            List<Optional<Constant>> constants = arguments.stream()
                    .map(argument -> argument instanceof Literal literal
                            ? Optional.of(new Constant(literal.value()))
                            : Optional.<Constant>empty())
                    .toList();
            return new Signature(mode, arguments.stream().map(Expression::type).toList(), constants, type);
        }
    }

    /** The value of the first clause whose condition is true, else {@code otherwise}; only the chosen one may fail. */
    record Conditional(List<Clause> clauses, Expression otherwise, ColumnType type) implements Expression {
        public Conditional {
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<Expression> children() {
            List<Expression> children = new ArrayList<>();
            clauses.forEach(clause -> {
                children.add(clause.condition());
                children.add(clause.value());
            });
            children.add(otherwise);
            return children;
        }

        @Override
        public Conditional withChildren(List<Expression> children) {
            List<Clause> replaced = new ArrayList<>();
            for (int i = 0; i < clauses.size(); i++) {
                replaced.add(new Clause(children.get(2 * i), children.get(2 * i + 1)));
            }
            return new Conditional(replaced, children.get(children.size() - 1), type);
        }

        @Override
        public boolean mayFail(FunctionCatalog catalog) {
            return anyMayFail(children(), catalog);
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

        @Override
        public List<Expression> children() {
            return List.of(value);
        }

        @Override
        public InList withChildren(List<Expression> children) {
            return new InList(children.get(0), options);
        }

        @Override
        public boolean mayFail(FunctionCatalog catalog) {
            return value.mayFail(catalog);
        }
    }

    /** An expression that only the host (Spark) can evaluate: the foreign expression at {@code ordinal}. */
    record Foreign(int ordinal, ColumnType type) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of();
        }

        @Override
        public Foreign withChildren(List<Expression> children) {
            return this;
        }

        @Override
        public boolean mayFail(FunctionCatalog catalog) {
            return true;
        }
    }

    /** {@code vectorised}, and the foreign expression at {@code foreignOrdinal} for the batches it declines. */
    record Guard(Expression vectorised, int foreignOrdinal) implements Expression {
        @Override
        public ColumnType type() {
            return vectorised.type();
        }

        @Override
        public List<Expression> children() {
            return List.of(vectorised);
        }

        @Override
        public Guard withChildren(List<Expression> children) {
            return new Guard(children.get(0), foreignOrdinal);
        }

        @Override
        public boolean mayFail(FunctionCatalog catalog) {
            return true;
        }
    }
}
