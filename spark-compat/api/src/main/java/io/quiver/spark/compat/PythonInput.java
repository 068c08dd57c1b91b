/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.collection.Iterator;

/** The rows sent to a Python worker, as Arrow record batches. One thread. */
public interface PythonInput {
    /** Whether {@link #fill} supports the types of all vectors. If not, only {@link #rows} is called. */
    boolean isFilledInColumns(VectorSchemaRoot root);

    /**
     * Fills the vectors with the next rows.
     *
     * @param maxRows of one record batch
     * @param maxBytes size at which a record batch ends, as Spark counts bytes; {@code Integer.MAX_VALUE} for no limit
     * @return false if there are no more rows
     */
    boolean fill(VectorSchemaRoot root, int maxRows, long maxBytes);

    /**
     * Whether the input decides where record batches end: each {@link #fill} and all {@link #rows} are then one batch, however
     * large.
     */
    boolean isCut();

    /** The rows one by one, for Spark's own writer. */
    Iterator<InternalRow> rows();
}
