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
import org.apache.spark.sql.execution.python.ArrowPythonRunner;
import scala.collection.Iterator;

/** Spark's runner of a function over tables, fed with columns. */
class TableRunner extends ArrowPythonRunner {
    private final RecordBatches batches;

    TableRunner(PythonRun run, PythonInput input, TaskContext context) {
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
        batches = new RecordBatches(this, input);
        batches.closeWith(context);
    }

    final RecordBatches batches() {
        return batches;
    }

    /** Writes the data that a worker reads before the first record batch. */
    final void writeHead(DataOutputStream out) {
        handleMetadataBeforeExec(out);
        writeUDF(out);
    }

    @Override
    public final boolean writeNextBatchToArrowStream(
            VectorSchemaRoot root,
            ArrowStreamWriter writer,
            DataOutputStream out,
            Iterator<Iterator<InternalRow>> nothing) {
        return batches.writeNext(root, writer, out);
    }
}
