/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.join;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Compares the keys of candidate pairs, column by column, to make certain what a hash says. */
public final class KeyEquality {
    private KeyEquality() {}

    /**
     * Clears {@code equal[i]} (1 or 0) where row {@code leftRows[i]} of {@code left} and row {@code rightRows[i]} of
     * {@code right} differ. Both columns are flat and of one type; two nulls are equal, a null and a value are not.
     */
    public static void compare(Column left, int[] leftRows, Column right, int[] rightRows, int[] equal, int count) {
        compareValidity(left.validity(), leftRows, right.validity(), rightRows, equal, count);
        long[] bothNull = left.validity() != null && right.validity() != null ? left.validity() : null;
        switch (left.type().physical()) {
            case BITS -> {
                long[] x = ((BooleanColumn) left).words();
                long[] y = ((BooleanColumn) right).words();
                for (int i = 0; i < count; i++) {
                    int a = leftRows[i];
                    int b = rightRows[i];
                    long differ = (x[a >> 6] >>> a ^ y[b >> 6] >>> b) & 1L;
                    equal[i] &= (int) (1L ^ differ) | absent(bothNull, a);
                }
            }
            case INTS -> {
                int[] x = ((IntColumn) left).values();
                int[] y = ((IntColumn) right).values();
                for (int i = 0; i < count; i++) {
                    int a = leftRows[i];
                    equal[i] &= same(x[a] ^ y[rightRows[i]]) | absent(bothNull, a);
                }
            }
            case LONGS ->
                compareLongs(
                        ((LongColumn) left).values(),
                        leftRows,
                        ((LongColumn) right).values(),
                        rightRows,
                        equal,
                        count,
                        bothNull);
            case FLOATS -> {
                float[] x = ((FloatColumn) left).values();
                float[] y = ((FloatColumn) right).values();
                for (int i = 0; i < count; i++) {
                    int a = leftRows[i];
                    int differ = Float.floatToRawIntBits(x[a]) ^ Float.floatToRawIntBits(y[rightRows[i]]);
                    equal[i] &= same(differ) | absent(bothNull, a);
                }
            }
            case DOUBLES -> {
                double[] x = ((DoubleColumn) left).values();
                double[] y = ((DoubleColumn) right).values();
                for (int i = 0; i < count; i++) {
                    int a = leftRows[i];
                    long differ = Double.doubleToRawLongBits(x[a]) ^ Double.doubleToRawLongBits(y[rightRows[i]]);
                    equal[i] &= same(differ) | absent(bothNull, a);
                }
            }
            case WIDE -> {
                WideColumn x = (WideColumn) left;
                WideColumn y = (WideColumn) right;
                compareLongs(x.high(), leftRows, y.high(), rightRows, equal, count, bothNull);
                compareLongs(x.low(), leftRows, y.low(), rightRows, equal, count, bothNull);
            }
            case BYTES -> compareBytes((BytesColumn) left, leftRows, (BytesColumn) right, rightRows, equal, count);
        }
    }

    /** 1 where {@code difference} is 0, else 0. */
    private static int same(long difference) {
        return (int) (1L ^ (difference | -difference) >>> 63);
    }

    /** 1 where the row is null on both sides (the validity was compared before), else 0. */
    private static int absent(long @Nullable [] bothNull, int row) {
        return bothNull == null ? 0 : (int) (~(bothNull[row >> 6] >>> row) & 1L);
    }

    private static void compareLongs(
            long[] x, int[] leftRows, long[] y, int[] rightRows, int[] equal, int count, long @Nullable [] bothNull) {
        for (int i = 0; i < count; i++) {
            int a = leftRows[i];
            equal[i] &= same(x[a] ^ y[rightRows[i]]) | absent(bothNull, a);
        }
    }

    private static void compareBytes(
            BytesColumn left, int[] leftRows, BytesColumn right, int[] rightRows, int[] equal, int count) {
        byte[] x = left.data();
        byte[] y = right.data();
        int[] leftStarts = left.starts();
        int[] rightStarts = right.starts();
        int[] leftLengths = left.lengths();
        int[] rightLengths = right.lengths();
        for (int i = 0; i < count; i++) {
            int a = leftRows[i];
            int b = rightRows[i];
            if (left.isNull(a)) {
                continue;
            }
            int length = leftLengths[a];
            int s = leftStarts[a];
            int t = rightStarts[b];
            if (length != rightLengths[b] || !Arrays.equals(x, s, s + length, y, t, t + length)) {
                equal[i] = 0;
            }
        }
    }

    private static void compareValidity(
            long @Nullable [] left, int[] leftRows, long @Nullable [] right, int[] rightRows, int[] equal, int count) {
        if (left == null && right == null) {
            return;
        }
        for (int i = 0; i < count; i++) {
            boolean sameNull = Bitmap.isSet(left, leftRows[i]) == Bitmap.isSet(right, rightRows[i]);
            equal[i] &= sameNull ? 1 : 0;
        }
    }
}
