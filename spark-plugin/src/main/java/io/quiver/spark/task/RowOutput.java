/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.RowWriter;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/** Unsafe rows; the row is reused for the next one, as everywhere in Spark. */
record RowOutput(FragmentFunction function) implements FragmentOutput<InternalRow> {
    @Override
    public Iterator<InternalRow> over(int index, List<Iterator<Object>> partitions) {
        BatchSource source = function.run(index, partitions);
        RowWriter writer = new RowWriter(function.outputTypes());
        return new AbstractIterator<>() {
            private int rowCount;
            private int position;
            private boolean ended;

            @Override
            public boolean hasNext() {
                while (position == rowCount && !ended) {
                    Batch batch = source.next();
                    if (batch == null) {
                        ended = true;
                    } else {
                        writer.reset(batch);
                        rowCount = batch.rowCount();
                        position = 0;
                    }
                }
                return position < rowCount;
            }

            @Override
            public InternalRow next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no more rows");
                }
                return writer.row(position++);
            }
        };
    }
}
