/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.python.BatchEvalPythonExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import scala.collection.Iterator;

/** Spark's pickles of rows. */
final class RowPickles {
    /** No limit on the bytes of a pickle: it may have as many as its rows. */
    private static final long NO_LIMIT = -1;

    private RowPickles() {}

    static Iterator<byte[]> of(Iterator<InternalRow> rows, StructType schema, int rowsPerPickle) {
        return BatchEvalPythonExec.getInputIterator(
                rows, schema, rowsPerPickle, SQLConf.get().pysparkBinaryAsBytes(), NO_LIMIT, Scala.map(Map.of()));
    }
}
