/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.cache;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.compat.SparkApi;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.columnar.BinaryColumnStats;
import org.apache.spark.sql.execution.columnar.BooleanColumnStats;
import org.apache.spark.sql.execution.columnar.ColumnStats;
import org.apache.spark.sql.execution.columnar.DecimalColumnStats;
import org.apache.spark.sql.execution.columnar.IntColumnStats;
import org.apache.spark.sql.execution.columnar.IntervalColumnStats;
import org.apache.spark.sql.execution.columnar.LongColumnStats;
import org.apache.spark.sql.execution.columnar.ObjectColumnStats;
import org.apache.spark.sql.execution.columnar.StringColumnStats;
import org.apache.spark.sql.execution.columnar.VariantColumnStats;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Computes the statistics that Spark keeps of each column of a cached batch, bit for bit: bounds, by which scans skip batches,
 * and sizes, by which joins are planned. Numbers and texts are computed in loops over arrays; Spark's own code computes all other
 * types row by row. Source: Spark 4.1.3 ColumnStats.
 */
final class CachedStatistics {
    /** Number of values per column. */
    private static final int FIELDS = 5;

    /** Spark counts four bytes for a null, and for the length of a text. */
    private static final long WORD = 4;

    private CachedStatistics() {}

    static InternalRow of(Batch batch, DataType[] types) {
        Object[] all = new Object[FIELDS * types.length];
        for (int i = 0; i < types.length; i++) {
            DataType type = types[i] instanceof UserDefinedType<?> user ? user.sqlType() : types[i];
            System.arraycopy(of(batch.column(i), type), 0, all, FIELDS * i, FIELDS);
        }
        return new GenericInternalRow(all);
    }

    private static @Nullable Object[] of(Column column, DataType type) {
        ColumnType columnType = column.type();
        return switch (columnType.kind()) {
            case BYTE, SHORT, INT, DATE -> ofInts((IntColumn) column.flat(), columnType.kind());
            case LONG, TIMESTAMP, TIMESTAMP_NTZ -> {
                LongColumn longs = (LongColumn) column.flat();
                long[] bounds = bounds(longs);
                yield statistics(longs, bounds[0], bounds[1], Long.BYTES);
            }
            case FLOAT -> ofFloats((FloatColumn) column.flat());
            case DOUBLE -> ofDoubles((DoubleColumn) column.flat());
            case STRING -> ofTexts(column);
            case DECIMAL -> column.flat() instanceof LongColumn longs ? ofDecimals(longs) : bySpark(column, type);
            case BOOLEAN, BINARY, NULL, OPAQUE -> bySpark(column, type);
        };
    }

    private static @Nullable Object[] statistics(
            Column column, @Nullable Object lower, @Nullable Object upper, long bytesPerValue) {
        int nulls = nulls(column);
        return sized(column, lower, upper, nulls * WORD + (column.rowCount() - nulls) * bytesPerValue);
    }

    private static @Nullable Object[] sized(Column column, @Nullable Object lower, @Nullable Object upper, long size) {
        return new @Nullable Object[] {lower, upper, nulls(column), column.rowCount(), size};
    }

    private static int nulls(Column column) {
        return column.rowCount() - Bitmap.count(column.validity(), column.rowCount());
    }

    private static boolean isNull(long @Nullable [] validity, int row) {
        return validity != null && !Bitmap.get(validity, row);
    }

    private static @Nullable Object[] ofInts(IntColumn column, ColumnType.Kind kind) {
        int[] values = column.values();
        long[] validity = column.validity();
        int lower = Integer.MAX_VALUE;
        int upper = Integer.MIN_VALUE;
        for (int i = 0, rows = column.rowCount(); i < rows; i++) {
            if (!isNull(validity, i)) {
                lower = Math.min(lower, values[i]);
                upper = Math.max(upper, values[i]);
            }
        }
        boolean none = lower > upper;
        return switch (kind) {
            case BYTE ->
                statistics(
                        column, none ? Byte.MAX_VALUE : (byte) lower, none ? Byte.MIN_VALUE : (byte) upper, Byte.BYTES);
            case SHORT ->
                statistics(
                        column,
                        none ? Short.MAX_VALUE : (short) lower,
                        none ? Short.MIN_VALUE : (short) upper,
                        Short.BYTES);
            default -> statistics(column, lower, upper, Integer.BYTES);
        };
    }

    private static long[] bounds(LongColumn column) {
        long[] values = column.values();
        long[] validity = column.validity();
        long lower = Long.MAX_VALUE;
        long upper = Long.MIN_VALUE;
        for (int i = 0, rows = column.rowCount(); i < rows; i++) {
            if (!isNull(validity, i)) {
                lower = Math.min(lower, values[i]);
                upper = Math.max(upper, values[i]);
            }
        }
        return new long[] {lower, upper};
    }

    private static @Nullable Object[] ofDecimals(LongColumn column) {
        ColumnType type = column.type();
        long[] bounds = bounds(column);
        boolean none = nulls(column) == column.rowCount();
        return statistics(
                column,
                none ? null : Decimal.createUnsafe(bounds[0], type.precision(), type.scale()),
                none ? null : Decimal.createUnsafe(bounds[1], type.precision(), type.scale()),
                Long.BYTES);
    }

