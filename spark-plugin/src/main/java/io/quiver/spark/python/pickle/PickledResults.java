/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python.pickle;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.ColumnView;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.SparkTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import net.razorvine.pickle.Unpickler;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.python.EvaluatePython;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/**
 * Reads the functions' results for rows in batches of growing size, since a limit above may need few. A pickle that is not plain
 * goes to Spark's code. Source: {@code BatchEvalPythonEvaluatorFactory.evaluate} of Spark 4.1.3. One thread.
 */
public final class PickledResults extends AbstractIterator<ColumnarBatch> {
    private static final int FIRST_ROWS = 100;

    private final Iterator<byte[]> pickles;
    private final DataType[] types;
    private final SQLMetric received;
    private final ScalarPickle scalars;
    private final Unpickler unpickler = new Unpickler();
    private final Function1<Object, Object> fromJava;
    private final RowReader reader;
    private final ColumnType[] columnTypes;
    private int most = FIRST_ROWS;
    private @Nullable ColumnarBatch ready;
    /** The failure of the row after those that were read. As on Spark, a consumer that needs no more rows does not see it. */
    private @Nullable Exception failure;

    /** {@code types}: the functions' result types. */
    public PickledResults(Iterator<byte[]> pickles, DataType[] types, SQLMetric received) {
        this.pickles = pickles;
        this.types = types;
        this.received = received;
        columnTypes = SparkTypes.columnTypes(List.of(types)).toArray(ColumnType[]::new);
        scalars = new ScalarPickle(kinds());
        fromJava = EvaluatePython.makeFromJava(types.length == 1 ? types[0] : struct());
        reader = new RowReader(types);
    }

    /** Leaves values of user-defined types to Spark, however they are stored. */
    private ColumnType.Kind[] kinds() {
        ColumnType.Kind[] kinds = new ColumnType.Kind[types.length];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = types[i] instanceof UserDefinedType<?> ? ColumnType.Kind.OPAQUE : columnTypes[i].kind();
        }
        return kinds;
    }

    private StructType struct() {
        StructType struct = new StructType();
        for (DataType type : types) {
            struct = struct.add("", type, true);
        }
        return struct;
    }

    @Override
    public boolean hasNext() {
        if (ready == null) {
            ready = gather();
        }
        return ready != null;
    }

    @Override
    public ColumnarBatch next() {
        ColumnarBatch batch = hasNext() ? ready : null;
        if (batch == null) {
            throw new NoSuchElementException("no more results");
        }
        ready = null;
        return batch;
    }

    private @Nullable ColumnarBatch gather() {
        ColumnBuilder[] builders = new ColumnBuilder[types.length];
        for (int i = 0; i < builders.length; i++) {
            builders[i] = ColumnBuilder.create(columnTypes[i], Batch.TARGET_ROWS);
        }
        while (failure == null && builders[0].rowCount() < most && bytes(builders) < ByteBound.MAX_BYTES) {
            try {
                if (!pickles.hasNext()) {
                    break;
                }
                read(pickles.next(), builders);
            } catch (Exception ofRow) { // errors of the JVM do not wait
                failure = ofRow;
            }
        }
        int rowCount = builders[0].rowCount();
        if (rowCount == 0) {
            if (failure != null) {
                throw RowFailure.raise(failure);
            }
            return null;
        }
        most = Math.min(2 * most, Batch.TARGET_ROWS);
        received.add(rowCount);
        List<Column> columns = new ArrayList<>(builders.length);
        for (ColumnBuilder builder : builders) {
            columns.add(builder.build());
        }
        return ColumnView.batch(new Batch(columns, rowCount), types);
    }

    private static long bytes(ColumnBuilder[] builders) {
        long bytes = 0;
        for (ColumnBuilder builder : builders) {
            bytes += builder.appendedBytes();
        }
        return bytes;
    }

    private void read(byte[] pickle, ColumnBuilder[] builders) throws java.io.IOException {
        if (scalars.scan(pickle) >= 0) {
            scalars.appendTo(builders);
            return;
        }
        for (Object result : (List<?>) unpickler.loads(pickle)) {
            Object value = fromJava.apply(result);
            InternalRow row = types.length == 1 ? new GenericInternalRow(new Object[] {value}) : (InternalRow) value;
            reader.append(builders, row);
        }
    }
}
