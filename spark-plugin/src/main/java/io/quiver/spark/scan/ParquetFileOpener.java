/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.exec.scan.parquet.ExactFrom;
import io.quiver.exec.scan.parquet.NestedShape;
import io.quiver.exec.scan.parquet.ParquetScan;
import io.quiver.exec.scan.parquet.ScanColumn;
import io.quiver.exec.scan.parquet.ScanPlan;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.scan.delta.DeltaFormat;
import io.quiver.spark.scan.delta.MarkedRows;
import io.quiver.spark.scan.file.PartitionConstants;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.sql.execution.datasources.DataSourceUtils;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetColumn;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFilters;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;

/**
 * Opens one file. It reads the footer and lets Spark's own code decide which columns are wanted, and which row groups and pages
 * can match, as {@code ParquetFileFormat.buildReaderWithPartitionValues} and {@code VectorizedParquetRecordReader} of Spark 4.1
 * do.
 */
final class ParquetFileOpener {
    /** Encodings on which Spark 4.1's vectorised reader fails, so that Spark must read them. */
    private static final Set<Encoding> LEFT_TO_SPARK = Set.of(Encoding.BYTE_STREAM_SPLIT);

    private ParquetFileOpener() {}

    /** Decides who reads the file, and opens it if Quiver does. {@code stock} reads it on stock Spark. */
    static OpenedFile open(
            PartitionedFile file, ParquetReadSettings settings, Function1<PartitionedFile, Iterator<InternalRow>> stock)
            throws IOException {
        Configuration conf = settings.conf().value().value();
        SparkApi.OpenedParquet opened = SparkApi.get().openParquet(conf, file);
        boolean handedOn = false;
        try {
            FileMetaData metaData = opened.footer().getFileMetaData();
            if (convertsInt96(metaData, settings)) {
                return new OpenedFile.ForSpark("INT96 timestamps of " + metaData.getCreatedBy() + " are converted");
            }
            RebaseDateTime.RebaseSpec rebase =
                    DataSourceUtils.datetimeRebaseSpec(metaData.getKeyValueMetaData()::get, settings.rebaseMode());
            RebaseDateTime.RebaseSpec int96Rebase =
                    DataSourceUtils.int96RebaseSpec(metaData.getKeyValueMetaData()::get, settings.int96RebaseMode());
            MessageType fileSchema = metaData.getSchema();
            MessageType requested =
                    ParquetReadSupport.getRequestedSchema(fileSchema, settings.requiredSchema(), conf, true);
            List<ScanColumn> columns = new ArrayList<>();
            Optional<ScanColumn> marks = settings.inMarkedRows()
                    ? Optional.of(MarkedRows.column(file, settings.requiredSchema(), stock))
                    : Optional.empty();
            Optional<String> otherColumn = addColumns(columns, fileSchema, requested, conf, settings, marks);
            if (otherColumn.isPresent()) {
                return new OpenedFile.ForSpark(otherColumn.get());
            }
            columns.addAll(PartitionConstants.of(settings.partitionSchema(), file.partitionValues()));
            ScanPlan plan =
                    ScanPlan.of(columns, opened.footer().getBlocks(), exactFrom(rebase, int96Rebase), LEFT_TO_SPARK);
            if (plan.refusal().isPresent()) {
                return new OpenedFile.ForSpark(plan.refusal().get());
            }
            ParquetReadOptions.Builder options = HadoopReadOptions.builder(conf, file.toPath())
                    .withRange(file.start(), file.start() + file.length());
            FilterPredicate predicate = predicate(fileSchema, rebase, settings);
            if (predicate != null) {
                options.withRecordFilter(FilterCompat.get(predicate));
            }
            handedOn = true;
            ParquetScan scan = ParquetScan.open(
                    opened.file().getLength(),
                    complete -> SparkApi.get().parquetReader(opened.file(), opened.footer(), complete, opened.stream()),
                    options,
                    HadoopCodecs.newFactory(conf, 0),
                    requested,
                    plan,
                    settings.batchRows());
            if (settings.inStockBatches()) {
                scan.keepLongBatches();
            }
            return new OpenedFile.Ours(scan);
        } finally {
            if (!handedOn) {
                opened.stream().close();
            }
        }
    }

    /** Whether INT96 timestamps of another engine must be converted to the session's time zone. */
    private static boolean convertsInt96(FileMetaData metaData, ParquetReadSettings settings) {
        return settings.int96Conversion() && !metaData.getCreatedBy().startsWith("parquet-mr");
    }

