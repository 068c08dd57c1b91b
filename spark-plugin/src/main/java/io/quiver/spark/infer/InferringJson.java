/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;

/** Stands in for Spark's JSON format while a relation is resolved. Its schema is Quiver's, or Spark's if Quiver has none. */
public final class InferringJson extends JsonFileFormat {
    @Override
    public Option<StructType> inferSchema(SparkSession session, Map<String, String> options, Seq<FileStatus> files) {
        return Inference.run(
                "JSON",
                files,
                () -> JsonInference.infer((org.apache.spark.sql.classic.SparkSession) session, options, files),
                () -> super.inferSchema(session, options, files));
    }
}
