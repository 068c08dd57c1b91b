/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.join;

import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** 64-bit hashes of keys of any type, one column at a time. Not Spark's hash: these never leave the process. */
public final class KeyHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD_1 = 0x9E3779B97F4A7C15L;
    private static final long ODD_2 = 0xD6E8FEB86659FD93L;
    private static final long NULL_VALUE = 0x5851F42D4C957F2DL;

    private KeyHash() {}

    /** Spreads the bits of one code, for indexing by its low bits. */
    static long mix(long code) {
        long h = code ^ code >>> 32;
        h *= ODD_1;
        return h ^ h >>> 29;
    }

    private static long combine(long hash, long value) {
        long h = (hash ^ value) * ODD_1;
        h = (h ^ h >>> 32) * ODD_2;
        return h ^ h >>> 29;
    }

    /** Folds the values of {@code key} into {@code hashes}; nulls all count as one value, whatever the array holds. */
    public static void fold(Column key, long[] hashes, int count) {
        if (key instanceof ConstantColumn constant && constant.value() instanceof BytesColumn bytes) {
            foldEntries(new int[count], entryHashes(bytes), hashes, count, constant.validity());
        } else if (key instanceof DictionaryColumn dictionary && dictionary.dictionary() instanceof BytesColumn bytes) {
            foldEntries(dictionary.ids(), entryHashes(bytes), hashes, count, dictionary.validity());
        } else {
            foldFlat(key.flat(), hashes, count);
        }
    }

    private static void foldFlat(Column flat, long[] hashes, int count) {
        long[] validity = flat.validity();
        if (validity != null) {
            long[] values = new long[count];
            bits(flat, values, count);
            for (int i = 0; i < count; i++) {
                long keep = -(validity[i >> 6] >>> i & 1L);
                hashes[i] = combine(hashes[i], (values[i] & keep) | (NULL_VALUE & ~keep));
            }
            return;
        }
        if (flat instanceof LongColumn longs) {
            long[] values = longs.values();
            for (int i = 0; i < count; i++) {
                hashes[i] = combine(hashes[i], values[i]);
            }
        } else if (flat instanceof IntColumn ints) {
            int[] values = ints.values();
            for (int i = 0; i < count; i++) {
                hashes[i] = combine(hashes[i], values[i]);
            }
        } else if (flat instanceof BytesColumn bytes) {
            byte[] data = bytes.data();
            int[] starts = bytes.starts();
            int[] lengths = bytes.lengths();
            for (int i = 0; i < count; i++) {
                hashes[i] = combine(hashes[i], ofBytes(data, starts[i], lengths[i]));
            }
        } else {
            long[] values = new long[count];
            bits(flat, values, count);
            for (int i = 0; i < count; i++) {
                hashes[i] = combine(hashes[i], values[i]);
            }
        }
    }

    /** One long per row that depends on nothing but the value. */
    private static void bits(Column flat, long[] out, int count) {
        switch (flat.type().physical()) {
            case BITS -> {
                long[] words = ((BooleanColumn) flat).words();
                for (int i = 0; i < count; i++) {
                    out[i] = words[i >> 6] >>> i & 1L;
                }
            }
            case INTS -> {
                int[] values = ((IntColumn) flat).values();
                for (int i = 0; i < count; i++) {
                    out[i] = values[i];
                }
            }
            case LONGS -> System.arraycopy(((LongColumn) flat).values(), 0, out, 0, count);
            case FLOATS -> {
                float[] values = ((FloatColumn) flat).values();
                for (int i = 0; i < count; i++) {
                    out[i] = Float.floatToRawIntBits(values[i]);
                }
            }
            case DOUBLES -> {
                double[] values = ((DoubleColumn) flat).values();
                for (int i = 0; i < count; i++) {
                    out[i] = Double.doubleToRawLongBits(values[i]);
                }
            }
            case WIDE -> {
                long[] high = ((WideColumn) flat).high();
                long[] low = ((WideColumn) flat).low();
                for (int i = 0; i < count; i++) {
                    out[i] = combine(high[i], low[i]);
                }
            }
            case BYTES -> {
                BytesColumn bytes = (BytesColumn) flat;
                byte[] data = bytes.data();
                int[] starts = bytes.starts();
                int[] lengths = bytes.lengths();
                for (int i = 0; i < count; i++) {
                    out[i] = ofBytes(data, starts[i], lengths[i]);
                }
            }
        }
    }

    private static long[] entryHashes(BytesColumn entries) {
        long[] out = new long[Math.max(1, entries.rowCount())];
        bits(entries, out, entries.rowCount());
        return out;
    }

    private static void foldEntries(int[] ids, long[] entries, long[] hashes, int count, long @Nullable [] validity) {
        if (validity == null) {
            for (int i = 0; i < count; i++) {
                hashes[i] = combine(hashes[i], entries[ids[i]]);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            long keep = -(validity[i >> 6] >>> i & 1L);
            hashes[i] = combine(hashes[i], (entries[ids[i]] & keep) | (NULL_VALUE & ~keep));
        }
    }

    private static long ofBytes(byte[] data, int start, int length) {
        long hash = length * ODD_2;
        int end = start + length;
        int i = start;
        for (; i + 8 <= end; i += 8) {
            hash = combine(hash, (long) LONGS.get(data, i));
        }
        if (i < end) {
            hash = combine(hash, tail(data, i, end));
        }
        return hash;
    }

    private static long tail(byte[] data, int from, int end) {
        long word = 0;
        for (int i = end - 1; i >= from; i--) {
            word = word << 8 | (data[i] & 0xFFL);
        }
        return word;
    }

    /** {@code count} times {@code seed}, in {@code array} where that is long enough. */
    public static long[] seeded(long[] array, long seed, int count) {
        long[] out = array.length < count ? new long[count] : array;
        Arrays.fill(out, 0, count, seed);
        return out;
    }
}
