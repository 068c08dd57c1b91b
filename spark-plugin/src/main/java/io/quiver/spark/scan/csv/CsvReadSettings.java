/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import io.quiver.exec.kernel.FixedPattern;
import io.quiver.exec.scan.csv.CsvField;
import io.quiver.exec.scan.csv.CsvForm;
import io.quiver.exec.scan.csv.LineCutter;
import io.quiver.exec.scan.text.BooleanFields;
import io.quiver.exec.scan.text.ConvertedFields;
import io.quiver.exec.scan.text.DatetimeFields;
import io.quiver.exec.scan.text.DecimalFields;
import io.quiver.exec.scan.text.FieldReader;
import io.quiver.exec.scan.text.FractionFields;
import io.quiver.exec.scan.text.IntegerFields;
import io.quiver.exec.scan.text.NullFields;
import io.quiver.exec.scan.text.TextChunks;
import io.quiver.exec.scan.text.TextConverter;
import io.quiver.exec.scan.text.TextFields;
import io.quiver.exec.scan.text.TextScan;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.text.TextColumns;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.scan.text.TextOpener;
import io.quiver.spark.scan.text.TextSplits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.catalyst.csv.UnivocityParser;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.Option;

/**
 * The settings that a task needs to read a file as {@code CSVFileFormat.buildReader} of Spark 4.1 would, captured on the driver.
 */
public record CsvReadSettings(
        Broadcast<SerializableConfiguration> conf,
        StructType dataSchema,
        StructType requiredSchema,
        StructType partitionSchema,
        CSVOptions options,
        List<Filter> filters)
        implements TextOpener {
    /** Settings of a scan whose files {@code stockFunction} reads on stock Spark. */
    public static CsvReadSettings of(FileSourceScanExec scan, Function1<?, ?> stockFunction) {
        HadoopFsRelation relation = scan.relation();
        CSVOptions options = CsvReads.options(relation);
        List<Filter> filters = new ArrayList<>();
        for (Filter filter : Scala.list(scan.pushedDownFilters())) {
            if (!List.of(filter.references()).contains(options.columnNameOfCorruptRecord())) {
                filters.add(filter);
            }
        }
        return new CsvReadSettings(
                TextSplits.conf(scan, stockFunction),
                relation.dataSchema(),
                scan.requiredSchema(),
                relation.partitionSchema(),
                options,
                filters);
    }

    @Override
    public boolean isFilteredBySpark() {
        return !filters.isEmpty();
    }

    @Override
    public TextScan open(PartitionedFile file) throws IOException {
        SparkLines lines = new SparkLines(this, file);
        List<CsvField> fields = fields(lines.parser());
        boolean isReused =
                fields.stream().noneMatch(field -> field.values().type().physical() == ColumnType.Physical.BYTES);
        TextChunks chunks = TextSplits.open(file, conf.value().value(), Optional.empty(), isReused);
        boolean isOpen = false;
        try {
            TextScan scan = new TextScan(chunks, new LineCutter(form(), fields), lines);
            if (options.headerFlag() && file.start() == 0) {
                scan.readHeader(lines::header);
            }
            isOpen = true;
            return scan;
        } finally {
            if (!isOpen) {
                chunks.close();
            }
        }
    }

    /** The part of a schema that is in the file. */
    StructType inFile(StructType schema) {
        return TextColumns.inText(schema, options.columnNameOfCorruptRecord());
    }

    boolean isPruned() {
        return options.isColumnPruningEnabled(requiredSchema);
    }

    CsvForm form() {
        int columns = inFile(dataSchema).length();
        int required = inFile(requiredSchema).length();
        // where some columns only are asked for, lines of too few or too many are not malformed; where none is, none is
        // looked at
        boolean needsAll = isPruned() ? required == columns && required > 0 : true;
        boolean emptyQuotesAreNull =
                options.nullValue().isEmpty() && options.emptyValueInRead().isEmpty();
        return CsvReads.form(options, emptyQuotesAreNull, columns, needsAll);
    }

    private byte[] nullText() {
        return CsvReads.nullText(options);
    }

    /**
     * Creates readers of the requested columns. Readers have state, so each file has its own.
     *
     * @param parser converts values of other forms as Spark does
     */
    List<CsvField> fields(UnivocityParser parser) {
        StructType fileSchema = inFile(dataSchema);
        List<CsvField> fields = new ArrayList<>();
        for (StructField field : requiredSchema.fields()) {
            ColumnType type = SparkTypes.columnType(field.dataType());
            fields.add(
                    field.name().equals(options.columnNameOfCorruptRecord())
                            ? new CsvField(CsvField.NOT_IN_FILE, new NullFields(type))
                            : new CsvField(fileSchema.indexOf(field), reader(field, type, parser)));
        }
        return fields;
    }

    private FieldReader reader(StructField field, ColumnType type, UnivocityParser parser) {
        byte[] nullText = nullText();
        boolean isOfUs = options.locale().equals(Locale.US);
        return switch (type.kind()) {
            case BOOLEAN -> new BooleanFields(nullText);
            case BYTE, SHORT, INT, LONG -> new IntegerFields(type, nullText);
            case FLOAT, DOUBLE ->
                new FractionFields(
                        type,
                        nullText,
                        new FractionFields.Names(options.nanValue(), options.negativeInf(), options.positiveInf()));
            case DECIMAL ->
                isOfUs
                        ? new DecimalFields(type, nullText)
                        : new ConvertedFields(type, nullText, SparkValues.of(parser, field));
            case STRING -> new TextFields(nullText);
            case DATE -> datetimes(field, type, parser, options.dateFormatInRead());
            case TIMESTAMP -> datetimes(field, type, parser, options.timestampFormatInRead());
            case TIMESTAMP_NTZ -> datetimes(field, type, parser, options.timestampNTZFormatInRead());
            case BINARY -> new ConvertedFields(type, nullText, SparkValues.of(parser, field));
            case NULL, OPAQUE -> throw new IllegalArgumentException("a column of type " + type);
        };
    }

    /**
     * Quiver reads values of an option's pattern if the pattern has one reading. Without a pattern it reads everything, as casts
     * do.
     */
    private FieldReader datetimes(StructField field, ColumnType type, UnivocityParser parser, Option<String> format) {
        TextConverter converter = SparkValues.of(parser, field);
        Optional<String> pattern = Scala.optional(format);
        return TextColumns.hasOneReading(type, pattern, options.locale())
                ? new DatetimeFields(type, nullText(), pattern.flatMap(FixedPattern::of), options.zoneId(), converter)
                : new ConvertedFields(type, nullText(), converter);
    }
}
