/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.ColumnView;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/** Outputs Spark's columnar batches over Quiver's columns, without a copy. */
public record BatchOutput(FragmentFunction function) implements FragmentOutput<ColumnarBatch> {
    @Override
    public Iterator<ColumnarBatch> over(int index, List<Iterator<Object>> partitions) {
        BatchSource source = function.run(index, partitions);
        return new AbstractIterator<>() {
            private @Nullable Batch ahead;
            private boolean ended;

            @Override
            public boolean hasNext() {
                if (ahead == null && !ended) {
                    ahead = source.next();
                    ended = ahead == null;
                }
                return ahead != null;
            }

            @Override
            public ColumnarBatch next() {
                if (!hasNext() || ahead == null) {
                    throw new NoSuchElementException("no more batches");
                }
                ColumnarBatch batch = ColumnView.batch(ahead, function.outputTypes());
                ahead = null;
                return batch;
            }
        };
    }
}
