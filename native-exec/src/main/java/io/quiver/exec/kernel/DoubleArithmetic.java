/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

/**
 * Computes with doubles. It never fails; the caller masks rows that divide by zero.
 *
 * <p>SiblingClassesTest makes this file from siblings/FloatingArithmetic.java.txt.
 */
public final class DoubleArithmetic {
    private DoubleArithmetic() {}

    public static void add(double[] left, double[] right, int rowCount, double[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] + right[i];
        }
    }

    public static void add(double[] left, double right, int rowCount, double[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] + right;
        }
    }

    public static void subtract(double[] left, double[] right, int rowCount, double[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] - right[i];
        }
    }

    public static void subtract(double[] left, double right, int rowCount, double[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] - right;
        }
    }

    public static void subtract(double left, double[] right, int rowCount, double[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left - right[i];
        }
    }

    public static void multiply(double[] left, double[] right, int rowCount, double[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] * right[i];
        }
    }

    public static void multiply(double[] left, double right, int rowCount, double[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] * right;
        }
    }

    public static void divide(double[] left, double[] right, int rowCount, double[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] / right[i];
        }
    }

    public static void divide(double[] left, double right, int rowCount, double[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] / right;
        }
    }

    public static void divide(double left, double[] right, int rowCount, double[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = left / right[i];
        }
    }
}
