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

/** Sends columns to Python workers and receives columns, through Spark's own runners. */
public interface PythonApi {
    /** Runs functions over one partition; a returned batch is valid until the next one is requested. */
    Iterator<ColumnarBatch> run(PythonRun run, PythonInput input, TaskContext context);

    /** Runs functions over the rows of one partition, which are sent and returned in pickles. */
    Iterator<byte[]> runPickled(PythonRun run, Iterator<byte[]> rows, TaskContext context);

    /** Pickles rows as Spark does. */
    Iterator<byte[]> pickled(Iterator<InternalRow> rows, StructType schema, int rowsPerPickle);

    /** Runs a function over the groups of one partition, of which there is at least one. */
    Iterator<ColumnarBatch> runGroups(PythonRun run, PythonGroups groups, TaskContext context);

    /** The id under which workers keep their logs; empty if the session keeps none. */
    Option<String> logSession(SparkSession session);

    /** The error that Spark throws if a function returns other types than it declares. */
    Throwable typeMismatch(String function, Seq<DataType> declared, Seq<DataType> given);

    /** Whether values of user-defined types are expected in their stored form, not as these types. */
    boolean expectsStoredTypes();

    /** Whether Spark's ArrowEvalPythonExec reads columns from a columnar child, as it does since 4.2. */
    boolean takesColumns();

    /** Whether tables returned by functions are compared with their declared schema. */
    boolean validatesSchema(SQLConf conf);
}
