/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql.execution;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.connector.read.streaming.SparkDataStream;
import scala.Option;
import scala.collection.immutable.Seq;

/** What is asked of this class of Spark 4.3; never packaged. */
public class LocalTableScanExec {
    public LocalTableScanExec(
            Seq<Attribute> output, Seq<InternalRow> rows, Option<SparkDataStream> stream, boolean useSingleTask) {}
}
