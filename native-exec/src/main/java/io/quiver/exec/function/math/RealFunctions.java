/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.DoubleUnaryLoop;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes functions of real numbers with the very calls of Math and StrictMath that Spark's generated code makes. Logarithms
 * are null at and below their pole. Source: Spark 4.1.3 {@code UnaryMathExpression}, {@code UnaryLogExpression},
 * {@code BinaryMathExpression}.
 */
final class RealFunctions {
    static final List<ScalarFunction> ALL = List.of(
            unary("sqrt", "Sqrt", Math::sqrt),
            unary("cbrt", "Cbrt", Math::cbrt),
            unary("exp", "Exp", StrictMath::exp),
            unary("expm1", "Expm1", StrictMath::expm1),
            unary("signum", "Signum", Math::signum),
            unary("sin", "Sin", Math::sin),
            unary("cos", "Cos", Math::cos),
            unary("tan", "Tan", Math::tan),
            unary("cot", "Cot", x -> 1 / Math.tan(x)),
            unary("sec", "Sec", x -> 1 / Math.cos(x)),
            unary("csc", "Csc", x -> 1 / Math.sin(x)),
            unary("asin", "Asin", Math::asin),
            unary("acos", "Acos", Math::acos),
            unary("atan", "Atan", Math::atan),
            unary("sinh", "Sinh", Math::sinh),
            unary("cosh", "Cosh", Math::cosh),
            unary("tanh", "Tanh", Math::tanh),
            unary("asinh", "Asinh", RealFunctions::asinh),
            unary("acosh", "Acosh", RealFunctions::acosh),
            unary("atanh", "Atanh", x -> 0.5 * (StrictMath.log1p(x) - StrictMath.log1p(-x))),
            unary("degrees", "ToDegrees", Math::toDegrees),
            unary("radians", "ToRadians", Math::toRadians),
            unary("rint", "Rint", Math::rint),
            logarithm("log", "Log", StrictMath::log, 0.0),
            logarithm("log10", "Log10", StrictMath::log10, 0.0),
            logarithm("log2", "Log2", x -> StrictMath.log(x) / StrictMath.log(2), 0.0),
            logarithm("log1p", "Log1p", StrictMath::log1p, -1.0),
            binary("pow", "Pow", StrictMath::pow),
            binary("atan2", "Atan2", (y, x) -> Math.atan2(y + 0.0, x + 0.0)),
            binary("hypot", "Hypot", Math::hypot),
            logarithmToBase());

    private static final double LARGE = Math.sqrt(Double.MAX_VALUE);

    private RealFunctions() {}

    private static ScalarFunction unary(String name, String sparkClass, DoubleUnaryOperator operator) {
        Lazy<DoubleUnaryLoop> lazy = new Lazy<>(() -> DoubleUnaryLoop.of(operator));
        return FunctionDefinition.named(name).spark(sparkClass).total().kernel(signature -> {
            if (!takesDoubles(signature, 1)) {
                return Optional.empty();
            }
            DoubleUnaryLoop loop = lazy.get();
            return Optional.of(NullIntolerantKernel.unary(ColumnType.DOUBLE, (argument, rowCount, demanded) -> {
                double[] out = new double[rowCount];
                loop.apply(((DoubleColumn) argument).values(), rowCount, out);
                return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, null);
            }));
        });
    }

    private static ScalarFunction logarithm(String name, String sparkClass, DoubleUnaryOperator operator, double pole) {
        Lazy<DoubleUnaryLoop> lazy = new Lazy<>(() -> DoubleUnaryLoop.of(operator));
        return FunctionDefinition.named(name).spark(sparkClass).total().kernel(signature -> {
            if (!takesDoubles(signature, 1)) {
                return Optional.empty();
            }
            DoubleUnaryLoop loop = lazy.get();
            return Optional.of(NullIntolerantKernel.unary(ColumnType.DOUBLE, (argument, rowCount, demanded) -> {
                double[] values = ((DoubleColumn) argument).values();
                double[] out = new double[rowCount];
                loop.apply(values, rowCount, out);
                return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, above(values, pole, rowCount));
            }));
        });
    }

    /** The rows that are not at or below the pole; NaN is neither. */
    private static long[] above(double[] values, double pole, int rowCount) {
        long[] out = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (!(values[i] <= pole)) {
                Bitmap.set(out, i);
            }
        }
        return out;
    }

    private static ScalarFunction binary(String name, String sparkClass, DoubleBinaryOperator operator) {
        Lazy<DoubleUnaryLoop.Binary> lazy = new Lazy<>(() -> DoubleUnaryLoop.Binary.of(operator));
        return FunctionDefinition.named(name).spark(sparkClass).total().kernel(signature -> {
            if (!takesDoubles(signature, 2)) {
                return Optional.empty();
            }
            DoubleUnaryLoop.Binary loop = lazy.get();
            Kernel kernel = NullIntolerantKernel.binary(ColumnType.DOUBLE, (left, right, rowCount, demanded) -> {
                double[] out = new double[rowCount];
                loop.apply(((DoubleColumn) left).values(), ((DoubleColumn) right).values(), rowCount, out);
                return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, null);
            });
            return Optional.of(kernel);
        });
    }

    /** The logarithm of the second argument to the base of the first. Source: Spark 4.1.3 {@code Logarithm}. */
    private static ScalarFunction logarithmToBase() {
        return FunctionDefinition.named("logarithm").spark("Logarithm").total().kernel(signature -> {
            if (!takesDoubles(signature, 2)) {
                return Optional.empty();
            }
            return Optional.of(NullIntolerantKernel.binary(ColumnType.DOUBLE, (left, right, rowCount, demanded) -> {
                double[] bases = ((DoubleColumn) left).values();
                double[] values = ((DoubleColumn) right).values();
                double[] out = new double[rowCount];
                for (int i = 0; i < rowCount; i++) {
                    out[i] = StrictMath.log(values[i]) / StrictMath.log(bases[i]);
                }
                long[] validity = Bitmap.and(above(bases, 0, rowCount), above(values, 0, rowCount), rowCount);
                return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, validity);
            }));
        });
    }

    private static boolean takesDoubles(Signature signature, int count) {
        return signature.arguments().size() == count
                && signature.arguments().stream().allMatch(ColumnType.DOUBLE::equals);
    }

    private static double asinh(double x) {
        return StrictMath.abs(x) >= LARGE - 1
                ? StrictMath.signum(x) * (StrictMath.log(StrictMath.abs(x)) + StrictMath.log(2))
                : StrictMath.log(x + Math.sqrt(x * x + 1.0));
    }

    private static double acosh(double x) {
        if (x >= LARGE) {
            return StrictMath.log(x) + StrictMath.log(2);
        }
        return x < 1 ? Double.NaN : StrictMath.log(x + Math.sqrt(x * x - 1.0));
    }

    /** Makes a loop when first used and then shares it: each loop is a class of its own, which the JIT compiles once. */
    private static final class Lazy<T> {
        private final Supplier<T> maker;
        private volatile @Nullable T made;

        Lazy(Supplier<T> maker) {
            this.maker = maker;
        }

        T get() {
            T known = made;
            if (known != null) {
                return known;
            }
            synchronized (this) {
                known = made;
                if (known == null) {
                    known = maker.get();
                    made = known;
                }
                return known;
            }
        }
    }
}