    /** In modes other than CORRECTED, Spark rebases old values or fails on them, so these are left to Spark. */
    private static ExactFrom exactFrom(RebaseDateTime.RebaseSpec rebase, RebaseDateTime.RebaseSpec int96Rebase) {
        boolean exact = isCorrected(rebase);
        return new ExactFrom(
                exact ? Integer.MIN_VALUE : RebaseDateTime.lastSwitchJulianDay(),
                exact ? Long.MIN_VALUE : RebaseDateTime.lastSwitchJulianTs(),
                isCorrected(int96Rebase) ? Long.MIN_VALUE : RebaseDateTime.lastSwitchJulianTs());
    }

    private static boolean isCorrected(RebaseDateTime.RebaseSpec rebase) {
        return rebase.mode().toString().equals("CORRECTED");
    }

    /** Adds the wanted columns as the file has them; returns the reason if Spark's reader must read one of them. */
    private static Optional<String> addColumns(
            List<ScanColumn> columns,
            MessageType fileSchema,
            MessageType requested,
            Configuration conf,
            ParquetReadSettings settings,
            Optional<ScanColumn> marks) {
        ParquetColumn root = new ParquetToSparkSchemaConverter(conf)
                .convertParquetColumn(requested, Option.apply(settings.requiredSchema()));
        List<ParquetColumn> children = Scala.list(root.children());
        StructField[] fields = settings.requiredSchema().fields();
        if (children.size() != fields.length) {
            return Optional.of("wanted columns: %d, in the file: %d".formatted(fields.length, children.size()));
        }
        for (int i = 0; i < fields.length; i++) {
            ScanColumn column = isMade(fields[i], marks)
                    ? madeColumn(fileSchema, children.get(i), fields[i], marks)
                    : column(fileSchema, children.get(i), fields[i].dataType());
            if (column == null) {
                return Optional.of("column %s is not %s in the file"
                        .formatted(fields[i].name(), fields[i].dataType().catalogString()));
            }
            columns.add(column);
        }
        return Optional.empty();
    }

    /** Whether the column is none of the file's. */
    private static boolean isMade(StructField field, Optional<ScanColumn> marks) {
        return field.name().equals(ParquetFileFormat.ROW_INDEX_TEMPORARY_COLUMN_NAME())
                || marks.isPresent() && field.name().equals(DeltaFormat.MARKS);
    }

    /** Returns null where the file has a column of the name all the same. */
    private static @Nullable ScanColumn madeColumn(
            MessageType fileSchema, ParquetColumn column, StructField field, Optional<ScanColumn> marks) {
        if (column.path().size() != 1 || fileSchema.containsField(column.path().head())) {
            return null;
        }
        return field.name().equals(DeltaFormat.MARKS) ? marks.orElse(null) : ScanColumn.OfRowIndex.itself();
    }

    private static @Nullable ScanColumn column(MessageType fileSchema, ParquetColumn column, DataType type) {
        if (!column.isPrimitive()) {
            return NestedColumnShape.of(fileSchema, column, type)
                    .<ScanColumn>map(shape -> new ScanColumn.Nested(new NestedShape.Root(shape, NestedLayout.UNSAFE)))
                    .orElse(null);
        }
        if (column.path().size() != 1 || !column.sparkType().equals(type)) {
            return null;
        }
        String name = column.path().head();
        if (!fileSchema.containsField(name)) {
            return column.required() ? null : new ScanColumn.Constant(null, SparkTypes.columnType(type));
        }
        ColumnDescriptor descriptor = column.descriptor().get();
        if (!fileSchema.getType(name).equals(descriptor.getPrimitiveType())) {
            return null;
        }
        return new ScanColumn.FromFile(descriptor, SparkTypes.columnType(type));
    }

    private static @Nullable FilterPredicate predicate(
            MessageType fileSchema, RebaseDateTime.RebaseSpec rebase, ParquetReadSettings settings) {
        ParquetFilters filters = SparkApi.get()
                .parquetFilters(
                        fileSchema,
                        settings.pushDownDate(),
                        settings.pushDownTimestamp(),
                        settings.pushDownDecimal(),
                        settings.pushDownStringPredicate(),
                        settings.pushDownInFilterThreshold(),
                        settings.caseSensitive(),
                        rebase,
                        settings.requiredSchema());
        FilterPredicate all = null;
        for (Filter filter : settings.filters()) {
            Option<FilterPredicate> one = filters.createFilter(filter);
            if (one.isDefined()) {
                all = all == null ? one.get() : FilterApi.and(all, one.get());
            }
        }
        return all;
    }
}
