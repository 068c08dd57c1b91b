/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.ColumnType;
import java.math.BigInteger;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Converts Catalyst's constant values to the executor's literals. */
public final class LiteralValues {
    private LiteralValues() {}

    /** Converts a value of this type; a decimal that does not fit its type becomes null. */
    public static @Nullable Object of(@Nullable Object value, ColumnType type) {
        if (value instanceof UTF8String string) {
            return string.getBytes();
        }
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).intValue();
        }
        if (value instanceof Decimal raw) {
            Decimal decimal = TypedDecimal.of(raw, type.precision(), type.scale());
            return decimal == null ? null : unscaled(decimal, type);
        }
        return value;
    }

    private static Object unscaled(Decimal decimal, ColumnType type) {
        BigInteger unscaled = decimal.toJavaBigDecimal().unscaledValue();
        return type.physical() == ColumnType.Physical.LONGS ? (Object) unscaled.longValueExact() : unscaled;
    }
}
