/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.spark.compat.OrcVectorFields;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.serde2.io.HiveDecimalWritable;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.sql.execution.datasources.orc.OrcAtomicColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * Makes columns over the arrays of ORC's reader, which Spark's vectors wrap. Longs, doubles and texts share the arrays, valid
 * until the reader's next batch. Other numbers are converted in loops. Source: {@code OrcAtomicColumnVector} of Spark 4.1.3.
 */
final class OrcVectors {
    private OrcVectors() {}

    /** Whether all rows have the first row's value or null. */
    static boolean isConstant(OrcAtomicColumnVector wrapper) {
        return OrcVectorFields.baseData(wrapper).isRepeating;
    }

    /**
     * Reads the first {@code rowCount} values of a vector that is not constant; null if Spark's getters must read them one by
     * one.
     */
    static @Nullable Column read(ColumnType type, OrcAtomicColumnVector wrapper, int rowCount) {
        ColumnVector vector = OrcVectorFields.baseData(wrapper);
        long @Nullable [] validity = validity(vector.isNull, rowCount);
        if (vector instanceof LongColumnVector longs) {
            return ofLongs(type, longs.vector, rowCount, validity);
        }
        if (vector instanceof DoubleColumnVector doubles) {
            return ofDoubles(type, doubles.vector, rowCount, validity);
        }
        if (vector instanceof BytesColumnVector bytes) {
            return type.physical() == ColumnType.Physical.BYTES ? ofBytes(type, bytes, rowCount, validity) : null;
        }
        if (vector instanceof TimestampColumnVector timestamps) {
            return type.kind() == ColumnType.Kind.TIMESTAMP ? ofTimestamps(timestamps, rowCount, validity) : null;
        }
        return vector instanceof DecimalColumnVector decimals
                        && type.isDecimal()
                        && type.physical() == ColumnType.Physical.LONGS
                ? ofDecimals(type, decimals.vector, rowCount, validity)
                : null;
    }

    /** Spark checks each row's flag, whatever the vector says about all of them. */
    private static long @Nullable [] validity(boolean[] nulls, int rowCount) {
        long[] words = Bitmap.zeros(rowCount);
        boolean any = false;
        for (int i = 0; i < rowCount; i++) {
            any |= nulls[i];
            words[i >> 6] |= (nulls[i] ? 0L : 1L) << i;
        }
        return any ? words : null;
    }

    private static boolean isNull(long @Nullable [] validity, int row) {
        return validity != null && !Bitmap.get(validity, row);
    }

    private static @Nullable Column ofLongs(ColumnType type, long[] in, int rowCount, long @Nullable [] validity) {
        return switch (type.kind()) {
            case BOOLEAN -> new BooleanColumn(rowCount, ones(in, rowCount), validity);
            case BYTE, SHORT, INT -> new IntColumn(type, rowCount, ints(type, in, rowCount), validity);
            case DATE -> new IntColumn(type, rowCount, days(in, rowCount, validity), validity);
            case LONG, TIMESTAMP_NTZ -> new LongColumn(type, rowCount, in, validity);
            default -> null;
        };
    }

    private static long[] ones(long[] in, int rowCount) {
        long[] words = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            words[i >> 6] |= (in[i] == 1 ? 1L : 0L) << i;
        }
        return words;
    }

    private static int[] ints(ColumnType type, long[] in, int rowCount) {
        int[] out = new int[rowCount];
        int shift = type.kind() == ColumnType.Kind.BYTE ? 24 : type.kind() == ColumnType.Kind.SHORT ? 16 : 0;
        for (int i = 0; i < rowCount; i++) {
            out[i] = (int) in[i] << shift >> shift;
        }
        return out;
    }

    private static int[] days(long[] in, int rowCount, long @Nullable [] validity) {
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (!isNull(validity, i)) {
                out[i] = RebaseDateTime.rebaseJulianToGregorianDays((int) in[i]);
            }
        }
        return out;
    }

    private static @Nullable Column ofDoubles(ColumnType type, double[] in, int rowCount, long @Nullable [] validity) {
        if (type.kind() == ColumnType.Kind.DOUBLE) {
            return new DoubleColumn(type, rowCount, in, validity);
        }
        if (type.kind() != ColumnType.Kind.FLOAT) {
            return null;
        }
        float[] out = new float[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = (float) in[i];
        }
        return new FloatColumn(type, rowCount, out, validity);
    }

    /** Both of ORC's text encodings keep a batch's text in one array: the dictionary's, or one for the batch. */
    private static @Nullable Column ofBytes(
            ColumnType type, BytesColumnVector in, int rowCount, long @Nullable [] validity) {
        byte @Nullable [] data = null;
        for (int i = 0; i < rowCount; i++) {
            if (!isNull(validity, i)) {
                if (data == null) {
                    data = in.vector[i];
                } else if (data != in.vector[i]) {
                    return null;
                }
            }
        }
        if (data == null) {
            return null;
        }
        return validity == null
                ? new BytesColumn(type, rowCount, data, in.start, in.length, null)
                : new BytesColumn(
                        type,
                        rowCount,
                        data,
                        validOrZero(in.start, rowCount, validity),
                        validOrZero(in.length, rowCount, validity),
                        validity);
    }

    private static int[] validOrZero(int[] in, int rowCount, long[] validity) {
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = in[i] & -(int) (validity[i >> 6] >>> i & 1L);
        }
        return out;
    }

    private static Column ofTimestamps(TimestampColumnVector in, int rowCount, long @Nullable [] validity) {
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (!isNull(validity, i)) {
                out[i] = DateTimeUtils.fromJavaTimestamp(in.asScratchTimestamp(i));
            }
        }
        return new LongColumn(ColumnType.TIMESTAMP, rowCount, out, validity);
    }

    /** Reads values that fit the type unchanged; for any other, Spark rounds or raises an error. */
    private static @Nullable Column ofDecimals(
            ColumnType type, HiveDecimalWritable[] in, int rowCount, long @Nullable [] validity) {
        int scale = type.scale();
        int mostDigits = type.precision() - scale;
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (isNull(validity, i)) {
                continue;
            }
            HiveDecimalWritable value = in[i];
            int valueScale = value.scale();
            if (value.isSet() && value.signum() == 0) {
                continue; // of one digit before the point, where the type may have none
            }
            if (!value.isSet() || valueScale > scale || value.precision() - valueScale > mostDigits) {
                return null;
            }
            out[i] = value.serialize64(scale);
        }
        return new LongColumn(type, rowCount, out, validity);
    }
}
