/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.execution.vectorized.Dictionary;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * Spark's columnar batches as ours. Our own views come back as the columns they are; the on-heap vectors of Spark's
 * Parquet reader lend their arrays (valid until the reader's next batch), dictionaries stay dictionaries; any other
 * vector is copied value by value. One thread; keeps the dictionaries it decoded.
 */
public final class SparkVectors {
    private final DataType[] types;
    private final ColumnType[] columnTypes;
    private final @Nullable Object[] dictionaries;
    private final @Nullable Column[] decoded;
    private final @Nullable RowReader nested;

    public SparkVectors(DataType[] types) {
        this.types = types;
        columnTypes = SparkTypes.columnTypes(List.of(types)).toArray(new ColumnType[0]);
        dictionaries = new Object[types.length];
        decoded = new Column[types.length];
        boolean opaque = List.of(columnTypes).stream().anyMatch(type -> type.kind() == ColumnType.Kind.OPAQUE);
        nested = opaque ? new RowReader(types) : null;
    }

    public Batch read(ColumnarBatch batch) {
        int rowCount = batch.numRows();
        List<Column> columns = new ArrayList<>(types.length);
        @Nullable Batch rows = null;
        for (int i = 0; i < types.length; i++) {
            ColumnVector vector = batch.column(i);
            if (vector instanceof ColumnView view) {
                columns.add(view.column().prefix(rowCount));
            } else if (vector instanceof CarriedColumn carried) {
                columns.add(carried.column().prefix(rowCount));
            } else if (columnTypes[i].kind() == ColumnType.Kind.OPAQUE && nested != null) {
                rows = rows == null ? nested.readAll(batch.rowIterator(), rowCount) : rows;
                columns.add(rows.column(i));
            } else {
                columns.add(column(i, vector, rowCount));
            }
        }
        return new Batch(columns, rowCount);
    }

    private Column column(int ordinal, ColumnVector vector, int rowCount) {
        ColumnType type = columnTypes[ordinal];
        if (vector instanceof ConstantColumnVector) {
            Column one = copy(type, vector, Math.min(1, rowCount));
            return rowCount == 0 ? one : new ConstantColumn(one, rowCount);
        }
        if (vector instanceof OnHeapColumnVector heap && !heap.isAllNull() && type.kind() != ColumnType.Kind.NULL) {
            long @Nullable [] validity = HeapVectorAccess.validity(heap, rowCount);
            return heap.hasDictionary()
                    ? dictionary(ordinal, heap, rowCount, validity)
                    : flat(type, heap, rowCount, validity);
        }
        return copy(type, vector, rowCount);
    }

    private Column dictionary(int ordinal, OnHeapColumnVector vector, int rowCount, long @Nullable [] validity) {
        int[] ids = HeapVectorAccess.dictionaryIds(vector);
        Dictionary dictionary = HeapVectorAccess.dictionary(vector);
        int size = 0;
        for (int i = 0; i < rowCount; i++) {
            // The ids of null rows are whatever the reader left there.
            if (validity == null || Bitmap.get(validity, i)) {
                size = Math.max(size, ids[i] + 1);
            }
        }
        Column values = decoded[ordinal];
        Object identity = HeapVectorAccess.identity(dictionary);
        if (values == null || dictionaries[ordinal] != identity || values.rowCount() < size) {
            values = decode(columnTypes[ordinal], dictionary, size);
            decoded[ordinal] = values;
            dictionaries[ordinal] = identity;
        }
        if (size == 0) {
            return nulls(columnTypes[ordinal], rowCount);
        }
        int[] safe = validity == null ? ids : withoutNullIds(ids, rowCount, validity);
        DictionaryColumn column = new DictionaryColumn(rowCount, safe, values, validity);
        return values instanceof BytesColumn ? column : column.flat();
    }

    private static int[] withoutNullIds(int[] ids, int rowCount, long[] validity) {
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = ids[i] & -(int) (validity[i >> 6] >>> i & 1L);
        }
        return out;
    }

    private static Column nulls(ColumnType type, int rowCount) {
        ColumnBuilder builder = ColumnBuilder.create(type, rowCount);
        for (int i = 0; i < rowCount; i++) {
            builder.appendNull();
        }
        return builder.build();
    }

    /** The first {@code size} entries, or as many more as are known to be there. */
    private static Column decode(ColumnType type, Dictionary dictionary, int size) {
        int entries = Math.max(size, HeapVectorAccess.entryCount(dictionary));
        ColumnBuilder builder = ColumnBuilder.create(type, entries);
        for (int id = 0; id < entries; id++) {
            switch (type.physical()) {
                case INTS -> builder.appendInt(narrow(type, dictionary.decodeToInt(id)));
                case LONGS ->
                    builder.appendLong(
                            type.isDecimal() && type.precision() <= 9
                                    ? dictionary.decodeToInt(id)
                                    : dictionary.decodeToLong(id));
                case FLOATS -> builder.appendFloat(dictionary.decodeToFloat(id));
                case DOUBLES -> builder.appendDouble(dictionary.decodeToDouble(id));
                case WIDE -> {
                    BigInteger value = new BigInteger(dictionary.decodeToBinary(id));
                    builder.appendWide(Wide.high(value), Wide.low(value));
                }
                case BYTES -> {
                    byte[] bytes = dictionary.decodeToBinary(id);
                    builder.appendBytes(bytes, 0, bytes.length);
                }
                case BITS -> throw new IllegalStateException("booleans have no dictionary");
            }
        }
        return builder.build();
    }

    private static int narrow(ColumnType type, int value) {
        return switch (type.kind()) {
            case BYTE -> (byte) value;
            case SHORT -> (short) value;
            default -> value;
        };
    }

    private static Column flat(ColumnType type, OnHeapColumnVector vector, int rowCount, long @Nullable [] validity) {
        return switch (type.physical()) {
            case BITS -> new BooleanColumn(rowCount, HeapVectorAccess.booleans(vector, rowCount), validity);
            case INTS -> new IntColumn(type, rowCount, HeapVectorAccess.ints(vector, type, rowCount), validity);
            case LONGS -> new LongColumn(type, rowCount, HeapVectorAccess.longs(vector, type, rowCount), validity);
            case FLOATS -> new FloatColumn(type, rowCount, HeapVectorAccess.floats(vector), validity);
            case DOUBLES -> new DoubleColumn(type, rowCount, HeapVectorAccess.doubles(vector), validity);
            case WIDE -> wide(type, vector, rowCount, validity);
            case BYTES ->
                new BytesColumn(
                        type,
                        rowCount,
                        HeapVectorAccess.bytes(vector),
                        HeapVectorAccess.starts(vector, rowCount, validity),
                        HeapVectorAccess.lengths(vector, rowCount, validity),
                        validity);
        };
    }

    /** Decimals of more than 18 digits are big-endian two's complement bytes in Spark's vectors. */
    private static Column wide(ColumnType type, OnHeapColumnVector vector, int rowCount, long @Nullable [] validity) {
        byte[] data = HeapVectorAccess.bytes(vector);
        int[] starts = HeapVectorAccess.starts(vector, rowCount, validity);
        int[] lengths = HeapVectorAccess.lengths(vector, rowCount, validity);
        long[] high = new long[rowCount];
        long[] low = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (validity != null && !Bitmap.get(validity, i)) {
                continue;
            }
            long upper = data[starts[i]] < 0 ? -1L : 0L;
            long lower = upper;
            for (int k = starts[i], end = starts[i] + lengths[i]; k < end; k++) {
                upper = upper << 8 | lower >>> 56;
                lower = lower << 8 | data[k] & 0xffL;
            }
            high[i] = upper;
            low[i] = lower;
        }
        return new WideColumn(type, rowCount, high, low, validity);
    }

    /** Any vector, by its getters. */
    private static Column copy(ColumnType type, ColumnVector vector, int rowCount) {
        ColumnBuilder builder = ColumnBuilder.create(type, rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (vector.isNullAt(i)) {
                builder.appendNull();
                continue;
            }
            switch (type.kind()) {
                case BOOLEAN -> builder.appendBoolean(vector.getBoolean(i));
                case BYTE -> builder.appendInt(vector.getByte(i));
                case SHORT -> builder.appendInt(vector.getShort(i));
                case INT, DATE -> builder.appendInt(vector.getInt(i));
                case LONG, TIMESTAMP, TIMESTAMP_NTZ -> builder.appendLong(vector.getLong(i));
                case FLOAT -> builder.appendFloat(vector.getFloat(i));
                case DOUBLE -> builder.appendDouble(vector.getDouble(i));
                case DECIMAL ->
                    RowReader.appendDecimal(builder, type, vector.getDecimal(i, type.precision(), type.scale()));
                case STRING -> RowReader.appendString(builder, vector.getUTF8String(i));
                case BINARY -> {
                    byte[] bytes = vector.getBinary(i);
                    builder.appendBytes(bytes, 0, bytes.length);
                }
                case NULL, OPAQUE -> builder.appendNull();
            }
        }
        return builder.build();
    }
}
