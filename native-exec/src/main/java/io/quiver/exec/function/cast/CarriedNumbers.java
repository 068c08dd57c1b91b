/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads carried values as numbers from their bytes, the lowest first: the months of a year-month interval, the microseconds of
 * a day-time interval, the nanoseconds of a time. These numbers have the order of the values.
 */
final class CarriedNumbers {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final ScalarFunction CARRIED_NUMBER =
            FunctionDefinition.named("carried_number").kernel(CarriedNumbers::kernel);

    private CarriedNumbers() {}

    private static Optional<Kernel> kernel(Signature signature) {
        if (!signature.takes(Kind.OPAQUE)) {
            return Optional.empty();
        }
        if (signature.result().kind() == Kind.INT) {
            return Optional.of(NullIntolerantKernel.unary(
                    signature.result(), (values, rowCount, demanded) -> ints((BytesColumn) values, rowCount)));
        }
        return signature.result().kind() == Kind.LONG
                ? Optional.of(NullIntolerantKernel.unary(
                        signature.result(), (values, rowCount, demanded) -> longs((BytesColumn) values, rowCount)))
                : Optional.empty();
    }

    private static Column ints(BytesColumn values, int rowCount) {
        byte[] data = values.data();
        int[] starts = values.starts();
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (isThere(values, i, Integer.BYTES)) {
                out[i] = (int) INTS.get(data, starts[i]);
            }
        }
        return new IntColumn(ColumnType.INT, rowCount, out, null);
    }

    private static Column longs(BytesColumn values, int rowCount) {
        byte[] data = values.data();
        int[] starts = values.starts();
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (isThere(values, i, Long.BYTES)) {
                out[i] = (long) LONGS.get(data, starts[i]);
            }
        }
        return new LongColumn(ColumnType.LONG, rowCount, out, null);
    }

    /** Whether the row has a value: null rows have no bytes. Any other number of bytes is no such value and declines. */
    private static boolean isThere(BytesColumn values, int row, int byteCount) {
        int length = values.lengths()[row];
        if (length != byteCount && length != 0) {
            throw Declined.batch();
        }
        return length != 0;
    }
}
