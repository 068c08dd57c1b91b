/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Converts timestamps to whole seconds, milliseconds or microseconds since the epoch, and back. Source: Spark 4.1.3
 * {@code TimestampToLongBase}, {@code IntegralToTimestampBase}, {@code SecondsToTimestamp}.
 */
final class EpochUnits {
    static final ScalarFunction UNIX_SECONDS = count("unix_seconds", "UnixSeconds", 1_000_000);
    static final ScalarFunction UNIX_MILLIS = count("unix_millis", "UnixMillis", 1000);
    static final ScalarFunction UNIX_MICROS = count("unix_micros", "UnixMicros", 1);
    static final ScalarFunction TIMESTAMP_SECONDS = instant("timestamp_seconds", "SecondsToTimestamp", 1_000_000);
    static final ScalarFunction TIMESTAMP_MILLIS = instant("timestamp_millis", "MillisToTimestamp", 1000);
    static final ScalarFunction TIMESTAMP_MICROS = instant("timestamp_micros", "MicrosToTimestamp", 1);

    private EpochUnits() {}

    private static ScalarFunction count(String name, String sparkClass, int unitMicros) {
        return FunctionDefinition.named(name).spark(sparkClass).total().kernel(signature -> {
            if (!signature.takes(Kind.TIMESTAMP)) {
                return Optional.empty();
            }
            return Optional.of(NullIntolerantKernel.unary(signature.result(), (timestamps, rowCount, demanded) -> {
                long[] micros = ((LongColumn) timestamps).values();
                long[] out = new long[rowCount];
                for (int i = 0; i < rowCount; i++) {
                    out[i] = Math.floorDiv(micros[i], unitMicros);
                }
                return new LongColumn(ColumnType.LONG, rowCount, out, null);
            }));
        });
    }

    private static ScalarFunction instant(String name, String sparkClass, int unitMicros) {
        return FunctionDefinition.named(name)
                .spark(sparkClass)
                .totalWhere(signature -> unitMicros == 1)
                .kernel(signature -> instantKernel(signature, unitMicros));
    }

    private static Optional<Kernel> instantKernel(Signature signature, int unitMicros) {
        boolean isInteger = signature.takes(Kind.BYTE)
                || signature.takes(Kind.SHORT)
                || signature.takes(Kind.INT)
                || signature.takes(Kind.LONG);
        return isInteger
                ? Optional.of(NullIntolerantKernel.unary(
                        signature.result(),
                        (units, rowCount, demanded) -> instants(units, unitMicros, rowCount, demanded)))
                : Optional.empty();
    }

    private static Column instants(Column units, int unitMicros, int rowCount, long @Nullable [] demanded) {
        long[] out = new long[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            long unit = units instanceof IntColumn ints ? ints.values()[i] : ((LongColumn) units).values()[i];
            out[i] = unit * unitMicros;
            if (Math.multiplyHigh(unit, unitMicros) != out[i] >> 63) {
                Bitmap.set(failed, i);
            }
        }
        FailedRows.decline(failed, demanded, rowCount);
        return new LongColumn(ColumnType.TIMESTAMP, rowCount, out, null);
    }
}
