/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.ColumnType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.spark.sql.execution.datasources.parquet.ParquetDictionary;
import org.apache.spark.sql.execution.vectorized.Dictionary;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * The arrays inside Spark's OnHeapColumnVector (Spark 4.1), which has no getters for them. Spark is in the unnamed
 * module, so a private look-up needs no flag.
 */
final class HeapVectorAccess {
    private static final VarHandle NULLS = field(OnHeapColumnVector.class, "nulls", byte[].class);
    private static final VarHandle BYTE_DATA = field(OnHeapColumnVector.class, "byteData", byte[].class);
    private static final VarHandle SHORT_DATA = field(OnHeapColumnVector.class, "shortData", short[].class);
    private static final VarHandle INT_DATA = field(OnHeapColumnVector.class, "intData", int[].class);
    private static final VarHandle LONG_DATA = field(OnHeapColumnVector.class, "longData", long[].class);
    private static final VarHandle FLOAT_DATA = field(OnHeapColumnVector.class, "floatData", float[].class);
    private static final VarHandle DOUBLE_DATA = field(OnHeapColumnVector.class, "doubleData", double[].class);
    private static final VarHandle OFFSETS = field(OnHeapColumnVector.class, "arrayOffsets", int[].class);
    private static final VarHandle LENGTHS = field(OnHeapColumnVector.class, "arrayLengths", int[].class);
    private static final VarHandle DICTIONARY = field(WritableColumnVector.class, "dictionary", Dictionary.class);
    private static final VarHandle PARQUET_DICTIONARY =
            field(ParquetDictionary.class, "dictionary", org.apache.parquet.column.Dictionary.class);

    private HeapVectorAccess() {}

    private static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Spark's %s has no %s".formatted(owner.getName(), name), e);
        }
    }

    /** One bit per row from one byte per row (1 = null); null where the vector has no nulls. */
    static long @Nullable [] validity(OnHeapColumnVector vector, int rowCount) {
        if (!vector.hasNull()) {
            return null;
        }
        byte[] nulls = (byte[]) NULLS.get(vector);
        long[] words = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            words[i >> 6] |= (long) (nulls[i] ^ 1) << i;
        }
        return words;
    }

    static int[] dictionaryIds(OnHeapColumnVector vector) {
        return (int[]) INT_DATA.get((OnHeapColumnVector) vector.getDictionaryIds());
    }

    static Dictionary dictionary(OnHeapColumnVector vector) {
        return (Dictionary) DICTIONARY.get((WritableColumnVector) vector);
    }

    /** How many entries the dictionary has, or 0 where it does not tell. */
    static int entryCount(Dictionary dictionary) {
        if (dictionary instanceof ParquetDictionary parquet) {
            return ((org.apache.parquet.column.Dictionary) PARQUET_DICTIONARY.get(parquet)).getMaxId() + 1;
        }
        return 0;
    }

    /** What stays the same from batch to batch of a column chunk: Spark wraps Parquet's dictionary anew for each. */
    static Object identity(Dictionary dictionary) {
        return dictionary instanceof ParquetDictionary parquet ? PARQUET_DICTIONARY.get(parquet) : dictionary;
    }

    static long[] booleans(OnHeapColumnVector vector, int rowCount) {
        byte[] bytes = (byte[]) BYTE_DATA.get(vector);
        long[] words = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            words[i >> 6] |= (long) (bytes[i] & 1) << i;
        }
        return words;
    }

    static int[] ints(OnHeapColumnVector vector, ColumnType type, int rowCount) {
        switch (type.kind()) {
            case BYTE -> {
                byte[] in = (byte[]) BYTE_DATA.get(vector);
                int[] out = new int[rowCount];
                for (int i = 0; i < rowCount; i++) {
                    out[i] = in[i];
                }
                return out;
            }
            case SHORT -> {
                short[] in = (short[]) SHORT_DATA.get(vector);
                int[] out = new int[rowCount];
                for (int i = 0; i < rowCount; i++) {
                    out[i] = in[i];
                }
                return out;
            }
            default -> {
                return (int[]) INT_DATA.get(vector);
            }
        }
    }

    /** Longs, and decimals of up to 18 digits, of which those of up to 9 digits are ints in Spark's vectors. */
    static long[] longs(OnHeapColumnVector vector, ColumnType type, int rowCount) {
        if (!type.isDecimal() || type.precision() > 9) {
            return (long[]) LONG_DATA.get(vector);
        }
        int[] in = (int[]) INT_DATA.get(vector);
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = in[i];
        }
        return out;
    }

    static float[] floats(OnHeapColumnVector vector) {
        return (float[]) FLOAT_DATA.get(vector);
    }

    static double[] doubles(OnHeapColumnVector vector) {
        return (double[]) DOUBLE_DATA.get(vector);
    }

    static byte[] bytes(OnHeapColumnVector vector) {
        byte[] data = (byte[]) BYTE_DATA.get((OnHeapColumnVector) vector.arrayData());
        return data == null ? new byte[0] : data;
    }

    static int[] starts(OnHeapColumnVector vector, int rowCount, long @Nullable [] validity) {
        return validOrZero((int[]) OFFSETS.get(vector), rowCount, validity);
    }

    static int[] lengths(OnHeapColumnVector vector, int rowCount, long @Nullable [] validity) {
        return validOrZero((int[]) LENGTHS.get(vector), rowCount, validity);
    }

    /** The views of null rows are left over from earlier batches: they become empty. */
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
