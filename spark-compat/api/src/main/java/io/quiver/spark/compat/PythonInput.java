/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.collection.Iterator;

/** The rows that a worker of Python's is sent, as record batches of Arrow. One thread. */
public interface PythonInput {
    /** Whether {@link #fill} knows all types of vectors there; where it does not, {@link #rows} is asked, and nothing else. */
    boolean isFilledInColumns(VectorSchemaRoot root);

    /**
     * Makes the next rows the content of the vectors.
     *
     * @param maxRows of one record batch
     * @param maxBytes at which a record batch ends, as Spark counts them; {@code Integer.MAX_VALUE}: nowhere
     * @return false where there are no more rows
     */
    boolean fill(VectorSchemaRoot root, int maxRows, long maxBytes);

    /** Whether the input says itself where record batches end: each {@link #fill} and all {@link #rows} are then one, however large. */
    boolean isCut();

    /** The rows one by one, for Spark's own writer. */
    Iterator<InternalRow> rows();
}
