/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql.execution.python;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.StructType;
import scala.collection.Iterator;
import scala.collection.immutable.Map;

/** What is asked of this class of Spark 4.3; never packaged. */
public final class BatchEvalPythonExec {
    private BatchEvalPythonExec() {}

    public static Iterator<byte[]> getInputIterator(
            Iterator<InternalRow> rows,
            StructType schema,
            int batchSize,
            boolean binaryAsBytes,
            long maxBytes,
            Map<String, SQLMetric> metrics) {
        throw new AssertionError("compile-time stub");
    }
}
