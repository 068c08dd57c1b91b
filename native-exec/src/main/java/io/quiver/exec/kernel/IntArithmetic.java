/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

/**
 * Computes sums, differences and products of ints. The plain loops wrap. The checked loops wrap too and tell whether any row
 * overflowed, from one OR of overflow bits a batch, so that C2 still vectorises (1.2 against 2.3 for addExact).
 */
public final class IntArithmetic {
    private IntArithmetic() {}

    public static void add(int[] left, int[] right, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] + right[i];
        }
    }

    public static void add(int[] left, int right, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] + right;
        }
    }

    public static boolean addChecked(int[] left, int[] right, int rowCount, int[] out) {
        int overflow = 0;
        for (int i = 0; i < rowCount; i++) {
            int x = left[i];
            int y = right[i];
            int result = x + y;
            out[i] = result;
            overflow |= (x ^ result) & (y ^ result);
        }
        return overflow < 0;
    }

    public static boolean addChecked(int[] left, int right, int rowCount, int[] out) {
        int overflow = 0;
        for (int i = 0; i < rowCount; i++) {
            int x = left[i];
            int y = right;
            int result = x + y;
            out[i] = result;
            overflow |= (x ^ result) & (y ^ result);
        }
        return overflow < 0;
    }

    public static void subtract(int[] left, int[] right, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] - right[i];
        }
    }

    public static void subtract(int[] left, int right, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] - right;
        }
    }

    public static void subtract(int left, int[] right, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left - right[i];
        }
    }

    public static boolean subtractChecked(int[] left, int[] right, int rowCount, int[] out) {
        int overflow = 0;
        for (int i = 0; i < rowCount; i++) {
            int x = left[i];
            int y = right[i];
            int result = x - y;
            out[i] = result;
            overflow |= (x ^ y) & (x ^ result);
        }
        return overflow < 0;
    }

    public static boolean subtractChecked(int[] left, int right, int rowCount, int[] out) {
        int overflow = 0;
        for (int i = 0; i < rowCount; i++) {
            int x = left[i];
            int y = right;
            int result = x - y;
            out[i] = result;
            overflow |= (x ^ y) & (x ^ result);
        }
        return overflow < 0;
    }

    public static boolean subtractChecked(int left, int[] right, int rowCount, int[] out) {
        int overflow = 0;
        for (int i = 0; i < rowCount; i++) {
            int x = left;
            int y = right[i];
            int result = x - y;
            out[i] = result;
            overflow |= (x ^ y) & (x ^ result);
        }
        return overflow < 0;
    }

    public static void multiply(int[] left, int[] right, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] * right[i];
        }
    }

    public static void multiply(int[] left, int right, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] * right;
        }
    }

    public static boolean multiplyChecked(int[] left, int[] right, int rowCount, int[] out) {
        long lost = 0;
        for (int i = 0; i < rowCount; i++) {
            long result = (long) left[i] * right[i];
            out[i] = (int) result;
            lost |= result ^ (int) result;
        }
        return lost != 0;
    }

    public static boolean multiplyChecked(int[] left, int right, int rowCount, int[] out) {
        long lost = 0;
        for (int i = 0; i < rowCount; i++) {
            long result = (long) left[i] * right;
            out[i] = (int) result;
            lost |= result ^ (int) result;
        }
        return lost != 0;
    }
}
