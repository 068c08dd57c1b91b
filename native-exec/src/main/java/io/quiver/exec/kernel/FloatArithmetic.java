/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

/**
 * Computes with floats. It never fails; the caller masks rows that divide by zero.
 *
 * <p>SiblingClassesTest makes this file from siblings/FloatingArithmetic.java.txt.
 */
public final class FloatArithmetic {
    private FloatArithmetic() {}

    public static void add(float[] left, float[] right, int rowCount, float[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] + right[i];
        }
    }

    public static void add(float[] left, float right, int rowCount, float[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] + right;
        }
    }

    public static void subtract(float[] left, float[] right, int rowCount, float[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] - right[i];
        }
    }

    public static void subtract(float[] left, float right, int rowCount, float[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] - right;
        }
    }

    public static void subtract(float left, float[] right, int rowCount, float[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left - right[i];
        }
    }

    public static void multiply(float[] left, float[] right, int rowCount, float[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] * right[i];
        }
    }

    public static void multiply(float[] left, float right, int rowCount, float[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] * right;
        }
    }

    public static void divide(float[] left, float[] right, int rowCount, float[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] / right[i];
        }
    }

    public static void divide(float[] left, float right, int rowCount, float[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] / right;
        }
    }

    public static void divide(float left, float[] right, int rowCount, float[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left / right[i];
        }
    }
}
