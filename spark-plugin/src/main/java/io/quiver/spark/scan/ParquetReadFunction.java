/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.spark.compat.SparkInternals;
import io.quiver.spark.scan.file.FallbackReport;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Function1;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Reads one file with Quiver's scan if that can read it, else with Spark's function. */
final class ParquetReadFunction extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ParquetReadFunction.class);

    private final Function1<PartitionedFile, Iterator<InternalRow>> stock;
    private final ParquetReadSettings settings;
    private final FallbackReport fallbacks;
    private final PushedFilters filters;
    private final SQLMetric rowsOut;

    ParquetReadFunction(
            Function1<PartitionedFile, Iterator<InternalRow>> stock,
            ParquetReadSettings settings,
            FallbackReport fallbacks,
            PushedFilters filters,
            SQLMetric rowsOut) {
        this.stock = stock;
        this.settings = settings;
        this.fallbacks = fallbacks;
        this.filters = filters;
        this.rowsOut = rowsOut;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // FileScanRDD wants rows said and takes batches
    public Iterator<InternalRow> apply(PartitionedFile file) {
        OpenedFile opened = open(file);
        if (opened instanceof OpenedFile.Ours ours) {
            SparkInternals.countRowGroups(ours.scan().rowGroups());
            return (Iterator)
                    new ScanIterator(ours.scan(), types(), file, stock, fallbacks, filters.current(), rowsOut);
        }
        fallbacks.add(((OpenedFile.ForSpark) opened).reason());
        return stock.apply(file);
    }

    /** Leaves every failure before the first row to Spark's reader, which finds it again and reports it in its own words. */
    private OpenedFile open(PartitionedFile file) {
        try {
            return ParquetFileOpener.open(file, settings, stock);
        } catch (IOException | RuntimeException e) {
            LOG.debug("Spark's reader takes {}", file.urlEncodedPath(), e);
            return new OpenedFile.ForSpark("opening fails with " + e.getClass().getSimpleName());
        }
    }

    private DataType[] types() {
        List<DataType> types = new ArrayList<>();
        for (StructField field : settings.requiredSchema().fields()) {
            types.add(field.dataType());
        }
        for (StructField field : settings.partitionSchema().fields()) {
            types.add(field.dataType());
        }
        return types.toArray(new DataType[0]);
    }
}
