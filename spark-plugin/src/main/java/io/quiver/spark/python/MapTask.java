/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.SparkVectors;
import io.quiver.spark.compat.PythonRun;
import io.quiver.spark.compat.Scala;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.api.python.PythonEvalType;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataType$;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Runs a function over the batches of one partition. Source: {@code MapInBatchEvaluatorFactory} of Spark 4.1.3. */
final class MapTask extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<ColumnarBatch>>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PythonRun run;
    private final DataType[] inputTypes;
    private final DataType declared;
    private final DataType[] outputTypes;

    /** {@code declared}: the struct type of the rows that the function returns. */
    MapTask(PythonRun run, DataType[] inputTypes, DataType declared, DataType[] outputTypes) {
        this.run = run;
        this.inputTypes = inputTypes;
        this.declared = declared;
        this.outputTypes = outputTypes;
    }

    @Override
    public Iterator<ColumnarBatch> apply(Iterator<ColumnarBatch> input) {
        TaskContext context = TaskContext.get();
        SentRows sent = new SentRows(rows(input), inputTypes, true, false);
        Iterator<ColumnarBatch> given = PythonRunners.api().run(run, sent, context);
        boolean validates = PythonRunners.api().validatesSchema(SQLConf.get());
        return new StructBatches(given, outputTypes, validates ? this::check : type -> {});
    }

    private SentRows.Source rows(Iterator<ColumnarBatch> input) {
        SparkVectors vectors = new SparkVectors(inputTypes);
        return () -> {
            while (input.hasNext()) {
                Batch batch = vectors.read(input.next());
                if (batch.rowCount() > 0) {
                    return RowSlice.of(batch.owned().columns(), batch.rowCount());
                }
            }
            return null;
        };
    }

    private void check(DataType given) {
        if (!DataType$.MODULE$.equalsIgnoreCompatibleNullability(given, declared)) {
            throw RowFailure.raise(PythonRunners.api()
                    .typeMismatch(PythonEvalType.toString(run.evalType()), Scala.seqOf(declared), Scala.seqOf(given)));
        }
    }
}
