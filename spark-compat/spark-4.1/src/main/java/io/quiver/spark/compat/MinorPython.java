/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.util.Objects;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.errors.QueryExecutionErrors;
import org.apache.spark.sql.execution.python.EvalPythonExec;
import org.apache.spark.sql.execution.python.RowInputArrowPythonRunner;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.collection.immutable.Seq;

/** Runs Python functions with the runners of Spark 4.1 and later minors, which have different constructors. */
final class MinorPython implements PythonApi {
    @Override
    public Iterator<ColumnarBatch> run(PythonRun run, PythonInput input, TaskContext context) {
        RowInputArrowPythonRunner runner =
                run.names() == null ? new TableRunner(run, input, context) : new ArgumentRunner(run, input, context);
        return compute(runner, context);
    }

    @Override
    public Iterator<byte[]> runPickled(PythonRun run, Iterator<byte[]> rows, TaskContext context) {
        return PickleRunner.of(run).compute(rows, context.partitionId(), context);
    }

    @Override
    public Iterator<byte[]> pickled(Iterator<InternalRow> rows, StructType schema, int rowsPerPickle) {
        return RowPickles.of(rows, schema, rowsPerPickle);
    }

    @Override
    public Iterator<ColumnarBatch> runGroups(PythonRun run, PythonGroups groups, TaskContext context) {
        return compute(new GroupRunner(run, groups, context), context);
    }

    /** Passes the runner no rows: what it writes comes from its own input. */
    private static Iterator<ColumnarBatch> compute(RowInputArrowPythonRunner runner, TaskContext context) {
        Iterator<Iterator<InternalRow>> nothing = Iterator$.MODULE$.empty();
        return runner.compute(nothing, context.partitionId(), context);
    }

    static EvalPythonExec.ArgumentMetadata[][] arguments(PythonRun run) {
        @Nullable String[][] names = Objects.requireNonNull(run.names());
        EvalPythonExec.ArgumentMetadata[][] arguments = new EvalPythonExec.ArgumentMetadata[names.length][];
        for (int f = 0; f < names.length; f++) {
            arguments[f] = new EvalPythonExec.ArgumentMetadata[names[f].length];
            for (int i = 0; i < names[f].length; i++) {
                arguments[f][i] =
                        new EvalPythonExec.ArgumentMetadata(run.offsets()[f][i], Option.apply(names[f][i]), false);
            }
        }
        return arguments;
    }

    @Override
    public Option<String> logSession(SparkSession session) {
        return session.sessionState().conf().pythonWorkerLoggingEnabled()
                ? Option.apply(session.sessionUUID())
                : Option.empty();
    }

    @Override
    public Throwable typeMismatch(String function, Seq<DataType> declared, Seq<DataType> given) {
        return QueryExecutionErrors.arrowDataTypeMismatchError(function, declared, given);
    }

    @Override
    public boolean expectsStoredTypes() {
        return true;
    }

    @Override
    public boolean takesColumns() {
        return SQLConf$.MODULE$.containsConfigKey("spark.sql.execution.arrow.pythonUDF.columnarInput.enabled");
    }

    @Override
    public boolean validatesSchema(SQLConf conf) {
        return conf.pysparkArrowValidateSchema();
    }
}
