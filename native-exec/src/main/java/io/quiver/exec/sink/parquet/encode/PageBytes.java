/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** A growing byte buffer with little-endian numbers. */
final class PageBytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] data = new byte[1024];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Makes room for {@code more} bytes of {@link #data()} and returns the position of the first. */
    int reserve(long more) {
        int start = size;
        long needed = start + more;
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.toIntExact(Math.max(needed, Math.min(2L * data.length, 1 << 30))));
        }
        size = (int) needed;
        return start;
    }

    /** Gives back the reserved bytes behind {@code end}. */
    void shrink(int end) {
        size = end;
    }

    /** Returns the written bytes. The array is replaced as it grows. */
    byte[] data() {
        return data;
    }

    void putByte(int value) {
        int at = reserve(1);
        data[at] = (byte) value;
    }

    void putInt(int value) {
        setInt(reserve(Integer.BYTES), value);
    }

    void setInt(int position, int value) {
        INT.set(data, position, value);
    }

    void setLong(int position, long value) {
        LONG.set(data, position, value);
    }

    void putVarInt(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            putByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        putByte(rest);
    }

    void put(byte[] bytes, int start, int length) {
        int at = reserve(length);
        System.arraycopy(bytes, start, data, at, length);
    }

    /** Returns a view, valid until the next write. */
    BytesInput input() {
        return BytesInput.from(data, 0, size);
    }
}
