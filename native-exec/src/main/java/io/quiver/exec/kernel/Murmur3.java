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
import org.jspecify.annotations.Nullable;

/**
 * Computes Spark's 32-bit Murmur3 hash, which decides the partitions of rows. Source: Spark 4.1.3 {@code Murmur3_x86_32},
 * {@code HashExpression.computeHash}.
 */
public final class Murmur3 {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    /**
     * Updates the hashes of the rows with the values of one more column. A null leaves the hash unchanged. The first column
     * starts from the seed.
     */
    public static void update(Column column, int[] hashes, int rowCount) {
        Column flat = column.flat();
        if (flat.type().kind() == Kind.NULL) {
            return;
        }
        if (flat.type().kind() == Kind.OPAQUE) {
            throw new IllegalArgumentException("no hash of type " + flat.type());
        }
        long[] validity = flat.validity();
        int[] before = validity == null ? null : java.util.Arrays.copyOf(hashes, rowCount);
        if (flat instanceof BooleanColumn booleans) {
            update(booleans, hashes, rowCount);
        } else if (flat instanceof IntColumn ints) {
            update(ints.values(), hashes, rowCount);
        } else if (flat instanceof LongColumn longs) {
            update(longs.values(), hashes, rowCount);
        } else if (flat instanceof FloatColumn floats) {
            update(floats.values(), hashes, rowCount);
        } else if (flat instanceof DoubleColumn doubles) {
            update(doubles.values(), hashes, rowCount);
        } else if (flat instanceof WideColumn wide) {
            update(wide, hashes, rowCount);
        } else {
            update((BytesColumn) flat, hashes, rowCount);
        }
        restoreNulls(validity, before, hashes, rowCount);
    }

    private static void restoreNulls(long @Nullable [] validity, int @Nullable [] before, int[] hashes, int rowCount) {
        if (validity == null || before == null) {
            return;
        }
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.get(validity, i)) {
                hashes[i] = before[i];
            }
        }
    }

    private static void update(BooleanColumn values, int[] hashes, int rowCount) {
        long[] words = values.words();
        for (int i = 0; i < rowCount; i++) {
            hashes[i] = hashInt((int) (words[i >> 6] >>> i & 1L), hashes[i]);
        }
    }

    private static void update(int[] values, int[] hashes, int rowCount) {
        for (int i = 0; i < rowCount; i++) {
            hashes[i] = hashInt(values[i], hashes[i]);
        }
    }

    /**
     * Splits the halves first: C2 (17) vectorises no loop over longs and ints at once, nor one with two indices. 1.8 instead of
     * 3.5 ns per row.
     */
    private static void update(long[] values, int[] hashes, int rowCount) {
        int[] low = new int[rowCount];
        int[] high = new int[rowCount];
        lowHalves(values, rowCount, low);
        highHalves(values, rowCount, high);
        update(low, high, hashes, rowCount);
    }

    private static void lowHalves(long[] values, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = (int) values[i];
        }
    }

    private static void highHalves(long[] values, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = (int) (values[i] >>> 32);
        }
    }

    private static void update(int[] low, int[] high, int[] hashes, int rowCount) {
        for (int i = 0; i < rowCount; i++) {
            hashes[i] = finish(mix(mix(hashes[i], low[i]), high[i]), 8);
        }
    }

    /** Adding 0.0 makes 0.0 of -0.0: the two hash alike. */
    private static void update(float[] values, int[] hashes, int rowCount) {
        for (int i = 0; i < rowCount; i++) {
            hashes[i] = hashInt(Float.floatToIntBits(values[i] + 0.0f), hashes[i]);
        }
    }

    private static void update(double[] values, int[] hashes, int rowCount) {
        for (int i = 0; i < rowCount; i++) {
            hashes[i] = hashLong(Double.doubleToLongBits(values[i] + 0.0), hashes[i]);
        }
    }

    /** Wide decimals hash as the bytes of {@code BigInteger.toByteArray}. */
    private static void update(WideColumn values, int[] hashes, int rowCount) {
        byte[] bytes = new byte[WideBytes.MAX];
        for (int i = 0; i < rowCount; i++) {
            int length = WideBytes.write(values.high()[i], values.low()[i], bytes);
            hashes[i] = hashBytes(bytes, 0, length, hashes[i]);
        }
    }

    private static void update(BytesColumn values, int[] hashes, int rowCount) {
        byte[] data = values.data();
        int[] starts = values.starts();
        int[] lengths = values.lengths();
        int i = 0;
        for (; i < rowCount - 1; i += 2) {
            hashTwo(data, starts, lengths, i, hashes);
        }
        if (i < rowCount) {
            hashes[i] = hashBytes(data, starts[i], lengths[i], hashes[i]);
        }
    }

    /**
     * Hashes two rows side by side, as far as both reach: each step waits for the one before it, and steps of the other row
     * fill the time.
     */
    private static void hashTwo(byte[] data, int[] starts, int[] lengths, int row, int[] hashes) {
        int left = starts[row];
        int right = starts[row + 1];
        int leftLength = lengths[row];
        int rightLength = lengths[row + 1];
        int leftHash = hashes[row];
        int rightHash = hashes[row + 1];
        int together = Math.min(leftLength, rightLength) & ~3;
        for (int i = 0; i < together; i += 4) {
            leftHash = mix(leftHash, (int) INTS.get(data, left + i));
            rightHash = mix(rightHash, (int) INTS.get(data, right + i));
        }
        hashes[row] = hashRest(data, left, together, leftLength, leftHash);
        hashes[row + 1] = hashRest(data, right, together, rightLength, rightHash);
    }

    public static int hashInt(int value, int seed) {
        return finish(mix(seed, value), 4);
    }

    public static int hashLong(long value, int seed) {
        return finish(mix(mix(seed, (int) value), (int) (value >>> 32)), 8);
    }

    /** Hashes bytes in Spark's own way: each of the last ones is mixed in as an int. */
    public static int hashBytes(byte[] data, int start, int length, int seed) {
        return hashRest(data, start, 0, length, seed);
    }

    /** Continues behind the first {@code done} bytes. */
    private static int hashRest(byte[] data, int start, int done, int length, int before) {
        int hash = before;
        int end = start + length;
        int aligned = end - (length & 3);
        int i = start + done;
        for (; i < aligned; i += 4) {
            hash = mix(hash, (int) INTS.get(data, i));
        }
        for (; i < end; i++) {
            hash = mix(hash, data[i]);
        }
        return finish(hash, length);
    }

    private static int mix(int hash, int value) {
        int k = Integer.rotateLeft(value * C1, 15) * C2;
        return Integer.rotateLeft(hash ^ k, 13) * 5 + 0xe6546b64;
    }

    private static int finish(int hash, int length) {
        int h = hash ^ length;
        h = (h ^ h >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
