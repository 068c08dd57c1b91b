/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CarriedNumbersTest {
    private static final ColumnType OPAQUE = ColumnType.opaque("interval");

    @Test
    void eightBytesAreALong() {
        Column numbers = evaluate(ColumnType.LONG, bytes(-2), null, bytes(Long.MIN_VALUE), bytes(1L << 40));
        assertThat(numbers.isNull(1)).isTrue();
        long[] values = ((LongColumn) numbers.flat()).values();
        assertThat(List.of(values[0], values[2], values[3])).containsExactly(-2L, Long.MIN_VALUE, 1L << 40);
    }

    @Test
    void fourBytesAreAnInt() {
        Column numbers = evaluate(ColumnType.INT, null, new byte[] {-3, -1, -1, -1}, new byte[] {0, 1, 0, 0});
        assertThat(numbers.isNull(0)).isTrue();
        int[] values = ((IntColumn) numbers.flat()).values();
        assertThat(List.of(values[1], values[2])).containsExactly(-3, 256);
    }

    @Test
    void otherBytesAreDeclined() {
        assertThatThrownBy(() -> evaluate(ColumnType.LONG, bytes(1), new byte[] {1, 2, 3}))
                .isInstanceOf(Declined.class);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
    }

    private static Column evaluate(ColumnType result, byte[]... values) {
        Signature signature = new Signature(EvaluationMode.LEGACY, List.of(OPAQUE), List.of(Optional.empty()), result);
        Kernel kernel =
                FunctionCatalog.standard().kernel("carried_number", signature).orElseThrow();
        ColumnBuilder column = ColumnBuilder.create(OPAQUE, values.length);
        for (byte[] value : values) {
            if (value == null) {
                column.appendNull();
            } else {
                column.appendBytes(value, 0, value.length);
            }
        }
        return kernel.evaluate(new Column[] {column.build()}, values.length, null);
    }
}
