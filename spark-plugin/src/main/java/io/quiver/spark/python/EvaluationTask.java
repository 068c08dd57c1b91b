/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Evaluates functions over the rows of one partition. */
final class EvaluationTask extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<ColumnarBatch>>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How rows get to Python, and how the functions' results come back. */
    interface Evaluation extends Serializable {
        /** The results of all rows, in their order; a batch is valid until the next one is requested. */
        Iterator<ColumnarBatch> start(SentRows.Source rows, TaskContext context);
    }

    private final Evaluation evaluation;
    private final DataType[] inputTypes;
    private final int keptColumns;
    private final int[] sentColumns;
    private final DataType[] resultTypes;

    /**
     * @param inputTypes of the input's columns
     * @param keptColumns number of leading input columns that are output again
     * @param sentColumns which input columns are sent to Python
     * @param resultTypes of the functions
     */
    EvaluationTask(
            Evaluation evaluation, DataType[] inputTypes, int keptColumns, int[] sentColumns, DataType[] resultTypes) {
        this.evaluation = evaluation;
        this.inputTypes = inputTypes;
        this.keptColumns = keptColumns;
        this.sentColumns = sentColumns;
        this.resultTypes = resultTypes;
    }

    @Override
    public Iterator<ColumnarBatch> apply(Iterator<ColumnarBatch> input) {
        return new EvaluatedBatches(this, input, TaskContext.get());
    }

    Evaluation evaluation() {
        return evaluation;
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

    DataType[] resultTypes() {
        return resultTypes;
    }

    DataType[] outputTypes() {
        return Stream.concat(Arrays.stream(inputTypes).limit(keptColumns), Arrays.stream(resultTypes))
                .toArray(DataType[]::new);
    }
}
