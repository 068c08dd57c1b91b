/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import com.univocity.parsers.csv.CsvParser;
import io.quiver.spark.scan.csv.CsvReads;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.catalyst.csv.CSVInferSchema;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.csv.CSVUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;

/** Infers the schema of CSV files. Source: {@code TextInputCSVDataSource.inferFromDataset} of Spark 4.1. */
final class CsvInference {
    private final SparkSession session;
    private final CSVOptions options;
    private final InferredLines lines;
    private final CSVInferSchema inference;

    private CsvInference(SparkSession session, CSVOptions options, CSVInferSchema inference, InferredLines lines) {
        this.session = session;
        this.options = options;
        this.inference = inference;
        this.lines = lines;
    }

    /** Infers the schema that Spark would infer; fails with {@link LeftToSpark} if Spark must infer it. */
    static StructType infer(SparkSession session, Map<String, String> parameters, Seq<FileStatus> files) {
        CSVOptions options = Inference.ofSpark(() -> CsvReads.options(session, parameters));
        CsvReads.refusedOption(options).ifPresent(reason -> {
            throw new LeftToSpark(reason);
        });
        LineSample.check(options.samplingRatio());
        CSVInferSchema inference = Inference.ofSpark(() -> new CSVInferSchema(options));
        InferredLines lines = InferredLines.of(session, files, options.parameters(), Optional.empty());
        return new CsvInference(session, options, inference, lines).infer();
    }

    private StructType infer() {
        if (options.inferSchemaFlag() && lines.partitionCount() == 1) {
            return schema(lines.run(CsvTask.ofTypes(options, inference, null)));
        }
        String firstLine = firstLine();
        return firstLine != null && options.inferSchemaFlag()
                ? schema(lines.run(CsvTask.ofTypes(options, inference, firstLine)))
                : schemaOfTexts(firstLine);
    }

    private @Nullable String firstLine() {
        int count = lines.partitionCount();
        int end = Math.min(count, 1);
        for (int start = 0; start < count; start = end, end = count) { // nearly always it is in the first
            for (String[] result : lines.run(CsvTask.ofFirstLine(options), start, end)) {
                if (result[CsvTask.FIRST_LINE] != null) {
                    return result[CsvTask.FIRST_LINE];
                }
            }
        }
        return null;
    }

    private StructType schema(List<String[]> results) {
        String firstLine = results.get(0)[CsvTask.FIRST_LINE];
        String[] header = header(firstLine);
        if (header == null) {
            return new StructType();
        }
        DataType[] types = new DataType[header.length];
        Arrays.fill(types, DataTypes.NullType);
        for (String[] result : results) {
            DataType[] ofPartition = Arrays.stream(result)
                    .skip(CsvTask.TYPES)
                    .map(DataType::fromJson)
                    .toArray(DataType[]::new);
            types = inference.mergeRowTypes(types, ofPartition);
        }
        return new StructType(inference.toStructFields(types, header));
    }

    private StructType schemaOfTexts(@Nullable String firstLine) {
        String[] header = header(firstLine);
        return header == null ? new StructType() : inference.infer(null, header);
    }

    /** The names of the columns, or null where there are none. */
    private String @Nullable [] header(@Nullable String firstLine) {
        String[] first = firstLine == null
                ? null
                : Inference.ofSpark(() -> new CsvParser(options.asParserSettings()).parseLine(firstLine));
        return first == null
                ? null
                : CSVUtils.makeSafeHeader(first, session.sessionState().conf().caseSensitiveAnalysis(), options);
    }
}
