/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.text;

import io.quiver.exec.scan.text.TextScan;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.StructType;

/** What a task must know to read the files of a scan. */
public interface TextOpener extends Serializable {
    StructType partitionSchema();

    /** Whether Spark's reader leaves out rows, by a filter, that ours hands out. */
    boolean isFilteredBySpark();

    /** Opens a split. Whatever goes wrong is for Spark's reader to find again. */
    TextScan open(PartitionedFile file) throws IOException;
}
