/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import io.quiver.exec.scan.text.OddLines;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.scan.text.TextScanRdd;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.csv.CSVHeaderChecker;
import org.apache.spark.sql.catalyst.csv.UnivocityParser;
import org.apache.spark.sql.catalyst.util.FailureSafeParser;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.Iterable;
import scala.runtime.AbstractFunction1;

/**
 * Parses single lines of a split with Spark's parser, created as {@code CSVFileFormat.buildReader} and
 * {@code UnivocityParser.parseIterator} of Spark 4.1 do.
 */
final class SparkLines implements OddLines {
    private final UnivocityParser parser;
    private final FailureSafeParser<String> safeParser;
    private final CSVHeaderChecker headerChecker;
    private final RowReader rows;

    SparkLines(CsvReadSettings settings, PartitionedFile file) {
        StructType dataSchema = settings.inFile(settings.dataSchema());
        StructType requiredSchema = settings.inFile(settings.requiredSchema());
        parser = new UnivocityParser(dataSchema, requiredSchema, settings.options(), Scala.seq(settings.filters()));
        safeParser = new FailureSafeParser<>(
                new ParsedRows(parser.parse()),
                settings.options().parseMode(),
                settings.requiredSchema(),
                settings.options().columnNameOfCorruptRecord());
        headerChecker = new CSVHeaderChecker(
                settings.isPruned() ? requiredSchema : dataSchema,
                settings.options(),
                "CSV file: " + file.urlEncodedPath(),
                file.start() == 0);
        rows = new RowReader(TextScanRdd.types(settings.requiredSchema()));
    }

    UnivocityParser parser() {
        return parser;
    }

    /** Checks the header, the first line of the file that is neither blank nor a comment. */
    void header(byte[] data, int start, int end) {
        headerChecker.checkHeaderColumnNames(Scala.seqOf(text(data, start, end)).iterator(), parser.tokenizer());
    }

    /** The first record makes the tokenizer decide which fields it keeps. */
    @Override
    public void firstLine(byte[] data, int start, int end) {
        parser.tokenizer().parseLine(text(data, start, end));
    }

    @Override
    public int parse(byte[] data, int start, int end, ColumnBuilder[] fields) {
        return rows.appendAll(fields, safeParser.parse(text(data, start, end)));
    }

    private static String text(byte[] data, int start, int end) {
        return new String(data, start, end - start, StandardCharsets.UTF_8);
    }

    private static final class ParsedRows extends AbstractFunction1<String, Iterable<InternalRow>> {
        private final Function1<String, Option<InternalRow>> parse;

        ParsedRows(Function1<String, Option<InternalRow>> parse) {
            this.parse = parse;
        }

        @Override
        public Iterable<InternalRow> apply(String line) {
            return Option.option2Iterable(parse.apply(line));
        }
    }
}
