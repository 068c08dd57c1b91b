/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the host's own code of one operator report the rows that it goes over: {@link OperatorMetrics#hostRows}. */
public final class HostMeter {
    private HostMeter() {}

    /** Returns the same context with reporting for one operator. */
    public static ExecutionContext metered(ExecutionContext context, OperatorMetrics metrics) {
        if (metrics == OperatorMetrics.NONE) {
            return context;
        }
        return new ExecutionContext(
                context.inputs(),
                expressions(context.foreign(), metrics),
                aggregates(context.foreignAggregates(), metrics),
                context.parameters(),
                context.memory(),
                context.metrics(),
                new Operators(context.host(), metrics),
                context.tables(),
                windows(context.foreignWindows(), metrics));
    }

    private static ForeignExpressions expressions(ForeignExpressions host, OperatorMetrics metrics) {
        return new Expressions(host, metrics);
    }

    private static ForeignAggregates aggregates(ForeignAggregates host, OperatorMetrics metrics) {
        return (int ordinal, Phase phase) -> host.create(ordinal, phase, metrics);
    }

    private static ForeignWindows windows(ForeignWindows host, OperatorMetrics metrics) {
        return ordinal -> new Window(host.create(ordinal), metrics);
    }

    private record Expressions(ForeignExpressions host, OperatorMetrics metrics) implements ForeignExpressions {
        @Override
        public Evaluator evaluator(int ordinal, ColumnType type) {
            return host.evaluator(ordinal, type, metrics);
        }

        @Override
        public @Nullable Throwable failure(int ordinal, List<ColumnType> types, List<@Nullable Object> row) {
            return host.failure(ordinal, types, row);
        }
    }

    private record Window(ForeignWindows.ForeignWindow host, OperatorMetrics metrics)
            implements ForeignWindows.ForeignWindow {
        @Override
        public void initialize(int partitionRows) {
            host.initialize(partitionRows);
        }

        @Override
        public void update(Batch rows, int from, int to) {
            metrics.hostRows(to - from);
            host.update(rows, from, to);
        }

        @Override
        public void evaluate(ColumnBuilder out) {
            host.evaluate(out);
        }
    }

    private record Operators(HostOperators host, OperatorMetrics metrics) implements HostOperators {
        @Override
        public Generation generation(int ordinal, boolean outer) {
            return new Generated(host.generation(ordinal, outer), metrics);
        }

        @Override
        public CollectionReader collections(int ordinal) {
            return host.collections(ordinal);
        }

        @Override
        public RowSampler sampler(double lowerBound, double upperBound, boolean withReplacement, long seed) {
            return host.sampler(lowerBound, upperBound, withReplacement, seed);
        }
    }

    private record Generated(Generation host, OperatorMetrics metrics) implements Generation {
        @Override
        public void start(Batch batch) {
            host.start(batch);
            metrics.hostRows(host.hostRows(batch.rowCount()));
        }

        @Override
        public int hostRows(int rowCount) {
            return host.hostRows(rowCount);
        }

        @Override
        public @Nullable Rows next(int limit) {
            return host.next(limit);
        }

        @Override
        public List<Rows> last() {
            return host.last();
        }

        @Override
        public boolean mayHaveLast() {
            return host.mayHaveLast();
        }
    }
}
