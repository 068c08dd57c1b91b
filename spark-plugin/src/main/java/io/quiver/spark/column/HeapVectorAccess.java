/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.compat.HeapVectorFields;
import java.util.Objects;
import org.apache.spark.sql.execution.datasources.parquet.ParquetDictionary;
import org.apache.spark.sql.execution.vectorized.Dictionary;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.jspecify.annotations.Nullable;

/** Makes columns over the arrays inside Spark's OnHeapColumnVector, which {@link HeapVectorFields} exposes. */
final class HeapVectorAccess {
    private HeapVectorAccess() {}

    /** Makes one bit per row from one byte per row (1 = null); null if the vector has no nulls. */
    static long @Nullable [] validity(OnHeapColumnVector vector, int rowCount) {
        if (!vector.hasNull()) {
            return null;
        }
        byte[] nulls = HeapVectorFields.nulls(vector);
        long[] words = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            words[i >> 6] |= (long) (nulls[i] ^ 1) << i;
        }
        return words;
    }

    static int[] dictionaryIds(OnHeapColumnVector vector) {
        return HeapVectorFields.intData((OnHeapColumnVector) vector.getDictionaryIds());
    }

    static Dictionary dictionary(OnHeapColumnVector vector) {
        return HeapVectorFields.dictionary(vector);
    }

    /** The number of entries of the dictionary, or 0 if it does not tell. */
    static int entryCount(Dictionary dictionary) {
        if (dictionary instanceof ParquetDictionary parquet) {
            return HeapVectorFields.parquetDictionary(parquet).getMaxId() + 1;
        }
        return 0;
    }

    /** Identifies the dictionary across the batches of a column chunk: Spark wraps Parquet's dictionary anew for each batch. */
    static Object identity(Dictionary dictionary) {
        return dictionary instanceof ParquetDictionary parquet
                ? HeapVectorFields.parquetDictionary(parquet)
                : dictionary;
    }

    static long[] booleans(OnHeapColumnVector vector, int rowCount) {
        byte[] bytes = Objects.requireNonNull(HeapVectorFields.byteData(vector));
        long[] words = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            words[i >> 6] |= (long) (bytes[i] & 1) << i;
        }
        return words;
    }

    static int[] ints(OnHeapColumnVector vector, ColumnType type, int rowCount) {
        switch (type.kind()) {
            case BYTE -> {
                byte[] in = Objects.requireNonNull(HeapVectorFields.byteData(vector));
                int[] out = new int[rowCount];
                for (int i = 0; i < rowCount; i++) {
                    out[i] = in[i];
                }
                return out;
            }
            case SHORT -> {
                short[] in = HeapVectorFields.shortData(vector);
                int[] out = new int[rowCount];
                for (int i = 0; i < rowCount; i++) {
                    out[i] = in[i];
                }
                return out;
            }
            default -> {
                return HeapVectorFields.intData(vector);
            }
        }
    }

    /** Reads longs, and decimals of up to 18 digits. Spark's vectors hold decimals of up to 9 digits as ints. */
    static long[] longs(OnHeapColumnVector vector, ColumnType type, int rowCount) {
        if (!type.isDecimal() || type.precision() > 9) {
            return HeapVectorFields.longData(vector);
        }
        int[] in = HeapVectorFields.intData(vector);
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = in[i];
        }
        return out;
    }

    static float[] floats(OnHeapColumnVector vector) {
        return HeapVectorFields.floatData(vector);
    }

    static double[] doubles(OnHeapColumnVector vector) {
        return HeapVectorFields.doubleData(vector);
    }

    static byte[] bytes(OnHeapColumnVector vector) {
        byte[] data = HeapVectorFields.byteData((OnHeapColumnVector) vector.arrayData());
        return data == null ? new byte[0] : data;
    }

    static int[] starts(OnHeapColumnVector vector, int rowCount, long @Nullable [] validity) {
        return validOrZero(HeapVectorFields.offsets(vector), rowCount, validity);
    }

    static int[] lengths(OnHeapColumnVector vector, int rowCount, long @Nullable [] validity) {
        return validOrZero(HeapVectorFields.lengths(vector), rowCount, validity);
    }

    /** Null rows still hold views from earlier batches; this makes them empty. */
    private static int[] validOrZero(int[] in, int rowCount, long @Nullable [] validity) {
        if (validity == null) {
            return in;
        }
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = in[i] & -(int) (validity[i >> 6] >>> i & 1L);
        }
        return out;
    }
}
