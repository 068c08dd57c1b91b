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

/** Opens the files of a scan in tasks. */
public interface TextOpener extends Serializable {
    StructType partitionSchema();

    /** Whether Spark's reader drops rows by a filter, and Quiver's reader does not. */
    boolean isFilteredBySpark();

    /** Opens a split. Spark's reader finds any failure again. */
    TextScan open(PartitionedFile file) throws IOException;
}
