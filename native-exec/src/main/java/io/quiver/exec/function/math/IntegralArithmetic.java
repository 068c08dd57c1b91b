/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.kernel.IntArithmetic;
import io.quiver.exec.kernel.LongArithmetic;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;

/** Adds, subtracts and multiplies integers: LEGACY wraps, ANSI declines an overflow, TRY gives null. */
final class IntegralArithmetic {
    private IntegralArithmetic() {}

    static Kernel longs(Arithmetic operator, EvaluationMode mode) {
        return NullIntolerantKernel.binaryOverConstants(ColumnType.LONG, (left, right, rowCount, demanded) -> {
            long[] out = new long[rowCount];
            long[] validity = null;
            if (mode == EvaluationMode.LEGACY) {
                compute(operator, left, right, rowCount, out);
            } else if (computeChecked(operator, left, right, rowCount, out)) {
                validity = FailedRows.validity(mode, overflows(operator, left, right, rowCount), demanded, rowCount);
            }
            return new LongColumn(ColumnType.LONG, rowCount, out, validity);
        });
    }

    /** Bytes and shorts are computed as ints, which never overflows, and narrowed. */
    static Kernel ints(Arithmetic operator, ColumnType type, EvaluationMode mode) {
        return NullIntolerantKernel.binaryOverConstants(type, (left, right, rowCount, demanded) -> {
            int[] out = new int[rowCount];
            boolean overflowed = false;
            if (mode == EvaluationMode.LEGACY || type != ColumnType.INT) {
                compute(operator, left, right, rowCount, out);
            } else {
                overflowed = computeChecked(operator, left, right, rowCount, out);
            }
            overflowed |= Narrowing.narrow(out, type, rowCount);
            long[] validity = null;
            if (overflowed && mode != EvaluationMode.LEGACY) {
                validity =
                        FailedRows.validity(mode, overflows(operator, left, right, type, rowCount), demanded, rowCount);
            }
            return new IntColumn(type, rowCount, out, validity);
        });
    }

