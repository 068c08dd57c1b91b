/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.text;

import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.kernel.json.JsonOutput;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedLayout;
import java.io.Writer;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.json.StructsToJsonEvaluator;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JacksonGenerator;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Writes nested values as JSON text. Source: {@code StructsToJsonEvaluator} and {@code JacksonGenerator} of Spark 4.1.3. One thread. */
public final class JsonWriter {
    /** Nested values as columns of their parts. */
    @FunctionalInterface
    public interface Parts {
        NestedColumn of(DataType type, Column column);
    }

    /** Those that this class follows, or that do not affect texts. Later minors of Spark have more, such as {@code sortKeys}. */
    private static final Set<String> KNOWN_OPTIONS = Set.of(
            "pretty",
            "writenonasciicharacterascodepoint",
            "ignorenullfields",
            "locale",
            "timezone",
            "dateformat",
            "timestampformat",
            "timestampntzformat",
            "mode",
            "compression",
            "encoding");

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final Parts parts;
    private final JSONOptions options;
    private final DataType type;
    private final Part root;

    /** Writes what the evaluator writes, for one that {@link #isOurs}; throws what Spark's generator throws when it is created. */
    public JsonWriter(StructsToJsonEvaluator json, Parts parts) {
        this.parts = parts;
        options = options(json);
        type = json.inputSchema();
        // it has all formatters made, whether or not there are values for them
        new JacksonGenerator(type, Writer.nullWriter(), options).flush();
        root = part(type);
    }

    /** Whether it supports the evaluator's values and options. */
    public static boolean isOurs(StructsToJsonEvaluator json) {
        if (json.timeZoneId().isEmpty()
                || !JsonParses.areAmong(KNOWN_OPTIONS, json.options())
                || !NestedLayout.isOfParts(json.inputSchema())
                || !isWritten(json.inputSchema())) {
            return false;
        }
        try {
            JSONOptions options = options(json);
            return !options.pretty() && !options.writeNonAsciiCharacterAsCodePoint();
        } catch (RuntimeException refused) { // Spark's code will say so
            return false;
        }
    }

    private static JSONOptions options(StructsToJsonEvaluator json) {
        return new JSONOptions(json.options(), json.timeZoneId().get(), "");
    }

    private static boolean isWritten(DataType type) {
        if (type instanceof ArrayType array) {
            return isWritten(array.elementType());
        }
        if (type instanceof MapType map) {
            return JsonValueWriter.isText(map.keyType()) && isWritten(map.valueType());
        }
        return type instanceof StructType struct
                ? Arrays.stream(struct.fields())
                        .allMatch(field ->
                                isWritten(field.dataType()) && !field.metadata().contains("EXISTS_DEFAULT"))
                : TextColumns.isFlat(type);
    }

    /** Writes the text of each value; null if Spark's code must write one of them. */
    public @Nullable Column write(Column values) {
        int rowCount = values.rowCount();
        if (!root.bind(parts.of(type, values))) {
            return null;
        }
        JsonOutput out = new JsonOutput(16 * rowCount);
        int[] starts = new int[rowCount];
        int[] lengths = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            int start = out.size();
            if (!root.isNull(row)) {
                root.write(row, out);
                TooManyBytes.unlessFew(out.size(), row + 1);
            }
            starts[row] = start;
            lengths[row] = out.size() - start;
        }
        return new BytesColumn(ColumnType.STRING, rowCount, out.trimmed(), starts, lengths, values.validity());
    }

    private Part part(DataType dataType) {
        if (dataType instanceof StructType struct) {
            return new Struct(struct);
        }
        if (dataType instanceof ArrayType array) {
            return new Array(array);
        }
        return dataType instanceof MapType map ? new Map(map) : new Flat(dataType);
    }

    /** Writes values of one type, a batch at a time. */
    private abstract static class Part {
        private Column column = NONE;

        /** Starts a column; false if one of its values is for Spark's code. */
        boolean bind(Column values) {
            column = values;
            return true;
        }

        final boolean isNull(int row) {
            return column.isNull(row);
        }

        abstract void write(int row, JsonOutput out);

        final void writeNullable(int row, JsonOutput out) {
            if (isNull(row)) {
                out.append(NULL, 0, NULL.length);
            } else {
                write(row, out);
            }
        }
    }

    private static final Column NONE = new BytesColumn(ColumnType.STRING, 0, new byte[0], new int[0], new int[0], null);

    private final class Flat extends Part {
        private final JsonValueWriter writer;

        Flat(DataType dataType) {
            writer = new JsonValueWriter(dataType, options);
        }

        @Override
        boolean bind(Column values) {
            Column flat = values.flat();
            super.bind(flat);
            return writer.bind(flat);
        }

        @Override
        void write(int row, JsonOutput out) {
            writer.write(row, out);
        }
    }

    private final class Struct extends Part {
        private final StructType struct;
        private final Part[] fields;
        private final byte[][] names;

        Struct(StructType struct) {
            this.struct = struct;
            fields = new Part[struct.length()];
            names = new byte[fields.length][];
            for (int f = 0; f < fields.length; f++) {
                StructField field = struct.fields()[f];
                fields[f] = part(field.dataType());
                names[f] = JsonValueWriter.name(field.name());
            }
        }

        @Override
        boolean bind(Column values) {
            NestedColumn nested = parts.of(struct, values);
            super.bind(nested);
            for (int f = 0; f < fields.length; f++) {
                if (!fields[f].bind(nested.part(f))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void write(int row, JsonOutput out) {
            out.append((byte) '{');
            boolean isFirst = true;
            for (int f = 0; f < fields.length; f++) {
                if (fields[f].isNull(row) && options.ignoreNullFields()) {
                    continue;
                }
                if (!isFirst) {
                    out.append((byte) ',');
                }
                isFirst = false;
                out.append(names[f], 0, names[f].length);
                fields[f].writeNullable(row, out);
            }
            out.append((byte) '}');
        }
    }

    private final class Array extends Part {
        private final ArrayType array;
        private final Part element;
        private int[] starts = {};
        private int[] lengths = {};

        Array(ArrayType array) {
            this.array = array;
            element = part(array.elementType());
        }

        @Override
        boolean bind(Column values) {
            NestedColumn nested = parts.of(array, values);
            super.bind(nested);
            starts = nested.starts();
            lengths = nested.lengths();
            return element.bind(nested.part(0));
        }

        @Override
        void write(int row, JsonOutput out) {
            out.append((byte) '[');
            for (int i = 0; i < lengths[row]; i++) {
                if (i > 0) {
                    out.append((byte) ',');
                }
                element.writeNullable(starts[row] + i, out);
            }
            out.append((byte) ']');
        }
    }

    private final class Map extends Part {
        private final MapType map;
        private final JsonValueWriter keys;
        private final Part value;
        private int[] starts = {};
        private int[] lengths = {};

        Map(MapType map) {
            this.map = map;
            keys = new JsonValueWriter(map.keyType(), options);
            value = part(map.valueType());
        }

        @Override
        boolean bind(Column values) {
            NestedColumn nested = parts.of(map, values);
            super.bind(nested);
            starts = nested.starts();
            lengths = nested.lengths();
            return keys.bind(nested.part(0).flat()) && value.bind(nested.part(1));
        }

        @Override
        void write(int row, JsonOutput out) {
            out.append((byte) '{');
            for (int i = 0; i < lengths[row]; i++) {
                if (i > 0) {
                    out.append((byte) ',');
                }
                keys.write(starts[row] + i, out);
                out.append((byte) ':');
                value.writeNullable(starts[row] + i, out);
            }
            out.append((byte) '}');
        }
    }
}
