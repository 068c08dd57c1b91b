/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.spark.metric.RareMetrics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.jspecify.annotations.Nullable;

/** The SQL metrics of a fragment's nodes, for its tasks to add to. */
public record FragmentMetrics(SQLMetric fragmentTime, List<ForOperator> operators) implements Serializable {

    public static FragmentMetrics of(SparkPlan fragment, List<? extends SparkPlan> operators, RareMetrics rare) {
        List<ForOperator> each = new ArrayList<>();
        for (SparkPlan operator : operators) {
            each.add(new ForOperator(
                    operator.longMetric("numOutputRows"),
                    operator.longMetric("numOutputBatches"),
                    operator.longMetric("operatorTime"),
                    ofThoseThatHoldRows(operator, "peakMemory"),
                    ofThoseThatHoldRows(operator, "spillSize"),
                    rare.counter(operator.longMetric("declinedBatches")),
                    rare.counter(operator.longMetric("sparksRows"))));
        }
        return new FragmentMetrics(fragment.longMetric("fragmentTime"), each);
    }

    private static @Nullable SQLMetric ofThoseThatHoldRows(SparkPlan operator, String name) {
        return operator.metrics().contains(name) ? operator.longMetric(name) : null;
    }

    public static ForInput forInput(SparkPlan input, RareMetrics rare) {
        return new ForInput(
                input.longMetric("numOutputRows"),
                input.longMetric("numOutputBatches"),
                input.longMetric("inputTime"),
                rare.counter(input.longMetric("rowsReadBySpark")));
    }

    /** The metrics of one operator; a new object for each task, whose peak it tracks. */
    OperatorMetrics forOperator(int id) {
        return id < 0 || id >= operators.size() ? OperatorMetrics.NONE : new InTask(operators.get(id));
    }

    record ForInput(SQLMetric rows, SQLMetric batches, SQLMetric time, RareMetrics.Counter rowsReadBySpark)
            implements Serializable {}

    /** The peak and the spilled bytes are null if the operator keeps no rows. */
    record ForOperator(
            SQLMetric rows,
            SQLMetric batches,
            SQLMetric time,
            @Nullable SQLMetric peakMemory,
            @Nullable SQLMetric spilled,
            RareMetrics.Counter declinedBatches,
            RareMetrics.Counter sparksRows)
            implements Serializable {}

    private static final class InTask implements OperatorMetrics {
        private final ForOperator metrics;

        InTask(ForOperator metrics) {
            this.metrics = metrics;
        }

        @Override
        public void output(int rows) {
            metrics.rows().add(rows);
            metrics.batches().add(1);
        }

        @Override
        public void elapsed(long nanos) {
            metrics.time().add(nanos);
        }

        /** Keeps the task's maximum; Spark sums size metrics over tasks and shows the maximum beside the sum. */
        @Override
        public void peakMemory(long bytes) {
            SQLMetric peak = metrics.peakMemory();
            if (peak != null && bytes > peak.value()) {
                peak.set(bytes);
            }
        }

        @Override
        public void spilled(long bytes) {
            SQLMetric spilled = metrics.spilled();
            if (spilled != null) {
                spilled.add(bytes);
            }
        }

        @Override
        public void declined() {
            metrics.declinedBatches().add(1);
        }

        @Override
        public void hostRows(int rows) {
            metrics.sparksRows().add(rows);
        }
    }
}
