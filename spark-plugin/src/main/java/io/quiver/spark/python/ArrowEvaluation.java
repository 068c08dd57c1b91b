/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.error.RowFailure;
import io.quiver.spark.compat.PythonRun;
import io.quiver.spark.compat.Scala;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataType$;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/** Evaluates functions over pandas series and Arrow arrays. Source: {@code ArrowEvalPythonEvaluatorFactory} of Spark 4.1.3. */
final class ArrowEvaluation implements EvaluationTask.Evaluation {
    private static final long serialVersionUID = 1L;

    private final PythonRun run;
    private final DataType[] sentTypes;
    private final Seq<DataType> declaredTypes;
    private final boolean isSentInBatches;

    /** {@code isSentInBatches}: whether each batch of the input is one record batch. */
    ArrowEvaluation(PythonRun run, DataType[] sentTypes, DataType[] resultTypes, boolean isSentInBatches) {
        this.run = run;
        this.sentTypes = sentTypes;
        this.isSentInBatches = isSentInBatches;
        declaredTypes =
                PythonRunners.api().expectsStoredTypes() ? StoredTypes.of(resultTypes) : Scala.seqOf(resultTypes);
    }

    @Override
    public Iterator<ColumnarBatch> start(SentRows.Source rows, TaskContext context) {
        SentRows sent = new SentRows(rows, sentTypes, false, isSentInBatches);
        return PythonRunners.api().run(run, sent, context).map(this::checked);
    }

    /** Fails as Spark does if functions return other types than they declare. */
    private ColumnarBatch checked(ColumnarBatch batch) {
        DataType[] types = new DataType[batch.numCols()];
        for (int i = 0; i < types.length; i++) {
            types[i] = batch.column(i).dataType();
        }
        Seq<DataType> given = Scala.seqOf(types);
        if (!DataType$.MODULE$.equalsIgnoreCompatibleCollation(declaredTypes, given)) {
            throw RowFailure.raise(PythonRunners.api().typeMismatch("pandas_udf()", declaredTypes, given));
        }
        return batch;
    }
}
