/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.spark.column.BatchRows;
import io.quiver.spark.column.RowReader;
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.RecordBinaryComparator;
import org.apache.spark.sql.execution.UnsafeExternalRowSorter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.collection.unsafe.sort.PrefixComparators;
import org.apache.spark.util.random.XORShiftRandom;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Deals rows out to one partition after the other, as ShuffleExchangeExec of Spark 4.1 does, from a start that the task's number
 * decides. With {@code sortsFirst}, rows are first sorted by their bytes, so that a task that runs again deals them out as
 * before, whatever their order. Spark sorts its own rows, by hash and bytes.
 */
record RoundRobinIds(DataType[] types, int partitionCount, boolean sortsFirst) implements BlockSplit.PartitionIds {
    @Override
    public BlockSplit.IdentifiedBatches open(BatchSource source) {
        int first = new XORShiftRandom(TaskContext.getPartitionId()).nextInt(partitionCount);
        boolean sorts = sortsFirst && partitionCount > 1;
        return new Dealer(sorts ? new Sorted(source, types) : source, first, partitionCount);
    }

    /** Deals the rows of batches out. */
    private static final class Dealer implements BlockSplit.IdentifiedBatches {
        private final BatchSource source;
        private final int partitionCount;
        private int position;
        private @Nullable Batch batch;

        Dealer(BatchSource source, int position, int partitionCount) {
            this.source = source;
            this.position = position;
            this.partitionCount = partitionCount;
        }

        @Override
        public boolean advance() {
            batch = source.next();
            return batch != null;
        }

        @Override
        public Batch batch() {
            if (batch == null) {
                throw new IllegalStateException("no batch");
            }
            return batch;
        }

        @Override
        public IntColumn ids() {
            int[] ids = new int[batch().rowCount()];
            for (int i = 0; i < ids.length; i++) {
                position++;
                ids[i] = Math.floorMod(position, partitionCount);
            }
            return new IntColumn(ColumnType.INT, ids.length, ids, null);
        }
    }

    /**
     * Sorts the rows of a source by the hash of their bytes, then by their bytes. Reads the whole source before it returns a row.
     */
    private static final class Sorted implements BatchSource {
        private final BatchSource source;
        private final DataType[] types;
        private final RowReader reader;
        private @Nullable Iterator<InternalRow> sorted;

        Sorted(BatchSource source, DataType[] types) {
            this.source = source;
            this.types = types;
            reader = new RowReader(types);
        }

        @Override
        public @Nullable Batch next() {
            if (sorted == null) {
                sorted = sort();
            }
            Batch batch = reader.read(sorted, Batch.TARGET_ROWS);
            return batch.rowCount() == 0 ? null : batch;
        }

        /** The rows are unsafe rows, typed as rows. */
        @SuppressWarnings({"unchecked", "rawtypes"})
        private scala.collection.Iterator<UnsafeRow> unsafeRows() {
            return (scala.collection.Iterator) new BatchRows(source, types);
        }

        private Iterator<InternalRow> sort() {
            StructType schema = new StructType();
            for (int i = 0; i < types.length; i++) {
                schema = schema.add("c" + i, types[i]);
            }
            try {
                UnsafeExternalRowSorter sorter = UnsafeExternalRowSorter.createWithRecordComparator(
                        schema,
                        RecordBinaryComparator::new,
                        PrefixComparators.LONG,
                        new HashPrefix(),
                        SparkEnv.get().memoryManager().pageSizeBytes(),
                        false);
                return CollectionConverters.asJava(sorter.sort(unsafeRows()));
            } catch (IOException e) {
                throw RowFailure.raise(e);
            }
        }
    }

    private static final class HashPrefix extends UnsafeExternalRowSorter.PrefixComputer {
        private final Prefix prefix = new Prefix();

        @Override
        public Prefix computePrefix(InternalRow row) {
            prefix.isNull = false;
            prefix.value = row.hashCode();
            return prefix;
        }
    }
}
