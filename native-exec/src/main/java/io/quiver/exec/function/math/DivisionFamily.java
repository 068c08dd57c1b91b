/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.Constant;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.DoubleArithmetic;
import io.quiver.exec.kernel.Remainders;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Optional;

/**
 * Divides and computes remainders. Division by zero gives null in LEGACY and, for {@code divide} and {@code remainder}, in TRY.
 * Where Spark raises otherwise, the kernel declines. The right argument is evaluated first. Source: Spark 4.1.3
 * {@code DivModLike}, {@code Pmod}.
 */
enum DivisionFamily {
    DIVIDE,
    INTEGRAL_DIVIDE,
    REMAINDER,
    POSITIVE_MODULO;

    static final ScalarFunction DIVIDE_FUNCTION = FunctionDefinition.named("divide")
            .spark("Divide")
            .totalWhere(DIVIDE::isTotal)
            .kernel(DIVIDE::kernel);
    static final ScalarFunction DIV_FUNCTION = FunctionDefinition.named("div")
            .spark("IntegralDivide")
            .totalWhere(INTEGRAL_DIVIDE::isTotal)
            .kernel(INTEGRAL_DIVIDE::kernel);
    static final ScalarFunction REMAINDER_FUNCTION = FunctionDefinition.named("remainder")
            .spark("Remainder")
            .totalWhere(REMAINDER::isTotal)
            .kernel(REMAINDER::kernel);
    static final ScalarFunction PMOD_FUNCTION = FunctionDefinition.named("pmod")
            .spark("Pmod")
            .totalWhere(POSITIVE_MODULO::isTotal)
            .kernel(POSITIVE_MODULO::kernel);

    /** True for integers and floating-point numbers where division by zero gives null or the divisor is known. */
    private boolean isTotal(Signature signature) {
        if (signature.arguments().stream().anyMatch(ColumnType::isDecimal)) {
            return false;
        }
        if (signature.constant(1).map(Constant::value).orElse(null) instanceof Number divisor) {
            boolean overflows = this == INTEGRAL_DIVIDE && divisor.longValue() == -1;
            return divisor.doubleValue() != 0 && !overflows;
        }
        return this == INTEGRAL_DIVIDE
                ? signature.mode() == EvaluationMode.LEGACY
                : failure(signature) == EvaluationMode.LEGACY;
    }

    private Optional<Kernel> kernel(Signature signature) {
        if (signature.arguments().size() != 2) {
            return Optional.empty();
        }
        return loop(signature).map(loop -> NullIntolerantKernel.binary(signature.result(), loop)
                .evaluatingRightFirst());
    }

    /** ANSI where a failing row must be declined, LEGACY where it is null. */
    private EvaluationMode failure(Signature signature) {
        boolean nulls = signature.mode() == EvaluationMode.LEGACY
                || (signature.mode() == EvaluationMode.TRY && (this == DIVIDE || this == REMAINDER));
        return nulls ? EvaluationMode.LEGACY : EvaluationMode.ANSI;
    }

    private Optional<NullIntolerantKernel.BinaryLoop> loop(Signature signature) {
        ColumnType type = signature.argument(0);
        ColumnType right = signature.argument(1);
        EvaluationMode failure = failure(signature);
        if (type.isDecimal() && right.isDecimal()) {
            return DecimalDivision.loop(this, signature, failure);
        }
        if (type.kind() != right.kind()) {
            return Optional.empty();
        }
        return switch (this) {
            case DIVIDE ->
                switch (type.kind()) {
                    case DOUBLE ->
                        Optional.of((a, b, rowCount, demanded) -> {
                            double[] out = new double[rowCount];
                            DoubleArithmetic.divide(doubles(a), doubles(b), rowCount, out);
                            long[] validity = FailedRows.validity(
                                    failure, Remainders.zeros(doubles(b), rowCount), demanded, rowCount);
                            return new DoubleColumn(type, rowCount, out, validity);
                        });
                    default -> Optional.empty();
                };
            case INTEGRAL_DIVIDE ->
                switch (type.kind()) {
                    case LONG ->
                        Optional.of((a, b, rowCount, demanded) -> {
                            long[] out = new long[rowCount];
                            Remainders.divide(longs(a), longs(b), rowCount, out);
                            if (signature.mode() != EvaluationMode.LEGACY) {
                                FailedRows.decline(divisionOverflows(longs(a), longs(b), rowCount), demanded, rowCount);
                            }
                            long[] validity = FailedRows.validity(
                                    failure, Remainders.zeros(longs(b), rowCount), demanded, rowCount);
                            return new LongColumn(type, rowCount, out, validity);
                        });
                    default -> Optional.empty();
                };
            case REMAINDER, POSITIVE_MODULO -> modulo(type, this == POSITIVE_MODULO, failure);
        };
    }

    private static Optional<NullIntolerantKernel.BinaryLoop> modulo(
            ColumnType type, boolean positive, EvaluationMode failure) {
        return switch (type.kind()) {
            case BYTE, SHORT, INT ->
                Optional.of((a, b, rowCount, demanded) -> {
                    int[] out = new int[rowCount];
                    if (positive) {
                        Remainders.positive(ints(a), ints(b), rowCount, out);
                    } else {
                        Remainders.remainder(ints(a), ints(b), rowCount, out);
                    }
                    Narrowing.narrow(out, type, rowCount);
                    return new IntColumn(
                            type,
                            rowCount,
                            out,
                            FailedRows.validity(failure, Remainders.zeros(ints(b), rowCount), demanded, rowCount));
                });
            case LONG ->
                Optional.of((a, b, rowCount, demanded) -> {
                    long[] out = new long[rowCount];
                    if (positive) {
                        Remainders.positive(longs(a), longs(b), rowCount, out);
                    } else {
                        Remainders.remainder(longs(a), longs(b), rowCount, out);
                    }
                    return new LongColumn(
                            type,
                            rowCount,
                            out,
                            FailedRows.validity(failure, Remainders.zeros(longs(b), rowCount), demanded, rowCount));
                });
            case FLOAT ->
                Optional.of((a, b, rowCount, demanded) -> {
                    float[] out = new float[rowCount];
                    float[] divisors = ((FloatColumn) b).values();
                    Remainders.remainder(((FloatColumn) a).values(), divisors, positive, rowCount, out);
                    return new FloatColumn(
                            type,
                            rowCount,
                            out,
                            FailedRows.validity(failure, Remainders.zeros(divisors, rowCount), demanded, rowCount));
                });
            case DOUBLE ->
                Optional.of((a, b, rowCount, demanded) -> {
                    double[] out = new double[rowCount];
                    Remainders.remainder(doubles(a), doubles(b), positive, rowCount, out);
                    return new DoubleColumn(
                            type,
                            rowCount,
                            out,
                            FailedRows.validity(failure, Remainders.zeros(doubles(b), rowCount), demanded, rowCount));
                });
            default -> Optional.empty();
        };
    }

    private static long[] divisionOverflows(long[] left, long[] right, int rowCount) {
        long[] out = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (left[i] == Long.MIN_VALUE && right[i] == -1) {
                Bitmap.set(out, i);
            }
        }
        return out;
    }

    private static int[] ints(Column column) {
        return ((IntColumn) column).values();
    }

    private static long[] longs(Column column) {
        return ((LongColumn) column).values();
    }

    private static double[] doubles(Column column) {
        return ((DoubleColumn) column).values();
    }
}
