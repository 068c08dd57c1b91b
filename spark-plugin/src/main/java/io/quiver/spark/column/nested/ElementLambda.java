/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.Column;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.LeafExpression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractPartialFunction;

/**
 * Evaluates a lambda function over columns. Its variables come first, then the columns of rows that it reads. Spark interprets
 * the function for each element. One task thread.
 */
final class ElementLambda {
    private final Expression body;
    private final int variableCount;
    private final List<BoundReference> outer;
    private final List<DataType> columnTypes;
    private final HostExpressions host;
    private @Nullable Optional<ColumnProgram> program;

    private ElementLambda(
            Expression body,
            int variableCount,
            List<BoundReference> outer,
            List<DataType> columnTypes,
            HostExpressions host) {
        this.body = body;
        this.variableCount = variableCount;
        this.outer = outer;
        this.columnTypes = columnTypes;
        this.host = host;
    }

    /** Empty if the function is nondeterministic, or reads anything but columns, constants and variables. */
    static Optional<ElementLambda> of(Expression function, HostExpressions host) {
        if (!(function instanceof LambdaFunction lambda) || !lambda.function().deterministic()) {
            return Optional.empty();
        }
        Binding binding = new Binding();
        for (Object argument : Scala.list(lambda.arguments())) {
            binding.variables.add((NamedLambdaVariable) argument);
        }
        if (!binding.isClosed(lambda.function())) {
            return Optional.empty();
        }
        List<DataType> types = new ArrayList<>();
        binding.variables.forEach(variable -> types.add(variable.dataType()));
        binding.outer.forEach(reference -> types.add(reference.dataType()));
        return Optional.of(new ElementLambda(
                lambda.function().transform(binding), binding.variables.size(), binding.outer, types, host));
    }

    /** Replaces variables and references to row columns by references to columns. */
    private static final class Binding extends AbstractPartialFunction<Expression, Expression> {
        final List<NamedLambdaVariable> variables = new ArrayList<>();
        final List<BoundReference> outer = new ArrayList<>();
        private final Set<ExprId> inner = new HashSet<>();

        /** Whether the expression reads nothing else; collects the references. Variables of inner functions are left alone. */
        boolean isClosed(Expression expression) {
            if (expression instanceof LambdaFunction function) {
                Scala.list(function.arguments()).forEach(argument -> inner.add(argument.exprId()));
            }
            if (expression instanceof NamedLambdaVariable variable) {
                return position(variable) >= 0 || inner.contains(variable.exprId());
            }
            if (expression instanceof BoundReference reference) {
                if (outer(reference) < 0) {
                    outer.add(reference);
                }
                return true;
            }
            return (!(expression instanceof LeafExpression) || expression instanceof Literal)
                    && Scala.list(expression.children()).stream().allMatch(this::isClosed);
        }

        private int position(NamedLambdaVariable variable) {
            for (int i = 0; i < variables.size(); i++) {
                if (variables.get(i).exprId().equals(variable.exprId())) {
                    return i;
                }
            }
            return -1;
        }

        private int outer(BoundReference reference) {
            for (int i = 0; i < outer.size(); i++) {
                if (outer.get(i).ordinal() == reference.ordinal()) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public boolean isDefinedAt(Expression node) {
            return node instanceof BoundReference
                    || (node instanceof NamedLambdaVariable variable && position(variable) >= 0);
        }

        @Override
        public Expression apply(Expression node) {
            if (node instanceof NamedLambdaVariable variable) {
                return new BoundReference(position(variable), variable.dataType(), variable.nullable());
            }
            BoundReference reference = (BoundReference) node;
            return new BoundReference(variables.size() + outer(reference), reference.dataType(), reference.nullable());
        }
    }

    /** Whether kernels evaluate the whole body, except what they decline. */
    boolean isOfKernels() {
        return body instanceof BoundReference
                || program().map(ColumnProgram::isOfKernels).orElse(false);
    }

    private Optional<ColumnProgram> program() {
        Optional<ColumnProgram> made = program;
        if (made == null) {
            made = ColumnProgram.of(body, columnTypes, host);
            program = made;
        }
        return made;
    }

    int variableCount() {
        return variableCount;
    }

    /** The row columns that it reads: further arguments of a call after its own. */
    List<BoundReference> outer() {
        return outer;
    }

    DataType resultType() {
        return body.dataType();
    }

    /** The body, bound to its variables and then the row columns. */
    Expression body() {
        return body;
    }

    /** Evaluates the body. Values are unspecified where not {@code active}; null if the body fails or cannot be compiled. */
    @Nullable
    Column evaluate(List<Column> columns, int count, long @Nullable [] active) {
        if (body instanceof BoundReference same) {
            return columns.get(same.ordinal());
        }
        Optional<ColumnProgram> made = program();
        return made.isEmpty() ? null : made.get().evaluate(columns, count, active);
    }
}
