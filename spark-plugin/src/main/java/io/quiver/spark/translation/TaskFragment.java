/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.translation;

import io.quiver.bridge.TranslatedFragment;
import io.quiver.bridge.expression.ForeignAggregate;
import io.quiver.bridge.expression.ForeignWindowFunction;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.SharedTables;
import io.quiver.exec.plan.CompiledPlan;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.LiteralValues;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.expression.QueryOrigins;
import io.quiver.spark.expression.SparkAggregates;
import io.quiver.spark.expression.SparkExpressions;
import io.quiver.spark.expression.SparkOperators;
import io.quiver.spark.expression.SparkWindows;
import io.quiver.spark.expression.TransientState;
import io.quiver.spark.memory.SparkTaskMemory;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** A translated fragment inside a task. */
public final class TaskFragment {
    private TaskFragment() {}

    /** The program sent to executors: the plan's bytes, Spark's expressions beside it, and the subqueries' results. */
    public record Program(
            byte[] plan,
            List<Expression> foreign,
            List<QueryOrigins> origins,
            List<ForeignAggregate> foreignAggregates,
            List<ForeignWindowFunction> foreignWindows,
            List<@Nullable Object> parameters)
            implements Serializable {
        /** Also runs on arrival: a record is deserialized through its constructor. */
        public Program {
            foreign = replaced(foreign, TransientState::restored);
            for (int i = 0; i < foreign.size(); i++) {
                origins.get(i).restore(foreign.get(i));
            }
            foreignAggregates = replaced(
                    foreignAggregates,
                    foreignAggregate -> new ForeignAggregate(
                            (AggregateExpression) TransientState.restored(foreignAggregate.aggregate()),
                            foreignAggregate.isRaw()));
            foreignWindows = replaced(
                    foreignWindows,
                    window -> new ForeignWindowFunction(TransientState.restored(window.function()), window.input()));
        }

        /** A list that can be serialized. */
        private static <T> List<T> replaced(List<T> items, UnaryOperator<T> each) {
            return items.stream().map(each).collect(Collectors.toCollection(ArrayList::new));
        }

        /** Runs on the driver, once the subqueries have their results. */
        public static Program of(TranslatedFragment fragment) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Expression parameter : fragment.parameters()) {
                values.add(LiteralValues.of(
                        parameter.eval(InternalRow.empty()), SparkTypes.columnType(parameter.dataType())));
            }
            return new Program(
                    fragment.plan(),
                    fragment.foreign(),
                    fragment.foreign().stream().map(QueryOrigins::of).toList(),
                    fragment.foreignAggregates(),
                    fragment.foreignWindows(),
                    values);
        }
    }

    /** Opens the fragment without metrics. */
    public static BatchSource open(Program program, List<BatchSource> inputs) {
        return open(program, TaskContext.getPartitionId(), inputs, operator -> OperatorMetrics.NONE, SharedTables.NONE);
    }

    /**
     * Opens the fragment in the running task. It is closed when its last row is out, or at the end of the task. Random values and
     * the partition's number are those of the fragment's own partition, which need not be the task's.
     */
    public static BatchSource open(
            Program program,
            int partition,
            List<BatchSource> inputs,
            IntFunction<OperatorMetrics> metrics,
            SharedTables tables) {
        TaskContext task = TaskContext.get();
        SparkTaskMemory memory = new SparkTaskMemory(task);
        Running running = new Running(memory);
        task.addTaskCompletionListener(running);
        running.operator = CompiledPlan.of(program.plan())
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
        return running;
    }

    /**
     * A fragment over one partition. A task may run many of them one after the other ({@code coalesce}), and keeps its listeners
     * to its end. Only this object remains of a fragment whose rows are out.
     */
    private static final class Running implements BatchSource, TaskCompletionListener {
        private final SparkTaskMemory memory;
        private @Nullable Operator operator;

        Running(SparkTaskMemory memory) {
            this.memory = memory;
        }

        @Override
        public @Nullable Batch next() {
            Operator root = operator;
            Batch batch = root == null ? null : memory.next(root);
            if (batch == null) {
                close();
            }
            return batch;
        }

        @Override
        public void onTaskCompletion(TaskContext ended) {
            close();
        }

        private void close() {
            Operator root = operator;
            operator = null;
            try (SparkTaskMemory closedLast = memory) {
                if (root != null) {
                    root.close();
                }
            }
        }
    }
}