    private static long[] overflows(Arithmetic operator, Column left, Column right, int rowCount) {
        long[] a = ((LongColumn) left.flat()).values();
        long[] b = ((LongColumn) right.flat()).values();
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            long x = a[i];
            long y = b[i];
            boolean overflow =
                    switch (operator) {
                        case PLUS -> ((x ^ (x + y)) & (y ^ (x + y))) < 0;
                        case MINUS -> ((x ^ y) & (x ^ (x - y))) < 0;
                        case TIMES -> Math.multiplyHigh(x, y) != x * y >> 63;
                    };
            if (overflow) {
                Bitmap.set(failed, i);
            }
        }
        return failed;
    }

    private static long[] overflows(Arithmetic operator, Column left, Column right, ColumnType type, int rowCount) {
        int[] a = ((IntColumn) left.flat()).values();
        int[] b = ((IntColumn) right.flat()).values();
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            long x = a[i];
            long y = b[i];
            long exact =
                    switch (operator) {
                        case PLUS -> x + y;
                        case MINUS -> x - y;
                        case TIMES -> x * y;
                    };
            if (!Narrowing.fits(exact, type)) {
                Bitmap.set(failed, i);
            }
        }
        return failed;
    }

    private static void compute(Arithmetic operator, Column left, Column right, int rowCount, long[] out) {
        if (right instanceof ConstantColumn constant) {
            long[] a = ((LongColumn) left).values();
            long b = ((LongColumn) constant.value()).values()[0];
            switch (operator) {
                case PLUS -> LongArithmetic.add(a, b, rowCount, out);
                case MINUS -> LongArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> LongArithmetic.multiply(a, b, rowCount, out);
            }
        } else if (left instanceof ConstantColumn constant) {
            long a = ((LongColumn) constant.value()).values()[0];
            long[] b = ((LongColumn) right).values();
            switch (operator) {
                case PLUS -> LongArithmetic.add(b, a, rowCount, out);
                case MINUS -> LongArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> LongArithmetic.multiply(b, a, rowCount, out);
            }
        } else {
            long[] a = ((LongColumn) left).values();
            long[] b = ((LongColumn) right).values();
            switch (operator) {
                case PLUS -> LongArithmetic.add(a, b, rowCount, out);
                case MINUS -> LongArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> LongArithmetic.multiply(a, b, rowCount, out);
            }
        }
    }

    private static boolean computeChecked(Arithmetic operator, Column left, Column right, int rowCount, long[] out) {
        if (right instanceof ConstantColumn constant) {
            long[] a = ((LongColumn) left).values();
            long b = ((LongColumn) constant.value()).values()[0];
            return switch (operator) {
                case PLUS -> LongArithmetic.addChecked(a, b, rowCount, out);
                case MINUS -> LongArithmetic.subtractChecked(a, b, rowCount, out);
                case TIMES -> LongArithmetic.multiplyChecked(a, b, rowCount, out);
            };
        }
        if (left instanceof ConstantColumn constant) {
            long a = ((LongColumn) constant.value()).values()[0];
            long[] b = ((LongColumn) right).values();
            return switch (operator) {
                case PLUS -> LongArithmetic.addChecked(b, a, rowCount, out);
                case MINUS -> LongArithmetic.subtractChecked(a, b, rowCount, out);
                case TIMES -> LongArithmetic.multiplyChecked(b, a, rowCount, out);
            };
        }
        long[] a = ((LongColumn) left).values();
        long[] b = ((LongColumn) right).values();
        return switch (operator) {
            case PLUS -> LongArithmetic.addChecked(a, b, rowCount, out);
            case MINUS -> LongArithmetic.subtractChecked(a, b, rowCount, out);
            case TIMES -> LongArithmetic.multiplyChecked(a, b, rowCount, out);
        };
    }

    private static void compute(Arithmetic operator, Column left, Column right, int rowCount, int[] out) {
        if (right instanceof ConstantColumn constant) {
            int[] a = ((IntColumn) left).values();
            int b = ((IntColumn) constant.value()).values()[0];
            switch (operator) {
                case PLUS -> IntArithmetic.add(a, b, rowCount, out);
                case MINUS -> IntArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> IntArithmetic.multiply(a, b, rowCount, out);
            }
        } else if (left instanceof ConstantColumn constant) {
            int a = ((IntColumn) constant.value()).values()[0];
            int[] b = ((IntColumn) right).values();
            switch (operator) {
                case PLUS -> IntArithmetic.add(b, a, rowCount, out);
                case MINUS -> IntArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> IntArithmetic.multiply(b, a, rowCount, out);
            }
        } else {
            int[] a = ((IntColumn) left).values();
            int[] b = ((IntColumn) right).values();
            switch (operator) {
                case PLUS -> IntArithmetic.add(a, b, rowCount, out);
                case MINUS -> IntArithmetic.subtract(a, b, rowCount, out);
                case TIMES -> IntArithmetic.multiply(a, b, rowCount, out);
            }
        }
    }

    private static boolean computeChecked(Arithmetic operator, Column left, Column right, int rowCount, int[] out) {
        if (right instanceof ConstantColumn constant) {
            int[] a = ((IntColumn) left).values();
            int b = ((IntColumn) constant.value()).values()[0];
            return switch (operator) {
                case PLUS -> IntArithmetic.addChecked(a, b, rowCount, out);
                case MINUS -> IntArithmetic.subtractChecked(a, b, rowCount, out);
                case TIMES -> IntArithmetic.multiplyChecked(a, b, rowCount, out);
            };
        }
        if (left instanceof ConstantColumn constant) {
            int a = ((IntColumn) constant.value()).values()[0];
            int[] b = ((IntColumn) right).values();
            return switch (operator) {
                case PLUS -> IntArithmetic.addChecked(b, a, rowCount, out);
                case MINUS -> IntArithmetic.subtractChecked(a, b, rowCount, out);
                case TIMES -> IntArithmetic.multiplyChecked(b, a, rowCount, out);
            };
        }
        int[] a = ((IntColumn) left).values();
        int[] b = ((IntColumn) right).values();
        return switch (operator) {
            case PLUS -> IntArithmetic.addChecked(a, b, rowCount, out);
            case MINUS -> IntArithmetic.subtractChecked(a, b, rowCount, out);
            case TIMES -> IntArithmetic.multiplyChecked(a, b, rowCount, out);
        };
    }
}
