/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.python.BatchEvalPythonExec;
import org.apache.spark.sql.execution.python.PythonUDFWithNamedArgumentsRunner;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import scala.collection.Iterator;

/** Spark's runner of functions over rows, and its pickles of them. */
final class PickleRunner {
    private PickleRunner() {}

    static PythonUDFWithNamedArgumentsRunner of(PythonRun run) {
        return new PythonUDFWithNamedArgumentsRunner(
                run.functions(),
                run.evalType(),
                MinorPython.arguments(run),
                run.metrics(),
                run.jobArtifacts(),
                run.session(),
                run.profiler());
    }

    static Iterator<byte[]> pickled(Iterator<InternalRow> rows, StructType schema, int rowsPerPickle) {
        return BatchEvalPythonExec.getInputIterator(
                rows, schema, rowsPerPickle, SQLConf.get().pysparkBinaryAsBytes());
    }
}
