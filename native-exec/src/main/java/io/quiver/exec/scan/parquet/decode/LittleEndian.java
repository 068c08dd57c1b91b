/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads numbers from page bytes. Pages are followed by {@link #PADDING} bytes, so words may be read past a page's end. */
final class LittleEndian {
    /** Bytes behind a page that may be read, but are not used. */
    static final int PADDING = 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private LittleEndian() {}

    static long getLong(byte[] bytes, int position) {
        return (long) LONGS.get(bytes, position);
    }

    static int getInt(byte[] bytes, int position) {
        return (int) INTS.get(bytes, position);
    }

    static long getBigEndianLong(byte[] bytes, int position) {
        return (long) BIG_LONGS.get(bytes, position);
    }

    static void getInts(byte[] bytes, int position, int[] out, int at, int count) {
        view(bytes, position, 4L * count).asIntBuffer().get(out, at, count);
    }

    static void getLongs(byte[] bytes, int position, long[] out, int at, int count) {
        view(bytes, position, 8L * count).asLongBuffer().get(out, at, count);
    }

    static void getFloats(byte[] bytes, int position, float[] out, int at, int count) {
        view(bytes, position, 4L * count).asFloatBuffer().get(out, at, count);
    }

    static void getDoubles(byte[] bytes, int position, double[] out, int at, int count) {
        view(bytes, position, 8L * count).asDoubleBuffer().get(out, at, count);
    }

    private static ByteBuffer view(byte[] bytes, int position, long length) {
        return ByteBuffer.wrap(bytes, position, Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
