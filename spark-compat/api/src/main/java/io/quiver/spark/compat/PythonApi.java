/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/** How columns go to workers of Python's and come back, through Spark's own runners. */
public interface PythonApi {
    /** Runs functions over one partition; what comes back is valid until the next batch is asked for. */
    Iterator<ColumnarBatch> run(PythonRun run, PythonInput input, TaskContext context);

    /** Runs functions over the rows of one partition, which come and go in pickles. */
    Iterator<byte[]> runPickled(PythonRun run, Iterator<byte[]> rows, TaskContext context);

    /** Rows as Spark pickles them. */
    Iterator<byte[]> pickled(Iterator<InternalRow> rows, StructType schema, int rowsPerPickle);

    /** Runs a function over the groups of one partition, of which there is one at least. */
    Iterator<ColumnarBatch> runGroups(PythonRun run, PythonGroups groups, TaskContext context);

    /** The id under which workers keep what they log; empty where the session keeps none. */
    Option<String> logSession(SparkSession session);

    /** What Spark throws where a function gives other types than it has declared. */
    Throwable typeMismatch(String function, Seq<DataType> declared, Seq<DataType> given);

    /** Whether values of user-defined types are expected in the form in which they are stored, not as these types. */
    boolean expectsStoredTypes();

    /** Whether Spark's ArrowEvalPythonExec takes columns from a child that has them, as it does since 4.2. */
    boolean takesColumns();

    /** Whether tables that functions give are compared with the schema that they have declared. */
    boolean validatesSchema(SQLConf conf);
}
