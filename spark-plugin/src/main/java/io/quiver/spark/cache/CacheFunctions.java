/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.cache;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.BatchRows;
import io.quiver.spark.column.ColumnView;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.SparkVectors;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Function1;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** The task functions of cached tables: they fill partitions from columns or rows, and read them as columns or rows. */
final class CacheFunctions {
    private CacheFunctions() {}

    /** How a table is cached: its columns, the most rows in a batch, and whether blocks are compressed. */
    record Format(DataType[] types, int maxRows, boolean compressed) implements Serializable {
        Iterator<CachedBatch> cache(BatchSource source) {
            return new CachingBatches(source, types, maxRows, compressed);
        }
    }

    /** Which columns are read, in which order, and their types. */
    record Selection(int[] ordinals, DataType[] types) implements Serializable {
        Batch read(CachedBatch cached) {
            return ((CachedColumns) cached).decode(ordinals, types);
        }
    }

    record CacheColumns(Format format)
            implements Function1<Iterator<ColumnarBatch>, Iterator<CachedBatch>>, Serializable {
        @Override
        public Iterator<CachedBatch> apply(Iterator<ColumnarBatch> batches) {
            SparkVectors vectors = new SparkVectors(format.types());
            return format.cache(() -> batches.hasNext() ? vectors.read(batches.next()) : null);
        }
    }

    record CacheRows(Format format) implements Function1<Iterator<InternalRow>, Iterator<CachedBatch>>, Serializable {
        @Override
        public Iterator<CachedBatch> apply(Iterator<InternalRow> rows) {
            RowReader reader = new RowReader(format.types());
            java.util.Iterator<InternalRow> input = CollectionConverters.asJava(rows);
            int maxRows = Math.min(format.maxRows(), Batch.TARGET_ROWS);
            return format.cache(() -> {
                Batch batch = reader.read(input, maxRows);
                return batch.rowCount() == 0 ? null : batch;
            });
        }
    }

    record ReadColumns(Selection selection)
            implements Function1<Iterator<CachedBatch>, Iterator<ColumnarBatch>>, Serializable {
        @Override
        public Iterator<ColumnarBatch> apply(Iterator<CachedBatch> cached) {
            return new AbstractIterator<>() {
                @Override
                public boolean hasNext() {
                    return cached.hasNext();
                }

                @Override
                public ColumnarBatch next() {
                    return ColumnView.batch(selection.read(cached.next()), selection.types());
                }
            };
        }
    }

    record ReadRows(Selection selection)
            implements Function1<Iterator<CachedBatch>, Iterator<InternalRow>>, Serializable {
        @Override
        public Iterator<InternalRow> apply(Iterator<CachedBatch> cached) {
            return new BatchRows(() -> cached.hasNext() ? selection.read(cached.next()) : null, selection.types());
        }
    }
}
