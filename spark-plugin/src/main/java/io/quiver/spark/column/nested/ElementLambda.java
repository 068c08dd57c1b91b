/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.LeafExpression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractPartialFunction;

/**
 * A lambda function that looks at nothing but its variables, over columns of these: Spark's generated code of its body, where Spark
 * interprets it for each element. One task thread.
 */
final class ElementLambda {
    private final Expression body;
    private final DataType[] variableTypes;
    private @Nullable UnsafeProjection projection;

    private ElementLambda(Expression body, DataType[] variableTypes) {
        this.body = body;
        this.variableTypes = variableTypes;
    }

    /** Empty where the function looks at more than its variables, or is not the same each time. */
    static Optional<ElementLambda> of(Expression function) {
        if (!(function instanceof LambdaFunction lambda) || !lambda.function().deterministic()) {
            return Optional.empty();
        }
        List<NamedLambdaVariable> variables = new ArrayList<>();
        for (Object argument : Scala.list(lambda.arguments())) {
            variables.add((NamedLambdaVariable) argument);
        }
        if (!isClosed(lambda.function(), variables)) {
            return Optional.empty();
        }
        DataType[] types = variables.stream().map(NamedLambdaVariable::dataType).toArray(DataType[]::new);
        return Optional.of(new ElementLambda(lambda.function().transform(new Bound(variables)), types));
    }

    private static boolean isClosed(Expression expression, List<NamedLambdaVariable> variables) {
        if (expression instanceof NamedLambdaVariable variable) {
            return position(variable, variables) >= 0;
        }
        if (expression instanceof CodegenFallback
                || (expression instanceof LeafExpression && !(expression instanceof Literal))) {
            return false;
        }
        return Scala.list(expression.children()).stream().allMatch(child -> isClosed(child, variables));
    }

    private static int position(NamedLambdaVariable variable, List<NamedLambdaVariable> variables) {
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).exprId().equals(variable.exprId())) {
                return i;
            }
        }
        return -1;
    }

    /** Puts references to columns in the place of variables. */
    private static final class Bound extends AbstractPartialFunction<Expression, Expression> {
        private final List<NamedLambdaVariable> variables;

        Bound(List<NamedLambdaVariable> variables) {
            this.variables = variables;
        }

        @Override
        public boolean isDefinedAt(Expression node) {
            return node instanceof NamedLambdaVariable;
        }

        @Override
        public Expression apply(Expression node) {
            NamedLambdaVariable variable = (NamedLambdaVariable) node;
            return new BoundReference(position(variable, variables), variable.dataType(), variable.nullable());
        }
    }

    int variableCount() {
        return variableTypes.length;
    }

    DataType resultType() {
        return body.dataType();
    }

    /** The body bound to its variables, which are columns of these types. */
    Expression body() {
        return body;
    }

    /** The values of the body; null where it fails, or Spark's generated code cannot be had. */
    @Nullable
    Column evaluate(List<Column> variables, int count) {
        ColumnType type = SparkTypes.columnType(body.dataType());
        ColumnBuilder out = ColumnBuilder.create(type, count);
        RowReader reader = new RowReader(new DataType[] {body.dataType()});
        BatchRow row = new BatchRow(variableTypes);
        row.reset(new Batch(variables, count));
        TaskContext task = TaskContext.get();
        try {
            if (projection == null) {
                projection = UnsafeProjection.create(Scala.seqOf(body));
                projection.initialize(TaskContext.getPartitionId());
            }
            for (int i = 0; i < count; i++) {
                if (task != null) {
                    task.killTaskIfInterrupted();
                }
                reader.append(out, 0, projection.apply(row.at(i)));
            }
        } catch (Exception e) {
            Cancellation.unlessEnded(e);
            return null;
        }
        return out.build();
    }
}
