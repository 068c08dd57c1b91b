/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.host.Generation;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.compat.Scala;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Makes one row of each input row. One projection of Spark's computes all columns, so that a column sees what the one before did
 * to a value. Binary columns that stand for another type hold {@link RawValue}s. AggregationIterator of Spark 4.1 makes results
 * so.
 */
final class ProjectedRows implements Generation {
    private final UnsafeProjection projection;
    private final @Nullable DataType[] types;
    private final BatchRow row;
    private final RowReader reader;
    private final Source source = new Source();

    /** The values of {@code columns} are bound to the columns of the batches, which belong to {@code partition}. */
    ProjectedRows(CreateNamedStruct columns, int partition) {
        List<Expression> values = Scala.list(columns.valExprs());
        projection = UnsafeProjection.create(Scala.seq(values));
        projection.initialize(partition);
        types = BoundTypes.of(values);
        row = new BatchRow(types);
        reader = new RowReader(values.stream().map(Expression::dataType).toArray(DataType[]::new));
    }

    @Override
    public void start(Batch batch) {
        source.start(batch);
    }

    /** If Spark's code fails, the rows before the failure come first, and the next call raises it. */
    @Override
    public @Nullable Rows next(int limit) {
        int first = source.position;
        Batch made = reader.read(source, limit);
        if (made.rowCount() > 0) {
            int[] sources = IntStream.range(first, first + made.rowCount()).toArray();
            return new Rows(sources, made.rowCount(), made.columns());
        }
        if (source.failure != null) {
            throw RowFailure.raise(source.failure);
        }
        return null;
    }

    /** Projects the rows of a batch; a failure ends it. */
    private final class Source implements Iterator<InternalRow> {
        private boolean[] isRaw = {};
        private int rowCount;
        private int position;
        private @Nullable InternalRow ahead;
        private @Nullable Throwable failure;

        void start(Batch batch) {
            row.reset(batch);
            rowCount = batch.rowCount();
            position = 0;
            isRaw = new boolean[types.length];
            for (int i = 0; i < types.length; i++) {
                boolean isBinary = batch.column(i).type().kind() == ColumnType.Kind.BINARY;
                isRaw[i] = isBinary && types[i] != null && !(types[i] instanceof BinaryType);
            }
        }

        @Override
        public boolean hasNext() {
            if (ahead == null && failure == null && position < rowCount) {
                try {
                    ahead = projection.apply(values());
                } catch (Exception e) { // also checked ones, which Scala throws undeclared
                    failure = Cancellation.unlessEnded(e);
                }
            }
            return ahead != null;
        }

        private InternalRow values() {
            row.at(position);
            GenericInternalRow values = new GenericInternalRow(types.length);
            for (int i = 0; i < types.length; i++) {
                DataType type = types[i];
                if (type != null && !row.isNullAt(i)) {
                    values.update(
                            i, isRaw[i] ? RawValue.of(Objects.requireNonNull(row.getBinary(i))) : row.get(i, type));
                }
            }
            return values;
        }

        @Override
        public InternalRow next() {
            InternalRow next = ahead;
            if (next == null) {
                throw new NoSuchElementException("no more rows");
            }
            ahead = null;
            position++;
            return next;
        }
    }
}
