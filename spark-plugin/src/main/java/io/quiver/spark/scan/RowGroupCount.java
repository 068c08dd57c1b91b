/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import org.apache.spark.TaskContext;
import org.apache.spark.util.AccumulatorV2;
import scala.Option;

/**
 * Tells an accumulator of the user's how many row groups a file is read of, as {@code SpecificParquetRecordReaderBase} of Spark
 * 4.1 does: it is the task's last one, known by the name of its class. Spark's suites see by it what was pruned.
 */
final class RowGroupCount {
    private static final String ACCUMULATOR = "NumRowGroupsAcc";

    private RowGroupCount() {}

    static void add(int rowGroups) {
        TaskContext task = TaskContext.get();
        if (task == null) {
            return;
        }
        task.taskMetrics().withExternalAccums(accumulators -> {
            Option<AccumulatorV2<?, ?>> last = accumulators.lastOption();
            if (last.isDefined() && last.get().getClass().getSimpleName().equals(ACCUMULATOR)) {
                counter(last.get()).add(rowGroups);
            }
            return null;
        });
    }

    @SuppressWarnings("unchecked") // an accumulator of that name counts integers
    private static AccumulatorV2<Integer, Integer> counter(AccumulatorV2<?, ?> accumulator) {
        return (AccumulatorV2<Integer, Integer>) accumulator;
    }
}
