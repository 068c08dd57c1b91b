/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.operator;

import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * A data source over {@link MemoryTable}: columns without the cost of a scan, in one partition, and the same objects for both
 * engines. The option {@code table} names the table.
 */
public final class MemorySource implements TableProvider {
    static final String TABLE_OPTION = "table";

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return MemoryTable.named(Objects.requireNonNull(options.get(TABLE_OPTION)))
                .schema();
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new Readable(Objects.requireNonNull(properties.get(TABLE_OPTION)), schema);
    }

    @SuppressWarnings("deprecation") // schema() is what a table without constraints implements
    private record Readable(String name, StructType schema) implements SupportsRead {
        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            return new Columns(name, schema);
        }
    }

    /** The scan and its builder: reads some columns of a table. */
    private static final class Columns implements ScanBuilder, SupportsPushDownRequiredColumns, Scan, Batch {
        private final String table;
        private StructType wanted;

        Columns(String table, StructType wanted) {
            this.table = table;
            this.wanted = wanted;
        }

        @Override
        public void pruneColumns(StructType required) {
            wanted = required;
        }

        @Override
        public Scan build() {
            return this;
        }

        @Override
        public StructType readSchema() {
            return wanted;
        }

        @Override
        public Batch toBatch() {
            return this;
        }

        @Override
        public InputPartition[] planInputPartitions() {
            return new InputPartition[] {new WholeTable()};
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            return new BatchReaders(table, wanted);
        }
    }

    private record WholeTable() implements InputPartition {}

    private record BatchReaders(String table, StructType wanted) implements PartitionReaderFactory {
        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            throw new UnsupportedOperationException("tables in memory are read in batches");
        }

        @Override
        public boolean supportColumnarReads(InputPartition partition) {
            return true;
        }

        @Override
        public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
            return new BatchReader(MemoryTable.named(table).batches(wanted));
        }
    }

    private static final class BatchReader implements PartitionReader<ColumnarBatch> {
        private final Iterator<ColumnarBatch> batches;
        private ColumnarBatch current = new ColumnarBatch(new org.apache.spark.sql.vectorized.ColumnVector[0]);

        BatchReader(Iterator<ColumnarBatch> batches) {
            this.batches = batches;
        }

        @Override
        public boolean next() {
            if (!batches.hasNext()) {
                return false;
            }
            current = batches.next();
            return true;
        }

        @Override
        public ColumnarBatch get() {
            return current;
        }

        @Override
        public void close() {
            // the vectors are the table's
        }
    }
}
