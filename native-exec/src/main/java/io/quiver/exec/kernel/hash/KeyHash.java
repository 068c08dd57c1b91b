/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import io.quiver.exec.vector.Batch;
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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Computes 64-bit hashes of keys of any type, one column at a time. Not Spark's hash: these never leave the process. */
public final class KeyHash {
    private static final long NULL_VALUE = 0x5851F42D4C957F2DL;

    private KeyHash() {}

    /** The hash of the first {@code columnCount} columns of each row: equal keys, equal hashes, in every encoding. */
    public static long[] hash(Batch batch, int columnCount, long seed) {
        long[] hashes = seeded(new long[0], seed, batch.rowCount());
        for (int c = 0; c < columnCount; c++) {
            fold(batch.column(c), hashes, batch.rowCount(), seed);
        }
        return hashes;
    }

    /** Folds the values of {@code key} into {@code hashes}; nulls all count as one value, whatever the array holds. */
    public static void fold(Column key, long[] hashes, int count, long seed) {
        if (key instanceof ConstantColumn constant && constant.value() instanceof BytesColumn bytes) {
            foldEntries(new int[count], words(bytes, seed), hashes, count, constant.validity(), seed);
        } else if (key instanceof DictionaryColumn dictionary
                && dictionary.dictionary() instanceof BytesColumn bytes
                && bytes.rowCount() <= count) {
            foldEntries(dictionary.ids(), words(bytes, seed), hashes, count, dictionary.validity(), seed);
        } else {
            foldFlat(key.flat(), hashes, count, seed);
        }
    }

    private static void foldFlat(Column flat, long[] hashes, int count, long seed) {
        long[] validity = flat.validity();
        long[] values = flat instanceof LongColumn longs ? longs.values() : words(flat, seed);
        if (validity == null) {
            for (int i = 0; i < count; i++) {
                hashes[i] = HashMix.mix(values[i], hashes[i]);
            }
            return;
        }
        long nullWord = nullWord(seed);
        for (int i = 0; i < count; i++) {
            long keep = -(validity[i >> 6] >>> i & 1L);
            hashes[i] = HashMix.mix((values[i] & keep) | (nullWord & ~keep), hashes[i]);
        }
    }

    /** The number that stands for null: another one under each seed, so that no value collides with it under all seeds. */
    private static long nullWord(long seed) {
        return HashMix.mix(NULL_VALUE, seed);
    }

    private static long[] words(Column flat, long seed) {
        long[] out = new long[Math.max(1, flat.rowCount())];
        words(flat, out, flat.rowCount(), seed);
        return out;
    }

    /**
     * One long per row that depends only on the value and the seed: the value itself where it has 64 bits or fewer, else its
     * hash.
     */
    private static void words(Column flat, long[] out, int count, long seed) {
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
                    out[i] = HashMix.mix(low[i], HashMix.mix(high[i], seed));
                }
            }
            case BYTES -> {
                BytesColumn bytes = (BytesColumn) flat;
                byte[] data = bytes.data();
                int[] starts = bytes.starts();
                int[] lengths = bytes.lengths();
                for (int i = 0; i < count; i++) {
                    out[i] = HashMix.hash(data, starts[i], lengths[i], seed);
                }
            }
        }
    }

    private static void foldEntries(
            int[] ids, long[] entries, long[] hashes, int count, long @Nullable [] validity, long seed) {
        if (validity == null) {
            for (int i = 0; i < count; i++) {
                hashes[i] = HashMix.mix(entries[ids[i]], hashes[i]);
            }
            return;
        }
        long nullWord = nullWord(seed);
        for (int i = 0; i < count; i++) {
            long keep = -(validity[i >> 6] >>> i & 1L);
            hashes[i] = HashMix.mix((entries[ids[i]] & keep) | (nullWord & ~keep), hashes[i]);
        }
    }

    /** {@code count} times {@code seed}, in {@code array} if that is long enough. */
    public static long[] seeded(long[] array, long seed, int count) {
        long[] out = array.length < count ? new long[count] : array;
        Arrays.fill(out, 0, count, seed);
        return out;
    }
}
