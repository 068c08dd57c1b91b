/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.bridge.ForeignWindowFunction;
import io.quiver.bridge.TranslatedFragment;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.ExecutionContext;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.join.SharedTables;
import io.quiver.exec.plan.CompiledPlan;
import io.quiver.spark.expression.SparkAggregates;
import io.quiver.spark.expression.SparkExpressions;
import io.quiver.spark.expression.SparkOperators;
import io.quiver.spark.expression.SparkWindows;
import io.quiver.spark.memory.SparkTaskMemory;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** A translated fragment inside a task. */
public final class TaskFragment {
    private TaskFragment() {}

    /** What travels to the executors: the plan's bytes, Spark's expressions beside it, and the subqueries' results. */
    public record Program(
            byte[] plan,
            List<Expression> foreign,
            List<AggregateExpression> foreignAggregates,
            List<ForeignWindowFunction> foreignWindows,
            List<@Nullable Object> parameters)
            implements Serializable {
        /** On the driver, after the subqueries have their results. */
        public static Program of(TranslatedFragment fragment) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Expression parameter : fragment.parameters()) {
                values.add(literalValue(parameter.eval(InternalRow.empty()), parameter));
            }
            return new Program(
                    fragment.plan(),
                    new ArrayList<>(fragment.foreign()),
                    new ArrayList<>(fragment.foreignAggregates()),
                    new ArrayList<>(fragment.foreignWindows()),
                    values);
        }

        /** A Catalyst value as the executor's literals hold it. */
        private static @Nullable Object literalValue(@Nullable Object value, Expression typed) {
            if (value instanceof UTF8String string) {
                return string.getBytes();
            }
            if (value instanceof Decimal decimal) {
                BigInteger unscaled = decimal.toJavaBigDecimal().unscaledValue();
                DecimalType type = (DecimalType) typed.dataType();
                return type.precision() <= Decimal.MAX_LONG_DIGITS() ? (Object) unscaled.longValueExact() : unscaled;
            }
            if (value instanceof Byte || value instanceof Short) {
                return ((Number) value).intValue();
            }
            return value;
        }
    }

    /** Opens the fragment in the running task, without metrics; it is closed at the task's end at the latest. */
    public static BatchSource open(Program program, List<BatchSource> inputs) {
        return open(program, TaskContext.getPartitionId(), inputs, operator -> OperatorMetrics.NONE, SharedTables.NONE);
    }

    /**
     * Opens the fragment in the running task; it is closed at the task's end at the latest. What depends on chance or on
     * the partition's number has that of the fragment's own partition, which need not be the task's.
     */
    public static BatchSource open(
            Program program,
            int partition,
            List<BatchSource> inputs,
            IntFunction<OperatorMetrics> metrics,
            SharedTables tables) {
        TaskContext task = TaskContext.get();
        SparkTaskMemory memory = new SparkTaskMemory(task);
        Operator operator = CompiledPlan.of(program.plan())
                .open(new ExecutionContext(
                        inputs,
                        new SparkExpressions(program.foreign(), partition),
                        new SparkAggregates(program.foreignAggregates()),
                        program.parameters(),
                        memory,
                        metrics,
                        new SparkOperators(program.foreign(), partition),
                        tables,
                        new SparkWindows(program.foreignWindows())));
        task.addTaskCompletionListener((TaskCompletionListener) ended -> operator.close());
        return () -> memory.next(operator);
    }
}
