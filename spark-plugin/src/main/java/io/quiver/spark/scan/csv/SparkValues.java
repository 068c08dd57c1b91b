/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import io.quiver.exec.scan.text.TextConverter;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.spark.column.RowReader;
import org.apache.spark.sql.catalyst.csv.UnivocityParser;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import scala.Function1;

/** Converts the texts of one column as Spark does: {@code UnivocityParser.makeConverter} of Spark 4.1. One thread. */
final class SparkValues implements TextConverter {
    private final Function1<String, Object> converter;
    private final GenericInternalRow row = new GenericInternalRow(1);
    private final RowReader reader;

    private SparkValues(Function1<String, Object> converter, DataType type) {
        this.converter = converter;
        reader = new RowReader(new DataType[] {type});
    }

    static TextConverter of(UnivocityParser parser, StructField field) {
        return new SparkValues(parser.makeConverter(field.name(), field.dataType(), true), field.dataType());
    }

    @Override
    public void append(String text, ColumnBuilder values) {
        row.update(0, converter.apply(text));
        reader.append(values, 0, row);
    }
}
