/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql.execution.datasources.parquet;

import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** What is asked of this class of Spark 4.3; never packaged. */
public class ParquetFilters {
    public ParquetFilters(
            MessageType schema,
            boolean pushDownDate,
            boolean pushDownTimestamp,
            boolean pushDownDecimal,
            boolean pushDownStringPredicate,
            int pushDownInFilterThreshold,
            boolean caseSensitive,
            RebaseDateTime.RebaseSpec datetimeRebaseSpec,
            Option<StructType> requiredSchema) {}
}
