/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

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
import org.apache.spark.sql.execution.datasources.orc.OrcAtomicColumnVector;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.execution.vectorized.Dictionary;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of Spark's vectors, batch after batch. The on-heap vectors of Spark's Parquet reader share their arrays, and
 * so do the vectors that its ORC reader wraps. Dictionaries stay dictionaries, nested values become columns of their parts, and
 * any other vector is copied value by value. One thread; keeps the dictionary it decoded.
 */
final class VectorReader {
    private final DataType dataType;
    private final ColumnType type;
    private final @Nullable NestedVectors nested;
    private @Nullable RowReader rows;
    private @Nullable Object decodedFrom;
    private @Nullable Column decoded;

    VectorReader(DataType dataType) {
        this.dataType = dataType;
        type = SparkTypes.columnType(dataType);
        nested = NestedVectors.of(dataType);
    }

    private Column opaque(ColumnVector vector, int rowCount) {
        if (nested != null && vector instanceof OnHeapColumnVector heap && !heap.isAllNull()) {
            return nested.read(type, heap, rowCount);
        }
        RowReader reader = rows;
        if (reader == null) {
            reader = new RowReader(new DataType[] {dataType});
            rows = reader;
        }
        ColumnarBatch alone = new ColumnarBatch(new ColumnVector[] {vector}, rowCount);
        return reader.readAll(alone.rowIterator(), rowCount).column(0);
    }

    /** Reads the first {@code rowCount} values of a vector. */
    Column read(ColumnVector vector, int rowCount) {
        if (type.kind() == ColumnType.Kind.OPAQUE) {
            return opaque(vector, rowCount);
        }
        boolean isOrc =
                vector instanceof OrcAtomicColumnVector && vector.dataType().equals(dataType);
        if (vector instanceof ConstantColumnVector
                || (isOrc && OrcVectors.isConstant((OrcAtomicColumnVector) vector))) {
            Column one = copy(type, vector, Math.min(1, rowCount));
            return rowCount == 0 ? one : new ConstantColumn(one, rowCount);
        }
        if (vector instanceof OnHeapColumnVector heap && !heap.isAllNull() && type.kind() != ColumnType.Kind.NULL) {
            long @Nullable [] validity = HeapVectorAccess.validity(heap, rowCount);
            return heap.hasDictionary() ? dictionary(heap, rowCount, validity) : flat(type, heap, rowCount, validity);
        }
        Column column = isOrc ? OrcVectors.read(type, (OrcAtomicColumnVector) vector, rowCount) : null;
        return column == null ? copy(type, vector, rowCount) : column;
    }

    private Column dictionary(OnHeapColumnVector vector, int rowCount, long @Nullable [] validity) {
        int[] ids = HeapVectorAccess.dictionaryIds(vector);
        Dictionary dictionary = HeapVectorAccess.dictionary(vector);
        int size = 0;
        for (int i = 0; i < rowCount; i++) {
            // The ids of null rows are whatever the reader left there.
            if (validity == null || Bitmap.get(validity, i)) {
                size = Math.max(size, ids[i] + 1);
            }
        }
        Column values = decoded;
        Object identity = HeapVectorAccess.identity(dictionary);
        if (values == null || decodedFrom != identity || values.rowCount() < size) {
            values = decode(type, dictionary, size);
            decoded = values;
            decodedFrom = identity;
        }
        if (size == 0) {
            return nulls(type, rowCount);
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

    /** Decodes the first {@code size} entries, or more if more are known to exist. */
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

    /** Copies any vector through its getters. */
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
