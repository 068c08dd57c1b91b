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

/** The host's code for columns that are not written here, which it writes record by record, and what it knows of nested ones. */
public interface HostRecords {
    /** Whether the host wants to write the field in any case. */
    boolean claims(int field);

    /**
     * What a nested field is made of, with the levels that the file's schema gives; empty where the host is to write it. Its types are
     * those that {@link NestedParts} is asked for.
     */
    Optional<NestedShape> shape(MessageType schema, int field);

    /** The host's values of nested fields as columns of their parts. */
    NestedParts parts();

    /** From now on the fields of {@code schema}, which are {@code fields} of the file's in order, go to {@code consumer}. */
    void start(MessageType schema, int[] fields, RecordConsumer consumer);

    /** Writes the rows {@code [from, to)}. */
    void write(Batch batch, int from, int to);
}
