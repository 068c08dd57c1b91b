/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Computes Spark's 64-bit xxHash. Source: Spark 4.1.3 {@code XXH64}, {@code HashExpression.computeHash}. */
public final class XxHash64 {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;

    private XxHash64() {}

    /** Updates the hashes of the rows with the values of one more column. A null leaves the hash unchanged. */
    public static void update(Column column, long[] hashes, int rowCount) {
        Column flat = column.flat();
        if (flat.type().kind() == Kind.NULL) {
            return;
        }
        if (flat.type().kind() == Kind.OPAQUE) {
            throw new IllegalArgumentException("no hash of type " + flat.type());
        }
        long[] validity = flat.validity();
        byte[] bytes = new byte[WideBytes.MAX];
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(validity, i)) {
                hashes[i] = hash(flat, i, hashes[i], bytes);
            }
        }
    }

    private static long hash(Column column, int row, long seed, byte[] bytes) {
        if (column instanceof LongColumn longs) {
            return hashLong(longs.values()[row], seed);
        }
        if (column instanceof IntColumn ints) {
            return hashInt(ints.values()[row], seed);
        }
        if (column instanceof BytesColumn texts) {
            return hashBytes(texts.data(), texts.starts()[row], texts.lengths()[row], seed);
        }
        if (column instanceof DoubleColumn doubles) {
            return hashLong(Double.doubleToLongBits(doubles.values()[row] + 0.0), seed);
        }
        if (column instanceof FloatColumn floats) {
            return hashInt(Float.floatToIntBits(floats.values()[row] + 0.0f), seed);
        }
        if (column instanceof WideColumn wide) {
            int length = WideBytes.write(wide.high()[row], wide.low()[row], bytes);
            return hashBytes(bytes, 0, length, seed);
        }
        return hashInt(Bitmap.get(((BooleanColumn) column).words(), row) ? 1 : 0, seed);
    }

    public static long hashInt(int value, long seed) {
        long hash = seed + P5 + 4L;
        hash ^= (value & 0xFFFFFFFFL) * P1;
        return finish(Long.rotateLeft(hash, 23) * P2 + P3);
    }

    public static long hashLong(long value, long seed) {
        long hash = seed + P5 + 8L;
        hash ^= Long.rotateLeft(value * P2, 31) * P1;
        return finish(Long.rotateLeft(hash, 27) * P1 + P4);
    }

    public static long hashBytes(byte[] data, int start, int length, long seed) {
        int end = start + length;
        int i = start;
        long hash = seed + P5;
        if (length >= 32) {
            long v1 = seed + P1 + P2;
            long v2 = seed + P2;
            long v3 = seed;
            long v4 = seed - P1;
            for (; i <= end - 32; i += 32) {
                v1 = round(v1, (long) LONGS.get(data, i));
                v2 = round(v2, (long) LONGS.get(data, i + 8));
                v3 = round(v3, (long) LONGS.get(data, i + 16));
                v4 = round(v4, (long) LONGS.get(data, i + 24));
            }
            hash = Long.rotateLeft(v1, 1) + Long.rotateLeft(v2, 7) + Long.rotateLeft(v3, 12) + Long.rotateLeft(v4, 18);
            hash = merge(merge(merge(merge(hash, v1), v2), v3), v4);
        }
        hash += length;
        for (; i <= end - 8; i += 8) {
            hash ^= round(0, (long) LONGS.get(data, i));
            hash = Long.rotateLeft(hash, 27) * P1 + P4;
        }
        if (i <= end - 4) {
            hash ^= ((int) INTS.get(data, i) & 0xFFFFFFFFL) * P1;
            hash = Long.rotateLeft(hash, 23) * P2 + P3;
            i += 4;
        }
        for (; i < end; i++) {
            hash ^= (data[i] & 0xFFL) * P5;
            hash = Long.rotateLeft(hash, 11) * P1;
        }
        return finish(hash);
    }

    private static long round(long lane, long value) {
        return Long.rotateLeft(lane + value * P2, 31) * P1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * P1 + P4;
    }

    private static long finish(long hash) {
        long h = hash;
        h = (h ^ h >>> 33) * P2;
        h = (h ^ h >>> 29) * P3;
        return h ^ h >>> 32;
    }
}
