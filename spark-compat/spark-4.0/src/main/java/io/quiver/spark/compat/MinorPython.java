/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.util.Objects;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.python.BaseArrowPythonRunner;
import org.apache.spark.sql.execution.python.BatchEvalPythonExec;
import org.apache.spark.sql.execution.python.EvalPythonExec;
import org.apache.spark.sql.execution.python.PythonUDFWithNamedArgumentsRunner;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.collection.immutable.Seq;

/** Runs Python functions with the runners of Spark 4.0. */
final class MinorPython implements PythonApi {
    @Override
    public Iterator<ColumnarBatch> run(PythonRun run, PythonInput input, TaskContext context) {
        BaseArrowPythonRunner runner =
                run.names() == null ? new TableRunner(run, input, context) : new ArgumentRunner(run, input, context);
        return compute(runner, context);
    }

    @Override
    public Iterator<byte[]> runPickled(PythonRun run, Iterator<byte[]> rows, TaskContext context) {
        return new PythonUDFWithNamedArgumentsRunner(
                        run.functions(),
                        run.evalType(),
                        arguments(run),
                        run.metrics(),
                        run.jobArtifacts(),
                        run.profiler())
                .compute(rows, context.partitionId(), context);
    }

    @Override
    public Iterator<byte[]> pickled(Iterator<InternalRow> rows, StructType schema, int rowsPerPickle) {
        return BatchEvalPythonExec.getInputIterator(rows, schema, rowsPerPickle);
    }

    @Override
    public Iterator<ColumnarBatch> runGroups(PythonRun run, PythonGroups groups, TaskContext context) {
        return compute(new GroupRunner(run, groups, context), context);
    }

    /** Passes the runner no rows: what it writes comes from its own input. */
    private static Iterator<ColumnarBatch> compute(BaseArrowPythonRunner runner, TaskContext context) {
        Iterator<Iterator<InternalRow>> nothing = Iterator$.MODULE$.empty();
        return runner.compute(nothing, context.partitionId(), context);
    }

    static EvalPythonExec.ArgumentMetadata[][] arguments(PythonRun run) {
        @Nullable String[][] names = Objects.requireNonNull(run.names());
        EvalPythonExec.ArgumentMetadata[][] arguments = new EvalPythonExec.ArgumentMetadata[names.length][];
        for (int f = 0; f < names.length; f++) {
            arguments[f] = new EvalPythonExec.ArgumentMetadata[names[f].length];
            for (int i = 0; i < names[f].length; i++) {
                arguments[f][i] = new EvalPythonExec.ArgumentMetadata(run.offsets()[f][i], Option.apply(names[f][i]));
            }
        }
        return arguments;
    }

    @Override
    public Option<String> logSession(SparkSession session) {
        return Option.empty(); // Spark 4.0 keeps nothing of what workers log
    }

    /** Spark 4.0 asserts: {@code ArrowEvalPythonEvaluatorFactory}. */
    @Override
    public Throwable typeMismatch(String function, Seq<DataType> declared, Seq<DataType> given) {
        return new AssertionError("assertion failed: Invalid schema from arrow-enabled Python UDTF: expected "
                + declared.mkString(", ") + ", got " + given.mkString(", "));
    }

    @Override
    public boolean expectsStoredTypes() {
        return false;
    }

    @Override
    public boolean takesColumns() {
        return false;
    }

    @Override
    public boolean validatesSchema(SQLConf conf) {
        return false;
    }
}
