/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.python.BasePythonRunner;
import org.apache.spark.api.python.PythonWorker;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;

/** Spark's runner of a function over groups, fed with columns; it writes each group as a separate table. */
final class GroupRunner extends TableRunner {
    private final PythonGroups groups;

    GroupRunner(PythonRun run, PythonGroups groups, TaskContext context) {
        super(run, groups, context);
        this.groups = groups;
    }

    @Override
    public BasePythonRunner<Iterator<InternalRow>, ColumnarBatch>.Writer newWriter(
            SparkEnv env,
            PythonWorker worker,
            Iterator<Iterator<InternalRow>> nothing,
            int partitionIndex,
            TaskContext context) {
        return new GroupWriter(this, groups, env, worker, nothing, partitionIndex, context);
    }
}
