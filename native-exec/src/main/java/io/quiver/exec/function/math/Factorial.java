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
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes the factorials that fit in a long, those of 0 to 20; null for other integers. Source: Spark 4.1.3 {@code Factorial}. */
final class Factorial {
    static final ScalarFunction FACTORIAL =
            FunctionDefinition.named("factorial").spark("Factorial").total().kernel(Factorial::kernel);

    private static final long[] FACTORIALS = new long[21];

    static {
        FACTORIALS[0] = 1;
        for (int i = 1; i < FACTORIALS.length; i++) {
            FACTORIALS[i] = i * FACTORIALS[i - 1];
        }
    }

    private Factorial() {}

    private static Optional<Kernel> kernel(Signature signature) {
        if (signature.arguments().size() != 1 || signature.argument(0).kind() != ColumnType.Kind.INT) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.unary(ColumnType.LONG, Factorial::ofInts));
    }

    private static Column ofInts(Column argument, int rowCount, long @Nullable [] demanded) {
        int[] values = ((IntColumn) argument).values();
        long[] out = new long[rowCount];
        long[] validity = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (values[i] >= 0 && values[i] < FACTORIALS.length) {
                out[i] = FACTORIALS[values[i]];
                Bitmap.set(validity, i);
            }
        }
        return new LongColumn(ColumnType.LONG, rowCount, out, validity);
    }
}
