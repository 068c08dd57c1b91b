/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.arrow;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import io.substrait.proto.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Collects batches in Arrow vectors. */
public final class ArrowResult implements AutoCloseable {
    /** Writes a row of a column. The row is not null. */
    private interface Setter {
        void set(int from, int to);
    }

    private final VectorSchemaRoot root;
    private int rowCount;

    public ArrowResult(List<String> names, List<Type> types, BufferAllocator allocator) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(ArrowTypes.field(names.get(i), types.get(i)));
        }
        root = VectorSchemaRoot.create(new Schema(fields), allocator);
    }

    /** Appends the rows of a batch. */
    public void add(Batch batch) {
        for (int i = 0; i < batch.columnCount(); i++) {
            append(root.getVector(i), batch.column(i).flat(), batch.rowCount());
        }
        rowCount += batch.rowCount();
    }

    /** Forgets all rows and refills the vectors from the start. */
    public void restart() {
        root.clear();
        rowCount = 0;
    }

    /** Returns the rows so far. The caller closes them. */
    public VectorSchemaRoot finish() {
        root.setRowCount(rowCount);
        return root;
    }

    private void append(FieldVector vector, Column column, int rows) {
        Setter setter = setter(vector, column);
        for (int i = 0; i < rows; i++) {
            if (column.isNull(i)) {
                vector.setNull(rowCount + i);
            } else {
                setter.set(i, rowCount + i);
            }
        }
    }

    private static Setter setter(FieldVector vector, Column column) {
        if (vector instanceof BitVector bits) {
            long[] words = ((BooleanColumn) column).words();
            return (from, to) -> bits.setSafe(to, (int) (words[from >> 6] >>> from & 1L));
        }
        if (column instanceof IntColumn ints) {
            return intSetter(vector, ints.values());
        }
        if (vector instanceof Float4Vector floats) {
            float[] values = ((FloatColumn) column).values();
            return (from, to) -> floats.setSafe(to, values[from]);
        }
        if (vector instanceof Float8Vector doubles) {
            double[] values = ((DoubleColumn) column).values();
            return (from, to) -> doubles.setSafe(to, values[from]);
        }
        if (vector instanceof BaseVariableWidthVector bytes) {
            BytesColumn texts = (BytesColumn) column;
            return (from, to) -> bytes.setSafe(to, texts.data(), texts.starts()[from], texts.lengths()[from]);
        }
        if (vector instanceof DecimalVector decimals) {
            return (from, to) -> decimals.setSafe(to, decimal(column, from));
        }
        return longSetter(vector, ((LongColumn) column).values());
    }

    private static Setter intSetter(FieldVector vector, int[] values) {
        if (vector instanceof IntVector ints) {
            return (from, to) -> ints.setSafe(to, values[from]);
        }
        if (vector instanceof DateDayVector days) {
            return (from, to) -> days.setSafe(to, values[from]);
        }
        if (vector instanceof SmallIntVector shorts) {
            return (from, to) -> shorts.setSafe(to, values[from]);
        }
        if (vector instanceof TinyIntVector bytes) {
            return (from, to) -> bytes.setSafe(to, values[from]);
        }
        IntervalYearVector months = (IntervalYearVector) vector;
        return (from, to) -> months.setSafe(to, values[from]);
    }

    private static Setter longSetter(FieldVector vector, long[] values) {
        if (vector instanceof BigIntVector longs) {
            return (from, to) -> longs.setSafe(to, values[from]);
        }
        if (vector instanceof DurationVector durations) {
            return (from, to) -> durations.setSafe(to, values[from]);
        }
        if (vector instanceof TimeMicroVector times) {
            return (from, to) -> times.setSafe(to, values[from]);
        }
        TimeStampVector timestamps = (TimeStampVector) vector;
        long unit = ArrowTypes.micros(((ArrowType.Timestamp) vector.getField().getType()).getUnit());
        return (from, to) -> timestamps.setSafe(to, Math.floorDiv(values[from], unit));
    }

    private static BigDecimal decimal(Column column, int row) {
        BigInteger unscaled = column instanceof WideColumn wide
                ? wide.unscaled(row)
                : BigInteger.valueOf(((LongColumn) column).values()[row]);
        return new BigDecimal(unscaled, column.type().scale());
    }

    @Override
    public void close() {
        root.close();
    }
}
