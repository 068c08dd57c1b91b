/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.json;

import io.quiver.exec.scan.json.JsonField;
import io.quiver.exec.scan.json.JsonLines;
import io.quiver.exec.scan.json.JsonValues;
import io.quiver.exec.scan.text.LineFinder;
import io.quiver.exec.scan.text.TextChunks;
import io.quiver.exec.scan.text.TextScan;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.text.JsonFields;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.scan.text.TextOpener;
import io.quiver.spark.scan.text.TextSplits;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JacksonParser;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;

/**
 * The settings that a task needs to read a file as {@code JsonFileFormat.buildReader} of Spark 4.1 would, captured on the driver.
 */
public record JsonReadSettings(
        Broadcast<SerializableConfiguration> conf,
        StructType requiredSchema,
        StructType partitionSchema,
        JSONOptions options,
        List<Filter> filters)
        implements TextOpener {
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
     * Creates readers of the requested columns. Readers have state, so each file has its own.
     *
     * @param parser converts values of other forms as Spark does
     */
    List<JsonField.Named> fields(JacksonParser parser) {
        return new JsonFields(parser, options, keepsText() ? JsonValues.ANY_AS_TEXT : JsonValues.STRING)
                .outermost(requiredSchema);
    }

    /** Whether a string column keeps other values as the file spells them: only without an encoding, whose reader has no bytes. */
    private boolean keepsText() {
        return options.encoding().isEmpty() && (boolean) SQLConf.get().getConf(SQLConf.JSON_EXACT_STRING_PARSING());
    }
}