    /** NaN compares false with everything, so it never becomes a bound; 0.0 and -0.0 are equal. */
    private static @Nullable Object[] ofFloats(FloatColumn column) {
        float[] values = column.values();
        long[] validity = column.validity();
        float lower = Float.MAX_VALUE;
        float upper = -Float.MAX_VALUE;
        for (int i = 0, rows = column.rowCount(); i < rows; i++) {
            if (!isNull(validity, i)) {
                lower = values[i] < lower ? values[i] : lower;
                upper = values[i] > upper ? values[i] : upper;
            }
        }
        return statistics(column, lower, upper, Float.BYTES);
    }

    private static @Nullable Object[] ofDoubles(DoubleColumn column) {
        double[] values = column.values();
        long[] validity = column.validity();
        double lower = Double.MAX_VALUE;
        double upper = -Double.MAX_VALUE;
        for (int i = 0, rows = column.rowCount(); i < rows; i++) {
            if (!isNull(validity, i)) {
                lower = values[i] < lower ? values[i] : lower;
                upper = values[i] > upper ? values[i] : upper;
            }
        }
        return statistics(column, lower, upper, Double.BYTES);
    }

    /** Of a dictionary, counts only the entries in use. */
    private static @Nullable Object[] ofTexts(Column column) {
        if (column instanceof DictionaryColumn dictionary && dictionary.dictionary() instanceof BytesColumn entries) {
            int[] ids = dictionary.ids();
            long[] validity = dictionary.validity();
            int[] rows = new int[entries.rowCount()];
            Arrays.fill(rows, -1);
            long size = 0;
            for (int i = 0; i < dictionary.rowCount(); i++) {
                if (!isNull(validity, i)) {
                    rows[ids[i]] = i;
                    size += WORD + entries.lengths()[ids[i]];
                }
            }
            Texts texts = new Texts(entries);
            for (int id = 0; id < rows.length; id++) {
                if (rows[id] >= 0) {
                    texts.add(id);
                }
            }
            return sized(column, texts.lower(), texts.upper(), size + nulls(column) * WORD);
        }
        BytesColumn flat = (BytesColumn) column.flat();
        Texts texts = new Texts(flat);
        long size = 0;
        for (int i = 0; i < flat.rowCount(); i++) {
            if (!isNull(flat.validity(), i)) {
                texts.add(i);
                size += WORD + flat.lengths()[i];
            }
        }
        return sized(column, texts.lower(), texts.upper(), size + nulls(column) * WORD);
    }

    /** The least and the greatest of some values of a column. */
    private static final class Texts {
        private final byte[] data;
        private final int[] starts;
        private final int[] lengths;
        private int least = -1;
        private int greatest = -1;

        Texts(BytesColumn column) {
            data = column.data();
            starts = column.starts();
            lengths = column.lengths();
        }

        void add(int row) {
            if (least < 0 || compare(row, least) < 0) {
                least = row;
            }
            if (greatest < 0 || compare(row, greatest) > 0) {
                greatest = row;
            }
        }

        private int compare(int a, int b) {
            return Arrays.compareUnsigned(
                    data, starts[a], starts[a] + lengths[a], data, starts[b], starts[b] + lengths[b]);
        }

        @Nullable
        UTF8String lower() {
            return text(least);
        }

        @Nullable
        UTF8String upper() {
            return text(greatest);
        }

        private @Nullable UTF8String text(int row) {
            return row < 0
                    ? null
                    : UTF8String.fromBytes(Arrays.copyOfRange(data, starts[row], starts[row] + lengths[row]));
        }
    }

    private static Object[] bySpark(Column column, DataType type) {
        ColumnStats statistics = ofSpark(type);
        BatchRow row = new BatchRow(new DataType[] {type});
        row.reset(new Batch(List.of(column), column.rowCount()));
        for (int i = 0; i < column.rowCount(); i++) {
            statistics.gatherStats(row.at(i), 0);
        }
        return (Object[]) statistics.collectedStatistics();
    }

    /** The statistics object that Spark 4.1's column builders use. */
    private static ColumnStats ofSpark(DataType type) {
        if (type instanceof BooleanType) {
            return new BooleanColumnStats();
        }
        if (type instanceof BinaryType) {
            return new BinaryColumnStats();
        }
        if (type instanceof YearMonthIntervalType) {
            return new IntColumnStats();
        }
        if (type instanceof DayTimeIntervalType
                || SparkApi.get().timePrecision(type).isPresent()) {
            return new LongColumnStats();
        }
        if (type instanceof CalendarIntervalType) {
            return new IntervalColumnStats();
        }
        if (type instanceof VariantType) {
            return new VariantColumnStats();
        }
        if (type instanceof StringType string) {
            return new StringColumnStats(string);
        }
        return type instanceof DecimalType decimal ? new DecimalColumnStats(decimal) : new ObjectColumnStats(type);
    }
}
