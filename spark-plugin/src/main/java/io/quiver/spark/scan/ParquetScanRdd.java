/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.SparkInternals;
import io.quiver.spark.scan.delta.DeltaFormat;
import io.quiver.spark.scan.file.Archives;
import io.quiver.spark.scan.file.FallbackReport;
import io.quiver.spark.scan.file.FileBatches;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Function1;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * Puts Quiver's reader under a scan of Parquet files. Everything around it stays Spark's. The scan node plans the partitions and
 * reports its metrics. Its {@code FileScanRDD} iterates over the files, sets {@code input_file_name()}, counts input metrics,
 * adds metadata columns and skips missing or corrupt files. Only the function that reads one file is Quiver's, and it falls back
 * to Spark's function.
 */
public final class ParquetScanRdd {
    private ParquetScanRdd() {}

    /**
     * The scan's batches, over Quiver's columns for files that Quiver reads.
     *
     * @param fallbacks is told of the files that Spark's reader takes
     * @param filters drop rows of the files that Quiver reads
     */
    public static RDD<ColumnarBatch> batches(FileSourceScanExec scan, FallbackReport fallbacks, PushedFilters filters) {
        if (refusal(scan).isPresent()) {
            return batchesOfSpark(scan);
        }
        return withReader(scan, stock -> ParquetReadSettings.of(scan, stock)
                .<Function1<PartitionedFile, Iterator<InternalRow>>>map(settings ->
                        new ParquetReadFunction(stock, settings, fallbacks, filters, scan.longMetric("numOutputRows")))
                .orElseGet(() ->
                        new LeftToFormat(stock, scan.relation().fileFormat().toString(), fallbacks)));
    }

    /** The batches of Spark's reader, even if Spark itself reads the scan in rows: see {@link ColumnarReads}. */
    public static RDD<ColumnarBatch> batchesOfSpark(FileSourceScanExec scan) {
        return scan.supportsColumnar() ? scan.executeColumnar() : withReader(scan, stock -> stock);
    }

    private static RDD<ColumnarBatch> withReader(
            FileSourceScanExec scan, UnaryOperator<Function1<PartitionedFile, Iterator<InternalRow>>> reader) {
        // Prepares the node, waits for its subqueries, plans partitions and reports the driver's metrics.
        RDD<?> stock = scan.supportsColumnar() ? scan.executeColumnar() : scan.execute();
        if (!(scan.inputRDD() instanceof FileScanRDD files) || files.getClass() != FileScanRDD.class) {
            return ofBatches(scan, stock);
        }
        return FileBatches.over(
                scan,
                files,
                reader.apply(scan.supportsColumnar() ? SparkInternals.readFunction(files) : batchFunction(scan)));
    }

    @SuppressWarnings("unchecked")
    private static RDD<ColumnarBatch> ofBatches(FileSourceScanExec scan, RDD<?> stock) {
        if (!scan.supportsColumnar()) {
            throw new IllegalStateException("not a scan of files: " + scan.inputRDD());
        }
        return (RDD<ColumnarBatch>) stock;
    }

    /** Spark's function that reads a file, in batches instead of rows, created as {@code FileSourceScanExec.inputRDD} does. */
    private static Function1<PartitionedFile, Iterator<InternalRow>> batchFunction(FileSourceScanExec scan) {
        HadoopFsRelation relation = scan.relation();
        SparkSession session = (SparkSession) relation.sparkSession();
        return relation.fileFormat()
                .buildReaderWithPartitionValues(
                        session,
                        relation.dataSchema(),
                        relation.partitionSchema(),
                        scan.requiredSchema(),
                        scan.pushedDownFilters(),
                        relation.options().updated(FileFormat.OPTION_RETURNING_BATCH(), "true"),
                        session.sessionState().newHadoopConfWithOptions(relation.options()));
    }

    /** Why Quiver reads no file of the scan; empty if it may, which is decided file by file. */
    public static Optional<String> refusal(FileSourceScanExec scan) {
        if (!(scan.relation().fileFormat() instanceof ParquetFileFormat)) {
            return Optional.of("format " + scan.relation().fileFormat());
        }
        if (!ColumnarReads.canRead(scan)) {
            return Optional.of("read by rows");
        }
        return Archives.refusal()
                .or(() -> DeltaFormat.refusal(scan.relation().fileFormat(), scan.requiredSchema()))
                .or(() -> refusal(scan.requiredSchema(), true))
                .or(() -> refusal(scan.relation().partitionSchema(), false));
    }

    /** Reads each file with the function of a format that extends Spark's reader, and reports that. */
    private static final class LeftToFormat extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Function1<PartitionedFile, Iterator<InternalRow>> stock;
        private final String format;
        private final FallbackReport fallbacks;

        LeftToFormat(Function1<PartitionedFile, Iterator<InternalRow>> stock, String format, FallbackReport fallbacks) {
            this.stock = stock;
            this.format = format;
            this.fallbacks = fallbacks;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile file) {
            fallbacks.add("format %s has a reader of its own".formatted(format));
            return stock.apply(file);
        }
    }

    private static Optional<String> refusal(StructType schema, boolean fromFile) {
        for (StructField field : schema.fields()) {
            if (fromFile && isMadeBySpark(field)) {
                return Optional.of("column %s is made by Spark's reader".formatted(field.name()));
            }
            ColumnType.Kind kind = SparkTypes.columnType(field.dataType()).kind();
            if (kind == ColumnType.Kind.OPAQUE && !(fromFile && NestedLayout.isOfParts(field.dataType()))
                    || kind == ColumnType.Kind.NULL
                    || field.dataType() instanceof UserDefinedType) {
                return Optional.of("column %s is %s"
                        .formatted(field.name(), field.dataType().catalogString()));
            }
        }
        return Optional.empty();
    }

    /** Spark's reader makes defaults of columns that were added to a table later, and fails on row indexes of other types. */
    private static boolean isMadeBySpark(StructField field) {
        boolean isRowIndex = field.name().equals(ParquetFileFormat.ROW_INDEX_TEMPORARY_COLUMN_NAME());
        return field.metadata().contains("EXISTS_DEFAULT")
                || isRowIndex && !field.dataType().equals(DataTypes.LongType);
    }
}
