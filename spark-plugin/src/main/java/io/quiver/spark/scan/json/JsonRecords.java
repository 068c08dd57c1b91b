/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.quiver.exec.scan.text.OddLines;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.text.TextColumns;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.scan.text.TextScanRdd;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.json.CreateJacksonParser;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JacksonParser;
import org.apache.spark.sql.catalyst.util.FailureSafeParser;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.Iterable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;

/**
 * Parses single lines of a split with Spark's parser, created as {@code JsonFileFormat.buildReader} and
 * {@code TextInputJsonDataSource.readFile} of Spark 4.1 do.
 */
final class JsonRecords implements OddLines {
    private final JacksonParser parser;
    private final FailureSafeParser<Text> safeParser;
    private final RowReader rows;
    private final Text line = new Text();

    JsonRecords(JsonReadSettings settings) {
        JSONOptions options = settings.options();
        StructType actualSchema = TextColumns.inText(settings.requiredSchema(), options.columnNameOfCorruptRecord());
        parser = new JacksonParser(actualSchema, options, true, Scala.seq(settings.filters()));
        safeParser = new FailureSafeParser<>(
                new ParsedRows(parser),
                options.parseMode(),
                settings.requiredSchema(),
                options.columnNameOfCorruptRecord());
        rows = new RowReader(TextScanRdd.types(settings.requiredSchema()));
    }

    JacksonParser parser() {
        return parser;
    }

    /** Does nothing: a line's rows depend on that line alone. */
    @Override
    public void firstLine(byte[] data, int start, int end) {}

    /** The rows of a line; they may be one reused object. */
    Iterator<InternalRow> rows(byte[] data, int start, int end) {
        line.set(data, start, end - start);
        return safeParser.parse(line);
    }

    @Override
    public int parse(byte[] data, int start, int end, ColumnBuilder[] fields) {
        return rows.appendAll(fields, rows(data, start, end));
    }

    private static final class ParsedRows extends AbstractFunction1<Text, Iterable<InternalRow>> {
        private final JacksonParser parser;
        private final CreateParser createParser;

        ParsedRows(JacksonParser parser) {
            this.parser = parser;
            createParser = new CreateParser(parser.options().encoding().getOrElse(() -> ""));
        }

        @Override
        public Iterable<InternalRow> apply(Text line) {
            return parser.parse(line, createParser, new LineText());
        }
    }

    private static final class CreateParser extends AbstractFunction2<JsonFactory, Text, JsonParser> {
        private final String encoding;

        CreateParser(String encoding) {
            this.encoding = encoding;
        }

        @Override
        public JsonParser apply(JsonFactory factory, Text line) {
            return encoding.isEmpty()
                    ? CreateJacksonParser.text(factory, line)
                    : CreateJacksonParser.text(encoding, factory, line);
        }
    }

    private static final class LineText extends AbstractFunction1<Text, UTF8String> {
        @Override
        public UTF8String apply(Text line) {
            return UTF8String.fromBytes(line.getBytes(), 0, line.getLength());
        }
    }
}
