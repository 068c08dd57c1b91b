/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.io.DataOutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.python.ArrowPythonWithNamedArgumentRunner;
import scala.collection.Iterator;

/** Spark's runner of functions over columns, fed with columns. */
final class ArgumentRunner extends ArrowPythonWithNamedArgumentRunner {
    private final RecordBatches batches;

    /** The settings contain the profiler. */
    ArgumentRunner(PythonRun run, PythonInput input, TaskContext context) {
        super(
                run.functions(),
                run.evalType(),
                MinorPython.arguments(run),
                run.schema(),
                run.timeZone(),
                run.largeVarTypes(),
                run.conf(),
                run.metrics(),
                run.jobArtifacts(),
                run.session());
        batches = new RecordBatches(this, input);
        batches.closeWith(context);
    }

    @Override
    public boolean writeNextBatchToArrowStream(
            VectorSchemaRoot root,
            ArrowStreamWriter writer,
            DataOutputStream out,
            Iterator<Iterator<InternalRow>> nothing) {
        return batches.writeNext(root, writer, out);
    }
}
