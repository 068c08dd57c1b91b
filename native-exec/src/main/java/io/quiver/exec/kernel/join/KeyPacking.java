/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.join;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packs several narrow keys side by side into one long per row, so that equal rows have equal longs and others do not. Spark's
 * HashJoin.rewriteKeyExpr (4.1) does so for integral keys, this class for every type of fixed width. Floating-point numbers go
 * by their bits (the plan has normalised them).
 */
public final class KeyPacking {
    private KeyPacking() {}

    /** How many bits a value takes; more than 64 where it does not fit a long. */
    public static int bits(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN, NULL -> 1;
            case BYTE -> 8;
            case SHORT -> 16;
            case INT, DATE, FLOAT -> 32;
            case LONG, TIMESTAMP, TIMESTAMP_NTZ, DOUBLE -> 64;
            case DECIMAL -> type.precision() <= ColumnType.MAX_LONG_DIGITS ? 64 : 128;
            case STRING, BINARY, OPAQUE -> 1 << 20;
        };
    }

    /**
     * Shifts the contents of {@code out} up and puts the values of {@code key} below. Null rows get what the array holds; if
     * {@code nullSafe}, they get one value instead, and a further bit tells it from all others.
     */
    public static void append(Column key, boolean nullSafe, long[] out, int count) {
        Column flat = key.flat();
        int bits = bits(flat.type());
        if (bits == 64) {
            appendWord(flat, out, count);
        } else {
            appendNarrow(flat, bits, out, count);
        }
        if (nullSafe) {
            appendNullBit(flat.validity(), bits, out, count);
        }
    }

    private static void appendWord(Column flat, long[] out, int count) {
        if (flat instanceof LongColumn longs) {
            System.arraycopy(longs.values(), 0, out, 0, count);
            return;
        }
        double[] values = ((DoubleColumn) flat).values();
        for (int i = 0; i < count; i++) {
            out[i] = Double.doubleToRawLongBits(values[i]);
        }
    }

    private static void appendNarrow(Column flat, int bits, long[] out, int count) {
        long mask = (1L << bits) - 1;
        if (flat instanceof IntColumn ints) {
            int[] values = ints.values();
            for (int i = 0; i < count; i++) {
                out[i] = out[i] << bits | (values[i] & mask);
            }
        } else if (flat instanceof FloatColumn floats) {
            float[] values = floats.values();
            for (int i = 0; i < count; i++) {
                out[i] = out[i] << bits | (Float.floatToRawIntBits(values[i]) & mask);
            }
        } else {
            long[] words = ((BooleanColumn) flat).words();
            for (int i = 0; i < count; i++) {
                out[i] = out[i] << 1 | (words[i >> 6] >>> i & 1L);
            }
        }
    }

    private static void appendNullBit(long @Nullable [] validity, int bits, long[] out, int count) {
        if (validity == null) {
            for (int i = 0; i < count; i++) {
                out[i] <<= 1;
            }
            return;
        }
        long mask = (1L << bits) - 1;
        for (int i = 0; i < count; i++) {
            long isNull = ~(validity[i >> 6] >>> i) & 1L;
            out[i] = (out[i] & ~(mask & -isNull)) << 1 | isNull;
        }
    }

    /** A single integral key as longs, sign-extended, so that neighbours stay neighbours; may share the column's array. */
    public static long[] integral(Column key, long[] scratch, int count) {
        Column flat = key.flat();
        if (flat instanceof LongColumn longs) {
            return longs.values();
        }
        int[] values = ((IntColumn) flat).values();
        for (int i = 0; i < count; i++) {
            scratch[i] = values[i];
        }
        return scratch;
    }

    /** Makes room: an array of at least {@code count} zeros, {@code array} itself where it is long enough. */
    public static long[] zeros(long[] array, int count) {
        if (array.length < count) {
            return new long[count];
        }
        Arrays.fill(array, 0, count, 0L);
        return array;
    }

    /** The rows in which no key is null, apart from null-safe keys; null: all. */
    public static long @Nullable [] withoutNulls(Column[] keys, boolean[] nullSafe, int count) {
        long[] valid = null;
        for (int k = 0; k < keys.length; k++) {
            if (!nullSafe[k]) {
                valid = Bitmap.and(valid, keys[k].validity(), count);
            }
        }
        return valid;
    }
}
