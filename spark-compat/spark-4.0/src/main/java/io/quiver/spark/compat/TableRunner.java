/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.io.DataOutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.spark.TaskContext;
import org.apache.spark.api.python.PythonEvalType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.python.ArrowPythonRunner;
import scala.Option;
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
                profiler(run));
        batches = new RecordBatches(this, input);
        batches.closeWith(context);
    }

    /** Spark 4.0 profiles no functions from batches to batches: {@code MapInBatchEvaluatorFactory}. */
    private static Option<String> profiler(PythonRun run) {
        boolean isMap = run.evalType() == PythonEvalType.SQL_MAP_PANDAS_ITER_UDF()
                || run.evalType() == PythonEvalType.SQL_MAP_ARROW_ITER_UDF();
        return isMap ? Option.empty() : run.profiler();
    }

    final RecordBatches batches() {
        return batches;
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
