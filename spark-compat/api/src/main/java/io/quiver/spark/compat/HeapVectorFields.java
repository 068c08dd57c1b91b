/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.spark.sql.execution.datasources.parquet.ParquetDictionary;
import org.apache.spark.sql.execution.vectorized.Dictionary;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * Reads private fields of Spark's OnHeapColumnVector, WritableColumnVector and ParquetDictionary (Spark 4.0 to 4.3), which have
 * no getters. Spark is in the unnamed module, so a private look-up needs no flag.
 */
public final class HeapVectorFields {
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

    private HeapVectorFields() {}

    private static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Spark's %s has no %s".formatted(owner.getName(), name), e);
        }
    }

    /** One byte per row, 1 for null. */
    public static byte[] nulls(OnHeapColumnVector vector) {
        return (byte[]) NULLS.get(vector);
    }

    public static byte @Nullable [] byteData(OnHeapColumnVector vector) {
        return (byte[]) BYTE_DATA.get(vector);
    }

    public static short[] shortData(OnHeapColumnVector vector) {
        return (short[]) SHORT_DATA.get(vector);
    }

    public static int[] intData(OnHeapColumnVector vector) {
        return (int[]) INT_DATA.get(vector);
    }

    public static long[] longData(OnHeapColumnVector vector) {
        return (long[]) LONG_DATA.get(vector);
    }

    public static float[] floatData(OnHeapColumnVector vector) {
        return (float[]) FLOAT_DATA.get(vector);
    }

    public static double[] doubleData(OnHeapColumnVector vector) {
        return (double[]) DOUBLE_DATA.get(vector);
    }

    /** The start of each row's text, bytes or elements in the vector's child. */
    public static int[] offsets(OnHeapColumnVector vector) {
        return (int[]) OFFSETS.get(vector);
    }

    public static int[] lengths(OnHeapColumnVector vector) {
        return (int[]) LENGTHS.get(vector);
    }

    public static Dictionary dictionary(OnHeapColumnVector vector) {
        return (Dictionary) DICTIONARY.get((WritableColumnVector) vector);
    }

    /** Parquet's dictionary inside Spark's. */
    public static org.apache.parquet.column.Dictionary parquetDictionary(ParquetDictionary dictionary) {
        return (org.apache.parquet.column.Dictionary) PARQUET_DICTIONARY.get(dictionary);
    }
}
