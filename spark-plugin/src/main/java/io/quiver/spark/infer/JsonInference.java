/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.scan.json.JsonReads;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JsonInferSchema;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;

/** Infers the schema of files of JSON lines. Source: {@code TextInputJsonDataSource.inferFromDataset} and {@code JsonInferSchema.infer} of Spark 4.1. */
final class JsonInference {
    private JsonInference() {}

    /** Infers the schema that Spark would infer; fails with {@link LeftToSpark} if Spark must infer it. */
    static StructType infer(SparkSession session, Map<String, String> parameters, Seq<FileStatus> files) {
        JSONOptions options = Inference.ofSpark(() -> JsonReads.options(session, parameters));
        JsonReads.refusedOption(options).ifPresent(reason -> {
            throw new LeftToSpark(reason);
        });
        LineSample.check(options.samplingRatio());
        JsonInferSchema inference = Inference.ofSpark(() -> new JsonInferSchema(options));
        Optional<Byte> separator = Scala.optional(options.lineSeparatorInRead()).map(bytes -> bytes[0]);
        InferredLines lines = InferredLines.of(session, files, options.parameters(), separator);
        List<String[]> results = lines.run(new JsonTask(options, inference, separator));
        return Inference.ofSpark(() -> merged(options, inference, results));
    }

    private static StructType merged(JSONOptions options, JsonInferSchema inference, List<String[]> results) {
        DataType type = new StructType();
        for (String[] result : results) {
            type = JsonTypes.merger(options).apply(type, DataType.fromJson(result[JsonTask.TYPE]));
        }
        Option<DataType> canonical = inference.canonicalizeType(type, options);
        return canonical.isDefined() && canonical.get() instanceof StructType schema ? schema : new StructType();
    }
}
