/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import io.quiver.exec.scan.parquet.NestedShape;
import io.quiver.exec.vector.Batch;
import java.util.Optional;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** The host's code for columns that are not written here: it writes them record by record, and describes nested columns. */
public interface HostRecords {
    /** Returns whether the host insists on writing the field. */
    boolean claims(int field);

    /**
     * Returns the structure of a nested field, with the levels of the file's schema; empty if the host writes the field.
     * {@link NestedParts} is asked for the types in it.
     */
    Optional<NestedShape> shape(MessageType schema, int field);

    /** Returns the conversion of the host's values of nested fields to columns of their parts. */
    NestedParts parts();

    /** Starts writing to {@code consumer} the fields of {@code schema}, which are {@code fields} of the file's in order. */
    void start(MessageType schema, int[] fields, RecordConsumer consumer);

    /** Writes the rows {@code [from, to)}. */
    void write(Batch batch, int from, int to);
}
