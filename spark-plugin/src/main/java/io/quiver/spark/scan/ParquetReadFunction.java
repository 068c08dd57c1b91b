/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.exec.scan.parquet.ParquetScan;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Function1;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Reads one file: with our scan if it is one for us, else with Spark's function. */
final class ParquetReadFunction extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ParquetReadFunction.class);

    private final Function1<PartitionedFile, Iterator<InternalRow>> stock;
    private final ParquetReadSettings settings;

    ParquetReadFunction(Function1<PartitionedFile, Iterator<InternalRow>> stock, ParquetReadSettings settings) {
        this.stock = stock;
        this.settings = settings;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // FileScanRDD wants rows said and takes batches
    public Iterator<InternalRow> apply(PartitionedFile file) {
        Optional<ParquetScan> scan = open(file);
        return scan.isEmpty() ? stock.apply(file) : (Iterator) new ScanIterator(scan.get(), types(), file, stock);
    }

    /** Whatever goes wrong before the first row is for Spark's reader to find again, and to say in its words. */
    private Optional<ParquetScan> open(PartitionedFile file) {
        try {
            return ParquetFileOpener.open(file, settings);
        } catch (IOException | RuntimeException e) {
            LOG.debug("Spark's reader takes {}", file.urlEncodedPath(), e);
            return Optional.empty();
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
