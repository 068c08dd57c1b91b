/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;

/**
 * Rows of one input of a fragment, in the form that each engine reads: batches of columns with their encodings, and the same rows
 * as Spark's own code has read them from the input. {@code failure} is what the input threw after them.
 */
record KeptRows(List<Batch> batches, List<UnsafeRow> unsafeRows, @Nullable Exception failure) {
    static final KeptRows NONE = new KeptRows(List.of(), List.of(), null);

    int rowCount() {
        return unsafeRows.size();
    }

    BatchSource source() {
        Iterator<Batch> remaining = batches.iterator();
        return () -> {
            if (remaining.hasNext()) {
                return remaining.next();
            }
            throwFailure();
            return null;
        };
    }

    scala.collection.Iterator<InternalRow> rows() {
        Iterator<UnsafeRow> remaining = unsafeRows.iterator();
        return new AbstractIterator<>() {
            @Override
            public boolean hasNext() {
                if (!remaining.hasNext()) {
                    throwFailure();
                }
                return remaining.hasNext();
            }

            @Override
            public InternalRow next() {
                return remaining.next();
            }
        };
    }

    private void throwFailure() {
        if (failure != null) {
            throw RowFailure.raise(failure);
        }
    }

    /** Keeps only the rows with these numbers, ascending, in batches with their original encodings. */
    KeptRows only(int[] chosen) {
        List<Batch> fewer = new ArrayList<>();
        List<UnsafeRow> rows = new ArrayList<>(chosen.length);
        int next = 0;
        int start = 0;
        for (Batch batch : batches) {
            int[] ofBatch = new int[batch.rowCount()];
            int count = 0;
            while (next < chosen.length && chosen[next] < start + batch.rowCount()) {
                rows.add(unsafeRows.get(chosen[next]));
                ofBatch[count++] = chosen[next++] - start;
            }
            if (count > 0) {
                fewer.add(batch.gather(ofBatch, count));
            }
            start += batch.rowCount();
        }
        return new KeptRows(fewer, rows, failure);
    }
}
