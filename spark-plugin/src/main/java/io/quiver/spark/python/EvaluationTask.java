/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.error.RowFailure;
import io.quiver.spark.compat.PythonInput;
import io.quiver.spark.compat.PythonRun;
import io.quiver.spark.compat.Scala;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataType$;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/** Evaluates functions over the rows of one partition. */
final class EvaluationTask extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<ColumnarBatch>>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PythonRun run;
    private final DataType[] inputTypes;
    private final int keptColumns;
    private final int[] sentColumns;
    private final DataType[] resultTypes;
    private final Seq<DataType> declaredTypes;
    private final boolean isSentInBatches;

    /**
     * @param inputTypes of the input's columns
     * @param keptColumns how many of them, from the first on, go out again
     * @param sentColumns which of them Python is sent
     * @param resultTypes of the functions
     * @param isSentInBatches whether each batch of the input is one record batch
     */
    EvaluationTask(
            PythonRun run,
            DataType[] inputTypes,
            int keptColumns,
            int[] sentColumns,
            DataType[] resultTypes,
            boolean isSentInBatches) {
        this.run = run;
        this.inputTypes = inputTypes;
        this.keptColumns = keptColumns;
        this.sentColumns = sentColumns;
        this.resultTypes = resultTypes;
        this.isSentInBatches = isSentInBatches;
        declaredTypes =
                PythonRunners.api().expectsStoredTypes() ? StoredTypes.of(resultTypes) : Scala.seqOf(resultTypes);
    }

    @Override
    public Iterator<ColumnarBatch> apply(Iterator<ColumnarBatch> input) {
        return new EvaluatedBatches(this, input, TaskContext.get());
    }

    Iterator<ColumnarBatch> start(PythonInput rows, TaskContext context) {
        return PythonRunners.api().run(run, rows, context);
    }

    /** Fails as Spark does where functions give other types than they have declared. */
    void checkTypes(ColumnVector[] columns) {
        DataType[] types = Arrays.stream(columns).map(ColumnVector::dataType).toArray(DataType[]::new);
        Seq<DataType> given = Scala.seqOf(types);
        if (!DataType$.MODULE$.equalsIgnoreCompatibleCollation(declaredTypes, given)) {
            throw RowFailure.raise(PythonRunners.api().typeMismatch("pandas_udf()", declaredTypes, given));
        }
    }

    DataType[] inputTypes() {
        return inputTypes;
    }

    int keptColumns() {
        return keptColumns;
    }

    int[] sentColumns() {
        return sentColumns;
    }

    DataType[] sentTypes() {
        return Arrays.stream(sentColumns)
                .mapToObj(ordinal -> inputTypes[ordinal])
                .toArray(DataType[]::new);
    }

    boolean isSentInBatches() {
        return isSentInBatches;
    }

    DataType[] resultTypes() {
        return resultTypes;
    }

    DataType[] outputTypes() {
        return Stream.concat(Arrays.stream(inputTypes).limit(keptColumns), Arrays.stream(resultTypes))
                .toArray(DataType[]::new);
    }
}
