/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.text;

import io.quiver.exec.kernel.json.JsonOutput;
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.spark.column.SparkTypes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.util.DateFormatter;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.LegacyDateFormats;
import org.apache.spark.sql.catalyst.util.TimestampFormatter;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Writes values that are not nested as JSON text; dates and times use Spark's formatters. Source: {@code JacksonGenerator} of
 * Spark 4.1.3.
 */
final class JsonValueWriter {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private final ColumnType type;
    private final JSONOptions options;
    private @Nullable DateFormatter dates;
    private @Nullable TimestampFormatter times;
    private Column column = new BytesColumn(ColumnType.STRING, 0, new byte[0], new int[0], new int[0], null);

    JsonValueWriter(DataType dataType, JSONOptions options) {
        type = SparkTypes.columnType(dataType);
        this.options = options;
    }

    static boolean isText(DataType dataType) {
        return SparkTypes.columnType(dataType).kind() == ColumnType.Kind.STRING;
    }

    /** A field's name, followed by a colon. */
    static byte[] name(String name) {
        JsonOutput out = new JsonOutput(name.length() + 3);
        string(name.getBytes(StandardCharsets.UTF_8), out);
        out.append((byte) ':');
        return out.bytes();
    }

    private static void string(byte[] text, JsonOutput out) {
        out.append((byte) '"');
        out.escape(text, 0, text.length);
        out.append((byte) '"');
    }

    /** Starts a flat column; false if one of its texts is malformed, which Java would replace. */
    boolean bind(Column values) {
        column = values;
        if (type.kind() != ColumnType.Kind.STRING) {
            return true;
        }
        BytesColumn texts = (BytesColumn) values;
        for (int row = 0; row < texts.rowCount(); row++) {
            int start = texts.starts()[row];
            if (!texts.isNull(row) && !CodePoints.isValid(texts.data(), start, start + texts.lengths()[row])) {
                return false;
            }
        }
        return true;
    }

    /** Writes the value of a row, which is not null. */
    void write(int row, JsonOutput out) {
        switch (type.kind()) {
            case BOOLEAN -> {
                byte[] word = Bitmap.get(((BooleanColumn) column).words(), row) ? TRUE : FALSE;
                out.append(word, 0, word.length);
            }
            case BYTE, SHORT, INT -> out.append(((IntColumn) column).values()[row]);
            case LONG -> out.append(((LongColumn) column).values()[row]);
            case FLOAT -> {
                float value = ((FloatColumn) column).values()[row];
                number(Float.toString(value), Float.isFinite(value), out);
            }
            case DOUBLE -> {
                double value = ((DoubleColumn) column).values()[row];
                number(Double.toString(value), Double.isFinite(value), out);
            }
            case DECIMAL ->
                out.append(BigDecimal.valueOf(((LongColumn) column).values()[row], type.scale())
                        .toString());
            case STRING -> text((BytesColumn) column, row, out);
            case BINARY -> {
                byte[] encoded = Base64.getEncoder().encode(((BytesColumn) column).bytes(row));
                string(encoded, out);
            }
            case DATE -> formatted(dates().format(((IntColumn) column).values()[row]), out);
            case TIMESTAMP -> formatted(times().format(((LongColumn) column).values()[row]), out);
            case TIMESTAMP_NTZ ->
                formatted(
                        times().format(DateTimeUtils.microsToLocalDateTime(((LongColumn) column).values()[row])), out);
            case NULL, OPAQUE -> throw new IllegalStateException("a value of type " + type);
        }
    }

    private static void text(BytesColumn texts, int row, JsonOutput out) {
        int start = texts.starts()[row];
        out.append((byte) '"');
        out.escape(texts.data(), start, start + texts.lengths()[row]);
        out.append((byte) '"');
    }

    private static void number(String text, boolean isFinite, JsonOutput out) {
        if (isFinite) {
            out.append(text);
        } else {
            string(text.getBytes(StandardCharsets.US_ASCII), out);
        }
    }

    private static void formatted(String text, JsonOutput out) {
        string(text.getBytes(StandardCharsets.UTF_8), out);
    }

    private DateFormatter dates() {
        if (dates == null) {
            dates = DateFormatter.apply(
                    options.dateFormatInWrite(), options.locale(), LegacyDateFormats.FAST_DATE_FORMAT(), false);
        }
        return dates;
    }

    private TimestampFormatter times() {
        if (times == null) {
            times = type.kind() == ColumnType.Kind.TIMESTAMP
                    ? TimestampFormatter.apply(
                            options.timestampFormatInWrite(),
                            options.zoneId(),
                            options.locale(),
                            LegacyDateFormats.FAST_DATE_FORMAT(),
                            false)
                    : TimestampFormatter.apply(
                            options.timestampNTZFormatInWrite(),
                            options.zoneId(),
                            LegacyDateFormats.FAST_DATE_FORMAT(),
                            false,
                            true);
        }
        return times;
    }
}
