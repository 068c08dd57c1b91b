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
import org.apache.spark.sql.execution.python.ArrowPythonRunner;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;

/** Spark's runner of a function over groups, fed with columns. */
final class GroupRunner extends ArrowPythonRunner {
    private final PythonGroups groups;
    private final RecordBatches batches;

    GroupRunner(PythonRun run, PythonGroups groups, TaskContext context) {
        super(
                run.functions(),
                run.evalType(),
                run.offsets(),
                run.schema(),
                run.timeZone(),
                run.largeVarTypes(),
                run.conf(),
                run.metrics(),
                run.jobArtifacts(),
                run.session(),
                run.profiler());
        this.groups = groups;
        batches = new RecordBatches(this, groups);
        batches.closeWith(context);
    }

    @Override
    public BasePythonRunner<Iterator<InternalRow>, ColumnarBatch>.Writer newWriter(
            SparkEnv env,
            PythonWorker worker,
            Iterator<Iterator<InternalRow>> nothing,
            int partitionIndex,
            TaskContext context) {
        return new GroupWriter(this, groups, batches, env, worker, nothing, partitionIndex, context);
    }
}
