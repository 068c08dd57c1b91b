/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import scala.collection.AbstractIterator;

/** Iterates over batches as unsafe rows. The row is reused for the next one, as everywhere in Spark. One thread. */
public final class BatchRows extends AbstractIterator<InternalRow> {
    private final BatchSource source;
    private final RowWriter writer;
    private int rowCount;
    private int position;
    private boolean ended;

    public BatchRows(BatchSource source, DataType[] types) {
        this.source = source;
        writer = new RowWriter(types);
    }

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
}
