/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.kernel.DoubleArithmetic;
import io.quiver.exec.kernel.FloatArithmetic;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;

/** Adds, subtracts and multiplies doubles and floats: Java's own operators, the same in every mode. */
final class FloatingArithmetic {
    private FloatingArithmetic() {}

    static Kernel doubles(Arithmetic operator) {
        return NullIntolerantKernel.binaryOverConstants(ColumnType.DOUBLE, (left, right, rowCount, demanded) -> {
            double[] out = new double[rowCount];
            compute(operator, left, right, rowCount, out);
            return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, null);
        });
    }

    static Kernel floats(Arithmetic operator) {
        return NullIntolerantKernel.binaryOverConstants(ColumnType.FLOAT, (left, right, rowCount, demanded) -> {
            float[] out = new float[rowCount];
            compute(operator, left, right, rowCount, out);
            return new FloatColumn(ColumnType.FLOAT, rowCount, out, null);
        });
    }

    private static void compute(Arithmetic operator, Column left, Column right, int rowCount, double[] out) {
        if (right instanceof ConstantColumn constant) {
            double[] a = ((DoubleColumn) left).values();
            double b = ((DoubleColumn) constant.value()).values()[0];
            switch (operator) {
                case PLUS -> DoubleArithmetic.add(a, b, rowCount, out);
                case MINUS -> DoubleArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> DoubleArithmetic.multiply(a, b, rowCount, out);
            }
        } else if (left instanceof ConstantColumn constant) {
            double a = ((DoubleColumn) constant.value()).values()[0];
            double[] b = ((DoubleColumn) right).values();
            switch (operator) {
                case PLUS -> DoubleArithmetic.add(b, a, rowCount, out);
                case MINUS -> DoubleArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> DoubleArithmetic.multiply(b, a, rowCount, out);
            }
        } else {
            double[] a = ((DoubleColumn) left).values();
            double[] b = ((DoubleColumn) right).values();
            switch (operator) {
                case PLUS -> DoubleArithmetic.add(a, b, rowCount, out);
                case MINUS -> DoubleArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> DoubleArithmetic.multiply(a, b, rowCount, out);
            }
        }
    }

    private static void compute(Arithmetic operator, Column left, Column right, int rowCount, float[] out) {
        if (right instanceof ConstantColumn constant) {
            float[] a = ((FloatColumn) left).values();
            float b = ((FloatColumn) constant.value()).values()[0];
            switch (operator) {
                case PLUS -> FloatArithmetic.add(a, b, rowCount, out);
                case MINUS -> FloatArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> FloatArithmetic.multiply(a, b, rowCount, out);
            }
        } else if (left instanceof ConstantColumn constant) {
            float a = ((FloatColumn) constant.value()).values()[0];
            float[] b = ((FloatColumn) right).values();
            switch (operator) {
                case PLUS -> FloatArithmetic.add(b, a, rowCount, out);
                case MINUS -> FloatArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> FloatArithmetic.multiply(b, a, rowCount, out);
            }
        } else {
            float[] a = ((FloatColumn) left).values();
            float[] b = ((FloatColumn) right).values();
            switch (operator) {
                case PLUS -> FloatArithmetic.add(a, b, rowCount, out);
                case MINUS -> FloatArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> FloatArithmetic.multiply(a, b, rowCount, out);
            }
        }
    }
}
