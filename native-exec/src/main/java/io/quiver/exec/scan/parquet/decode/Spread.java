/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import java.util.Arrays;

/**
 * Moves the values of rows that are not null from {@code values[at .. at + count)} to their rows among {@code rows} rows.
 * Works from the last row back, in place and without a branch on the validity. A null row gets the value of a neighbour,
 * which does no harm.
 */
final class Spread {
    private Spread() {}

    static void ints(int[] values, long[] validity, int at, int rows, int count) {
        if (count == 0) {
            Arrays.fill(values, at, at + rows, 0);
            return;
        }
        int from = at + count - 1;
        for (int i = at + rows - 1; i > from; i--) {
            values[i] = values[Math.max(from, at)];
            from -= (int) (validity[i >> 6] >>> i) & 1;
        }
    }

    static void longs(long[] values, long[] validity, int at, int rows, int count) {
        if (count == 0) {
            Arrays.fill(values, at, at + rows, 0);
            return;
        }
        int from = at + count - 1;
        for (int i = at + rows - 1; i > from; i--) {
            values[i] = values[Math.max(from, at)];
            from -= (int) (validity[i >> 6] >>> i) & 1;
        }
    }

    static void floats(float[] values, long[] validity, int at, int rows, int count) {
        if (count == 0) {
            Arrays.fill(values, at, at + rows, 0);
            return;
        }
        int from = at + count - 1;
        for (int i = at + rows - 1; i > from; i--) {
            values[i] = values[Math.max(from, at)];
            from -= (int) (validity[i >> 6] >>> i) & 1;
        }
    }

    static void doubles(double[] values, long[] validity, int at, int rows, int count) {
        if (count == 0) {
            Arrays.fill(values, at, at + rows, 0);
            return;
        }
        int from = at + count - 1;
        for (int i = at + rows - 1; i > from; i--) {
            values[i] = values[Math.max(from, at)];
            from -= (int) (validity[i >> 6] >>> i) & 1;
        }
    }
}
