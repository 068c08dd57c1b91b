/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.text;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.scan.parquet.ScanColumn;
import io.quiver.exec.scan.text.TextScan;
import io.quiver.spark.scan.file.FallbackReport;
import io.quiver.spark.scan.file.PartitionConstants;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Function1;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Reads one split of a file in batches, with Quiver's reader if possible, else from the rows of Spark's function. */
public final class TextReadFunction extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(TextReadFunction.class);

    private final Function1<PartitionedFile, Iterator<InternalRow>> stock;
    private final DataType[] types;
    private final @Nullable TextOpener opener;
    private final FallbackReport fallbacks;

    /**
     * Reads with {@code stock} alone if there is no {@code opener}.
     *
     * @param types of the columns of the file and of its partition
     */
    public TextReadFunction(
            Function1<PartitionedFile, Iterator<InternalRow>> stock,
            DataType[] types,
            @Nullable TextOpener opener,
            FallbackReport fallbacks) {
        this.stock = stock;
        this.types = types;
        this.opener = opener;
        this.fallbacks = fallbacks;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // FileScanRDD wants rows said and takes batches
    public Iterator<InternalRow> apply(PartitionedFile file) {
        if (opener != null) {
            TextScan scan = open(file, opener);
            if (scan != null) {
                List<ScanColumn.Constant> partition =
                        PartitionConstants.of(opener.partitionSchema(), file.partitionValues());
                return (Iterator)
                        new TextIterator(scan, partition, types, file, stock, opener.isFilteredBySpark(), fallbacks);
            }
        }
        return (Iterator) new RowBatches(stock.apply(file), types);
    }

    /** Leaves every failure before the first row to Spark's reader, which finds it again and reports it in its own words. */
    private @Nullable TextScan open(PartitionedFile file, TextOpener opener) {
        try {
            return opener.open(file);
        } catch (Exception e) { // Scala throws checked ones undeclared
            Cancellation.unlessEnded(e);
            LOG.debug("Spark's reader takes {}", file.urlEncodedPath(), e);
            fallbacks.add("opening fails with " + e.getClass().getSimpleName());
            return null;
        }
    }
}
