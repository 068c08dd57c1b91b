/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Builds the bytes of one key of {@link OrderedBytes}, with numbers in big-endian order. */
final class KeyBytes {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[64];
    private int size;

    void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Flips the sign bit, so that negative numbers come first. */
    void putSigned(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, size, value ^ Integer.MIN_VALUE);
        size += Integer.BYTES;
    }

    /** Flips the sign bit, so that negative numbers come first. */
    void putSigned(long value) {
        putUnsigned(value ^ Long.MIN_VALUE);
    }

    void putUnsigned(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Appends 255 after each zero and ends with two zeros, so that no value is a prefix of another. */
    void putEscaped(byte[] value) {
        reserve(2 * (value.length + 1L));
        for (byte next : value) {
            bytes[size++] = next;
            if (next == 0) {
                bytes[size++] = (byte) 0xFF;
            }
        }
        bytes[size++] = 0;
        bytes[size++] = 0;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(long more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(2L * bytes.length, size + more)));
        }
    }
}
