/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.json;

import io.quiver.exec.kernel.FixedPattern;
import io.quiver.exec.scan.json.JsonField;
import io.quiver.exec.scan.json.JsonLines;
import io.quiver.exec.scan.json.JsonValues;
import io.quiver.exec.scan.text.BooleanFields;
import io.quiver.exec.scan.text.ConvertedFields;
import io.quiver.exec.scan.text.DatetimeFields;
import io.quiver.exec.scan.text.DecimalFields;
import io.quiver.exec.scan.text.FieldReader;
import io.quiver.exec.scan.text.FractionFields;
import io.quiver.exec.scan.text.IntegerFields;
import io.quiver.exec.scan.text.LineFinder;
import io.quiver.exec.scan.text.TextChunks;
import io.quiver.exec.scan.text.TextScan;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.scan.text.LineColumns;
import io.quiver.spark.scan.text.TextOpener;
import io.quiver.spark.scan.text.TextSplits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JacksonParser;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.Option;

/** What a task must know to read a file as {@code JsonFileFormat.buildReader} of Spark 4.1 would: captured on the driver, as there. */
public record JsonReadSettings(
        Broadcast<SerializableConfiguration> conf,
        StructType requiredSchema,
        StructType partitionSchema,
        JSONOptions options,
        List<Filter> filters)
        implements TextOpener {
    private static final byte[] NO_NULL_TEXT = {};
    private static final FractionFields.Names NO_NAMES = new FractionFields.Names("", "", "");

    /** Settings of a scan whose files {@code stockFunction} reads on stock Spark. */
    public static JsonReadSettings of(FileSourceScanExec scan, Function1<?, ?> stockFunction) {
        HadoopFsRelation relation = scan.relation();
        return new JsonReadSettings(
                TextSplits.conf(scan, stockFunction),
                scan.requiredSchema(),
                relation.partitionSchema(),
                JsonReads.options(relation),
                Scala.list(scan.pushedDownFilters()));
    }

    @Override
    public boolean isFilteredBySpark() {
        return !filters.isEmpty();
    }

    @Override
    public TextScan open(PartitionedFile file) throws IOException {
        JsonRecords records = new JsonRecords(this);
        List<JsonField.Named> fields = fields(records.parser());
        boolean isReused =
                fields.stream().noneMatch(field -> field.field().type().physical() == ColumnType.Physical.BYTES);
        Optional<Byte> separator = Scala.optional(options.lineSeparatorInRead()).map(bytes -> bytes[0]);
        LineFinder finder = separator.map(LineFinder::of).orElseGet(LineFinder::ofText);
        TextChunks chunks = TextSplits.open(file, conf.value().value(), separator, isReused);
        return new TextScan(chunks, new JsonLines(fields, finder), records);
    }

    /**
     * The columns asked for. Readers have state: each file has its own.
     *
     * @param parser whose way with values of other forms is Spark's
     */
    List<JsonField.Named> fields(JacksonParser parser) {
        List<JsonField.Named> fields = new ArrayList<>();
        for (StructField field : requiredSchema.fields()) {
            fields.add(new JsonField.Named(
                    field.name(),
                    field.name().equals(options.columnNameOfCorruptRecord())
                            ? new JsonField.NotInFile(SparkTypes.columnType(field.dataType()))
                            : field(field.dataType(), parser)));
        }
        return fields;
    }

    private JsonField field(DataType dataType, JacksonParser parser) {
        ColumnType type = SparkTypes.columnType(dataType);
        return switch (type.kind()) {
            case BOOLEAN -> flat(type, JsonValues.BOOLEAN, () -> new BooleanFields(NO_NULL_TEXT));
            case BYTE, SHORT, INT, LONG -> flat(type, JsonValues.INTEGER, () -> new IntegerFields(type, NO_NULL_TEXT));
            case FLOAT, DOUBLE ->
                flat(type, JsonValues.FRACTION, () -> new FractionFields(type, NO_NULL_TEXT, NO_NAMES));
            case DECIMAL ->
                flat(
                        type,
                        options.locale().equals(Locale.US) ? JsonValues.NUMBER_OR_STRING : JsonValues.FRACTION,
                        () -> new DecimalFields(type, NO_NULL_TEXT));
            case STRING -> JsonField.text(keepsText() ? JsonValues.ANY_AS_TEXT : JsonValues.STRING);
            case DATE -> datetimes(type, dataType, parser, options.dateFormatInRead());
            case TIMESTAMP -> datetimes(type, dataType, parser, options.timestampFormatInRead());
            case TIMESTAMP_NTZ -> datetimes(type, dataType, parser, options.timestampNTZFormatInRead());
            case BINARY -> converted(type, dataType, parser);
            case OPAQUE -> nested(type, dataType, parser);
            case NULL -> throw new IllegalArgumentException("a column of type " + type);
        };
    }

    private JsonField nested(ColumnType type, DataType dataType, JacksonParser parser) {
        if (dataType instanceof ArrayType array) {
            return new JsonField.Array(type, NestedLayout.UNSAFE, field(array.elementType(), parser));
        }
        if (dataType instanceof MapType map) {
            return new JsonField.Map(type, NestedLayout.UNSAFE, field(map.valueType(), parser));
        }
        if (dataType instanceof StructType struct) {
            List<JsonField.Named> fields = new ArrayList<>();
            for (StructField field : struct.fields()) {
                fields.add(new JsonField.Named(field.name(), field(field.dataType(), parser)));
            }
            return new JsonField.Struct(type, NestedLayout.UNSAFE, fields);
        }
        throw new IllegalArgumentException("a column of type " + type);
    }

    private static JsonField flat(ColumnType type, JsonValues values, Supplier<FieldReader> reader) {
        return new JsonField.Flat(type, values, reader);
    }

    /** Whether values that are no strings become strings as they stand in the file: without an encoding, whose reader has no bytes. */
    private boolean keepsText() {
        return options.encoding().isEmpty() && (boolean) SQLConf.get().getConf(SQLConf.JSON_EXACT_STRING_PARSING());
    }

    private JsonField converted(ColumnType type, DataType dataType, JacksonParser parser) {
        return flat(
                type,
                JsonValues.PLAIN_STRING,
                () -> new ConvertedFields(type, NO_NULL_TEXT, JacksonValues.of(parser, options, dataType)));
    }

    /** What the pattern of an option says is read by us where it has one reading, and everything where there is none, as casts do. */
    private JsonField datetimes(ColumnType type, DataType dataType, JacksonParser parser, Option<String> format) {
        if (!LineColumns.hasOneReading(type, Scala.optional(format), options.locale())) {
            return converted(type, dataType, parser);
        }
        return flat(
                type,
                JsonValues.PLAIN_STRING,
                () -> new DatetimeFields(
                        type,
                        NO_NULL_TEXT,
                        Scala.optional(format).flatMap(FixedPattern::of),
                        options.zoneId(),
                        JacksonValues.of(parser, options, dataType)));
    }
}
