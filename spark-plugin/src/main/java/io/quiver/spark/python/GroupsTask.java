/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.spark.column.SparkVectors;
import io.quiver.spark.compat.PythonRun;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.runtime.AbstractFunction1;

/** Runs a function over the groups of one sorted partition. Source: {@code FlatMapGroupsInBatchExec} of Spark 4.1.3. */
final class GroupsTask extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<ColumnarBatch>>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PythonRun run;
    private final DataType[] inputTypes;
    private final int[] keys;
    private final int[] sentColumns;
    private final boolean inStruct;
    private final DataType[] outputTypes;

    /** {@code inStruct}: whether the columns are sent as the fields of one struct. */
    GroupsTask(
            PythonRun run,
            DataType[] inputTypes,
            int[] keys,
            int[] sentColumns,
            boolean inStruct,
            DataType[] outputTypes) {
        this.run = run;
        this.inputTypes = inputTypes;
        this.keys = keys;
        this.sentColumns = sentColumns;
        this.inStruct = inStruct;
        this.outputTypes = outputTypes;
    }

    @Override
    public Iterator<ColumnarBatch> apply(Iterator<ColumnarBatch> input) {
        SparkVectors vectors = new SparkVectors(inputTypes);
        DataType[] sentTypes = Arrays.stream(sentColumns)
                .mapToObj(column -> inputTypes[column])
                .toArray(DataType[]::new);
        SentGroups groups = new SentGroups(
                () -> input.hasNext() ? vectors.read(input.next()).owned() : null,
                keys,
                sentColumns,
                sentTypes,
                inStruct);
        if (!groups.hasRows()) {
            return Iterator$.MODULE$.empty();
        }
        Iterator<ColumnarBatch> given = PythonRunners.api().runGroups(run, groups, TaskContext.get());
        return new StructBatches(given, outputTypes, type -> {});
    }
}
