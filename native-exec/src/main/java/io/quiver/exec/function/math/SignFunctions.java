/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.IntComparison;
import io.quiver.exec.kernel.LongComparison;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.util.Optional;

/** Negation, absolute value and the plus sign. Source: Spark 4.1.3 {@code UnaryMinus}, {@code Abs}, {@code UnaryPositive}. */
final class SignFunctions {
    static final ScalarFunction NEGATIVE = FunctionDefinition.named("negative")
            .spark("UnaryMinus")
            .totalWhere(SignFunctions::isTotal)
            .kernel(signature -> kernel(signature, false));
    static final ScalarFunction ABS = FunctionDefinition.named("abs")
            .spark("Abs")
            .totalWhere(SignFunctions::isTotal)
            .kernel(signature -> kernel(signature, true));
    static final ScalarFunction POSITIVE = FunctionDefinition.named("positive")
            .spark("UnaryPositive")
            .total()
            .kernel(signature -> signature.arguments().size() == 1
                    ? Optional.of((arguments, rowCount, active) -> arguments[0])
                    : Optional.empty());

    /** Spark negates through a scala BigDecimal, which rounds to 34 digits (Decimal.unary_-): Spark's code does wider types. */
    private static final int EXACT_DIGITS = 34;

    private SignFunctions() {}

    /** The smallest integers have no negative. */
    private static boolean isTotal(Signature signature) {
        return signature.mode() != EvaluationMode.ANSI
                || switch (signature.argument(0).kind()) {
                    case FLOAT, DOUBLE, DECIMAL -> true;
                    default -> false;
                };
    }

    private static Optional<Kernel> kernel(Signature signature, boolean absolute) {
        if (signature.arguments().size() != 1) {
            return Optional.empty();
        }
        ColumnType type = signature.argument(0);
        EvaluationMode mode = signature.mode();
        Optional<NullIntolerantKernel.UnaryLoop> loop =
                switch (type.kind()) {
                    case BYTE, SHORT, INT ->
                        Optional.of((argument, rowCount, demanded) -> {
                            int[] values = ((IntColumn) argument).values();
                            int[] out = new int[rowCount];
                            negate(values, absolute, rowCount, out);
                            Narrowing.narrow(out, type, rowCount);
                            long[] validity = null;
                            if (mode != EvaluationMode.LEGACY) {
                                long[] failed = Bitmap.zeros(rowCount);
                                IntComparison.equal(values, smallest(type), rowCount, failed);
                                validity = FailedRows.validity(mode, failed, demanded, rowCount);
                            }
                            return new IntColumn(type, rowCount, out, validity);
                        });
                    case LONG ->
                        Optional.of((argument, rowCount, demanded) -> {
                            long[] values = ((LongColumn) argument).values();
                            long[] out = new long[rowCount];
                            negate(values, absolute, rowCount, out);
                            long[] validity = null;
                            if (mode != EvaluationMode.LEGACY) {
                                long[] failed = Bitmap.zeros(rowCount);
                                LongComparison.equal(values, Long.MIN_VALUE, rowCount, failed);
                                validity = FailedRows.validity(mode, failed, demanded, rowCount);
                            }
                            return new LongColumn(type, rowCount, out, validity);
                        });
                    case FLOAT -> Optional.of((argument, rowCount, demanded) -> floats(argument, absolute, rowCount));
                    case DOUBLE -> Optional.of((argument, rowCount, demanded) -> doubles(argument, absolute, rowCount));
                    case DECIMAL ->
                        type.precision() <= EXACT_DIGITS
                                ? Optional.of(
                                        (argument, rowCount, demanded) -> decimals(argument, type, absolute, rowCount))
                                : Optional.empty();
                    case BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> Optional.empty();
                };
        return loop.map(found -> NullIntolerantKernel.unary(signature.result(), found));
    }

    private static int smallest(ColumnType type) {
        return switch (type.kind()) {
            case BYTE -> Byte.MIN_VALUE;
            case SHORT -> Short.MIN_VALUE;
            default -> Integer.MIN_VALUE;
        };
    }

    private static void negate(int[] values, boolean absolute, int rowCount, int[] out) {
        if (absolute) {
            for (int i = 0; i < rowCount; i++) {
                out[i] = Math.abs(values[i]);
            }
            return;
        }
        for (int i = 0; i < rowCount; i++) {
            out[i] = -values[i];
        }
    }

    private static void negate(long[] values, boolean absolute, int rowCount, long[] out) {
        if (absolute) {
            for (int i = 0; i < rowCount; i++) {
                out[i] = Math.abs(values[i]);
            }
            return;
        }
        for (int i = 0; i < rowCount; i++) {
            out[i] = -values[i];
        }
    }

    private static Column floats(Column argument, boolean absolute, int rowCount) {
        float[] values = ((FloatColumn) argument).values();
        float[] out = new float[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = absolute ? Math.abs(values[i]) : -values[i];
        }
        return new FloatColumn(ColumnType.FLOAT, rowCount, out, null);
    }

    private static Column doubles(Column argument, boolean absolute, int rowCount) {
        double[] values = ((DoubleColumn) argument).values();
        double[] out = new double[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = absolute ? Math.abs(values[i]) : -values[i];
        }
        return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, null);
    }

    /** The negative of a decimal always has as many digits. */
    private static Column decimals(Column argument, ColumnType type, boolean absolute, int rowCount) {
        if (argument instanceof LongColumn longs) {
            long[] out = new long[rowCount];
            negate(longs.values(), absolute, rowCount, out);
            return new LongColumn(type, rowCount, out, null);
        }
        WideColumn wide = (WideColumn) argument;
        long[] high = new long[rowCount];
        long[] low = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            long flip = absolute ? wide.high()[i] >> 63 : -1L;
            low[i] = (wide.low()[i] ^ flip) - flip;
            high[i] = (wide.high()[i] ^ flip) + (flip != 0 && low[i] == 0 ? 1 : 0);
        }
        return new WideColumn(type, rowCount, high, low, null);
    }
}
