/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.ColumnView;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/** Unpacks tables from Python, which come as one struct column, into its fields. */
final class StructBatches extends AbstractIterator<ColumnarBatch> {
    private final Iterator<ColumnarBatch> given;
    private final DataType[] types;
    private final Consumer<DataType> check;
    private final ReceivedColumns received;
    private int taken;

    /** {@code check} is called with the type of each struct. */
    StructBatches(Iterator<ColumnarBatch> given, DataType[] types, Consumer<DataType> check) {
        this.given = given;
        this.types = types;
        this.check = check;
        received = new ReceivedColumns(types);
    }

    @Override
    public boolean hasNext() {
        while (taken == received.rowCount()) {
            if (!given.hasNext()) {
                return false;
            }
            ColumnarBatch batch = given.next();
            check.accept(batch.column(0).dataType());
            ArrowColumnVector struct = (ArrowColumnVector) batch.column(0);
            ColumnVector[] fields = new ColumnVector[types.length];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = struct.getChild(i);
            }
            received.reset(fields, batch.numRows());
            taken = 0;
        }
        return true;
    }

    @Override
    public ColumnarBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more batches");
        }
        int count = Math.min(Batch.TARGET_ROWS, received.rowCount() - taken);
        Batch batch = new Batch(received.rows(taken, count), count);
        taken += count;
        return ColumnView.batch(batch, types);
    }
}
