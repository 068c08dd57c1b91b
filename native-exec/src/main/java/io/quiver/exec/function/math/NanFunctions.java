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
import io.quiver.exec.kernel.ColumnMerge;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import java.util.Optional;

/** Functions that look at NaN. Source: Spark 4.1.3 {@code IsNaN}, {@code NaNvl}, {@code NormalizeNaNAndZero}. */
final class NanFunctions {
    static final ScalarFunction IS_NAN =
            FunctionDefinition.named("is_nan").spark("IsNaN").total().kernel(NanFunctions::isNan);
    static final ScalarFunction NANVL =
            FunctionDefinition.named("nanvl").spark("NaNvl").total().kernel(NanFunctions::nanvl);
    static final ScalarFunction NORMALIZE = FunctionDefinition.named("normalize_nan_and_zero")
            .spark("org.apache.spark.sql.catalyst.optimizer.NormalizeNaNAndZero")
            .total()
            .kernel(NanFunctions::normalize);

    private NanFunctions() {}

    private static boolean isFloating(ColumnType type) {
        return type.kind() == Kind.FLOAT || type.kind() == Kind.DOUBLE;
    }

    /** False for null, never null. */
    private static Optional<Kernel> isNan(Signature signature) {
        if (signature.arguments().size() != 1 || !isFloating(signature.argument(0))) {
            return Optional.empty();
        }
        return Optional.of((arguments, rowCount, active) -> {
            Column argument = arguments[0].flat();
            long[] words = nanRows(argument, rowCount);
            long[] validity = argument.validity();
            for (int i = 0; validity != null && i < words.length; i++) {
                words[i] &= validity[i];
            }
            return new BooleanColumn(rowCount, words, null);
        });
    }

    private static long[] nanRows(Column argument, int rowCount) {
        long[] out = Bitmap.zeros(rowCount);
        if (argument instanceof DoubleColumn doubles) {
            double[] values = doubles.values();
            for (int i = 0; i < rowCount; i++) {
                out[i >> 6] |= (Double.isNaN(values[i]) ? 1L : 0L) << i;
            }
            return out;
        }
        float[] values = ((FloatColumn) argument).values();
        for (int i = 0; i < rowCount; i++) {
            out[i >> 6] |= (Float.isNaN(values[i]) ? 1L : 0L) << i;
        }
        return out;
    }

    private static Optional<Kernel> nanvl(Signature signature) {
        if (signature.arguments().size() != 2
                || !isFloating(signature.argument(0))
                || signature.argument(0).kind() != signature.argument(1).kind()) {
            return Optional.empty();
        }
        return Optional.of((arguments, rowCount, active) -> {
            Column left = arguments[0].flat();
            long[] nan = nanRows(left, rowCount);
            long[] validity = left.validity();
            for (int i = 0; validity != null && i < nan.length; i++) {
                nan[i] &= validity[i];
            }
            if (!Bitmap.any(nan, rowCount)) {
                return left;
            }
            ColumnMerge merge = new ColumnMerge(signature.result(), rowCount);
            merge.addValues(left, Bitmap.not(nan, rowCount));
            merge.addValues(arguments[1], nan);
            return merge.finish();
        });
    }

    private static Optional<Kernel> normalize(Signature signature) {
        if (signature.arguments().size() != 1 || !isFloating(signature.argument(0))) {
            return Optional.empty();
        }
        ColumnType type = signature.argument(0);
        return Optional.of(NullIntolerantKernel.unary(type, (argument, rowCount, demanded) -> {
            if (argument instanceof DoubleColumn doubles) {
                double[] values = doubles.values();
                double[] out = new double[rowCount];
                for (int i = 0; i < rowCount; i++) {
                    // adding 0.0 makes 0.0 of -0.0
                    out[i] = Double.isNaN(values[i]) ? Double.NaN : values[i] + 0.0;
                }
                return new DoubleColumn(type, rowCount, out, null);
            }
            float[] values = ((FloatColumn) argument).values();
            float[] out = new float[rowCount];
            for (int i = 0; i < rowCount; i++) {
                out[i] = Float.isNaN(values[i]) ? Float.NaN : values[i] + 0.0f;
            }
            return new FloatColumn(type, rowCount, out, null);
        }));
    }
}
