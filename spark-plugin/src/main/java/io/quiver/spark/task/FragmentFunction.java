/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.FilterableSource;
import io.quiver.exec.operator.InStepSource;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.operator.host.SharedTables;
import io.quiver.exec.operator.join.JoinBuildTable;
import io.quiver.exec.operator.sort.SharedBound;
import io.quiver.exec.plan.CompiledPlan;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.SparkVectors;
import io.quiver.spark.exchange.BroadcastTables;
import io.quiver.spark.scan.PushedFilters;
import io.quiver.spark.translation.TaskFragment;
import io.quiver.spark.verify.Verification;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Runs a task's work on one partition: rows or batches of each input go through the compiled plan, and batches come out. Without
 * a program it only converts.
 */
public final class FragmentFunction implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * One input: the types of its columns, whether it comes in batches, and its metrics. A broadcast is the whole input;
     * otherwise the input is a partition. A scan that can drop rows has filters. {@code fromFiles}: rows that Spark's reader
     * reads from files are counted. {@code inStep}: an expression asks which file is being read, so the input must not run ahead.
     */
    public record Input(
            DataType[] types,
            boolean columnar,
            boolean fromFiles,
            FragmentMetrics.ForInput metrics,
            @Nullable Broadcast<Object> broadcast,
            @Nullable PushedFilters filters,
            boolean inStep)
            implements Serializable {}

    private final TaskFragment.@Nullable Program program;
    private final List<Input> inputs;
    private final DataType[] outputTypes;
    private final FragmentMetrics metrics;
    private final @Nullable Verification verification;

    public FragmentFunction(
            TaskFragment.@Nullable Program program,
            List<Input> inputs,
            DataType[] outputTypes,
            FragmentMetrics metrics,
            @Nullable Verification verification) {
        this.program = program;
        this.inputs = inputs;
        this.outputTypes = outputTypes;
        this.metrics = metrics;
        this.verification = verification;
    }

    DataType[] outputTypes() {
        return outputTypes;
    }

    /**
     * Opens the fragment over the {@code index}-th partition and returns its output batches, none of them empty. The time to
     * open it counts as time in the fragment: it compiles the plan, and waits for the tables of broadcasts.
     */
    BatchSource run(int index, List<Iterator<Object>> partitions) {
        long opened = System.nanoTime();
        BatchSource output =
                verification == null ? plain(index, partitions) : verified(verification, index, partitions);
        metrics.fragmentTime().add(System.nanoTime() - opened);
        return () -> {
            long start = System.nanoTime();
            Batch batch = output.next();
            metrics.fragmentTime().add(System.nanoTime() - start);
            return batch;
        };
    }

    private BatchSource plain(int index, List<Iterator<Object>> partitions) {
        List<BatchSource> sources = new ArrayList<>();
        int partition = 0;
        for (Input input : inputs) {
            sources.add(
                    input.broadcast() == null
                            ? counted(input, partitions.get(partition++))
                            : FragmentFunction::readAsTable);
        }
        return program == null
                ? sources.get(0)
                : TaskFragment.open(program, index, sources, metrics::forOperator, new SharedByTasks(program));
    }

    private BatchSource verified(Verification verification, int index, List<Iterator<Object>> partitions) {
        TaskFragment.Program verified = Objects.requireNonNull(program, "a conversion has nothing to verify");
        List<Iterator<Object>> watched = new ArrayList<>();
        for (Input input : inputs) {
            if (input.broadcast() == null) {
                watched.add(watched(input, partitions.get(watched.size())));
            }
        }
        return verification.run(index, watched, (batches, metered) -> {
            java.util.Iterator<BatchSource> next = batches.iterator();
            List<BatchSource> sources = new ArrayList<>();
            for (Input input : inputs) {
                if (input.broadcast() != null) {
                    sources.add(FragmentFunction::readAsTable);
                } else {
                    sources.add(metered ? counted(input, next.next()) : next.next());
                }
            }
            return openedAlone(
                    verified, index, sources, metered ? metrics::forOperator : operator -> OperatorMetrics.NONE);
        });
    }

    private BatchSource openedAlone(
            TaskFragment.Program program,
            int index,
            List<BatchSource> sources,
            IntFunction<OperatorMetrics> operatorMetrics) {
        // its rows are compared with those that stock operators make of this task's input: nothing is left out for
        // other tasks
        return TaskFragment.open(program, index, sources, operatorMetrics, ordinal -> table(program, ordinal));
    }

    private @Nullable JoinBuildTable table(TaskFragment.Program program, int ordinal) {
        Input input = inputs.get(ordinal);
        return input.broadcast() == null
                ? null
                : BroadcastTables.table(
                        input.broadcast(), input.types(), program, CompiledPlan.of(program.plan()), ordinal);
    }

    /** State that a task shares with the other tasks of its stage. */
    private final class SharedByTasks implements SharedTables {
        private final TaskFragment.Program program;

        SharedByTasks(TaskFragment.Program program) {
            this.program = program;
        }

        @Override
        public @Nullable JoinBuildTable table(int ordinal) {
            return FragmentFunction.this.table(program, ordinal);
        }

        @Override
        public @Nullable SharedBound bound(int operatorId) {
            return TopNBounds.of(metrics.fragmentTime().id(), operatorId);
        }
    }

    private static @Nullable Batch readAsTable() {
        throw new IllegalStateException("a broadcast is read as a table, not in batches");
    }

    private static BatchSource counted(Input input, Iterator<Object> partition) {
        PushedFilters filters = input.filters();
        if (filters != null) {
            FilteredInput source =
                    new FilteredInput(watched(input, partition), new SparkVectors(input.types()), filters);
            return new CountedFilteredInput(source, counted(input, (BatchSource) source));
        }
        BatchSource source = counted(input, input.columnar() ? batches(input, partition) : rows(input, partition));
        return input.inStep() ? (InStepSource) source::next : source;
    }

    private static BatchSource counted(Input input, BatchSource source) {
        FragmentMetrics.ForInput metrics = input.metrics();
        return () -> {
            long start = System.nanoTime();
            Batch batch = source.next();
            metrics.time().add(System.nanoTime() - start);
            if (batch != null) {
                metrics.rows().add(batch.rowCount());
                metrics.batches().add(1);
            }
            return batch;
        };
    }

    private record CountedFilteredInput(FilterableSource source, BatchSource counted) implements FilterableSource {
        @Override
        public void filterWith(RowFilter filter) {
            source.filterWith(filter);
        }

        @Override
        public @Nullable Batch next() {
            return counted.next();
        }
    }

    private static BatchSource batches(Input input, Iterator<Object> partition) {
        SparkVectors vectors = new SparkVectors(input.types());
        Iterator<Object> batches = watched(input, partition);
        return () -> batches.hasNext() ? vectors.read((ColumnarBatch) batches.next()) : null;
    }

    private static Iterator<Object> watched(Input input, Iterator<Object> batches) {
        return input.fromFiles() ? new WatchedScan(batches, input.metrics().rowsReadBySpark()) : batches;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static BatchSource rows(Input input, Iterator<Object> partition) {
        RowReader reader = new RowReader(input.types());
        java.util.Iterator<InternalRow> rows =
                CollectionConverters.asJava((Iterator<InternalRow>) (Iterator) partition);
        return () -> {
            Batch batch = reader.read(rows, Batch.TARGET_ROWS);
            return batch.rowCount() == 0 ? null : batch;
        };
    }
}
