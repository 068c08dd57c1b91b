/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import io.quiver.exec.vector.Batch;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** The host's code for columns that are not written here: it writes them record by record. */
public interface HostRecords {
    /** Whether the host wants to write the field in any case. */
    boolean claims(int field);

    /** From now on the fields of {@code schema}, which are {@code fields} of the file's in order, go to {@code consumer}. */
    void start(MessageType schema, int[] fields, RecordConsumer consumer);

    /** Writes the rows {@code [from, to)}. */
    void write(Batch batch, int from, int to);
}
