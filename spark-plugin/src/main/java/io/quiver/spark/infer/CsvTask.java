/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import com.univocity.parsers.csv.CsvParser;
import io.quiver.exec.scan.text.TextChunk;
import java.util.Optional;
import org.apache.spark.sql.catalyst.csv.CSVInferSchema;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/** Finds the first line of a partition, the types of its columns, or both. */
final class CsvTask extends InferenceTask {
    private static final long serialVersionUID = 1L;

    /** Index of the first line in the result; null there if the partition has none. */
    static final int FIRST_LINE = 1;

    /** Index of the first type in the result. */
    static final int TYPES = 2;

    private final CSVOptions options;
    private final @Nullable CSVInferSchema inference;
    private final @Nullable String firstLine;

    private CsvTask(CSVOptions options, @Nullable CSVInferSchema inference, @Nullable String firstLine) {
        this.options = options;
        this.inference = inference;
        this.firstLine = firstLine;
    }

    static CsvTask ofFirstLine(CSVOptions options) {
        return new CsvTask(options, null, null);
    }

    /** Finds the types of the columns of {@code firstLine}, or of the partition's own first line if that is null. */
    static CsvTask ofTypes(CSVOptions options, CSVInferSchema inference, @Nullable String firstLine) {
        return new CsvTask(options, inference, firstLine);
    }

    @Override
    String[] look(Iterator<TextChunk> chunks) {
        String first = firstLine;
        TextChunk chunk = null;
        if (first == null) {
            FirstLine finder = new FirstLine(options);
            while (first == null && chunks.hasNext()) {
                chunk = chunks.next();
                first = finder.in(chunk);
            }
        }
        String[] header =
                first == null || inference == null ? null : new CsvParser(options.asParserSettings()).parseLine(first);
        if (first == null || inference == null || header == null) {
            return new String[] {"", first};
        }
        CsvTypes types = new CsvTypes(options, inference, header.length, first);
        Optional<LineSample> sample = LineSample.of(options.samplingRatio(), Optional.empty());
        for (TextChunk next = chunk; next != null || chunks.hasNext(); next = null) {
            TextChunk lines = next == null ? chunks.next() : next;
            types.add(sample.map(drawn -> drawn.in(lines)).orElse(lines));
        }
        DataType[] found = types.types();
        String[] result = new String[TYPES + found.length];
        result[FAILURE] = "";
        result[FIRST_LINE] = first;
        for (int i = 0; i < found.length; i++) {
            result[TYPES + i] = found[i].json();
        }
        return result;
    }
}
