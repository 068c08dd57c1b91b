/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.quiver.exec.scan.text.TextConverter;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.spark.column.RowReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JacksonParser;
import org.apache.spark.sql.types.DataType;
import scala.Function1;

/** Converts the strings of one column as Spark does: {@code JacksonParser.makeConverter} of Spark 4.1. One thread. */
final class JacksonValues implements TextConverter {
    private final JsonFactory factory;
    private final Function1<JsonParser, Object> converter;
    private final GenericInternalRow row = new GenericInternalRow(1);
    private final RowReader reader;

    private JacksonValues(JsonFactory factory, Function1<JsonParser, Object> converter, DataType type) {
        this.factory = factory;
        this.converter = converter;
        reader = new RowReader(new DataType[] {type});
    }

    static TextConverter of(JacksonParser parser, JSONOptions options, DataType type) {
        return new JacksonValues(options.buildJsonFactory(), parser.makeConverter(type), type);
    }

    /** {@code text} contains no escapes. */
    @Override
    public void append(String text, ColumnBuilder values) {
        try (JsonParser parser = factory.createParser('"' + text + '"')) {
            parser.nextToken();
            row.update(0, converter.apply(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader.append(values, 0, row);
    }
}
