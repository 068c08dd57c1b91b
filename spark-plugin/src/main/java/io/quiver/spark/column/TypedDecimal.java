/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;

/** Decimals that Spark's code hands out, which need not have the precision and scale of their type. */
public final class TypedDecimal {
    private TypedDecimal() {}

    /**
     * Brings a decimal to its type: rounded half up, or null where it does not fit. The decimal itself stays as it is.
     * Source: UnsafeRowWriter.write(int, Decimal, int, int) of Spark 4.1.3, which changes it in place.
     */
    public static @Nullable Decimal of(@Nullable Decimal value, int precision, int scale) {
        if (value == null || (value.precision() == precision && value.scale() == scale)) {
            return value;
        }
        Decimal typed = value.clone();
        return typed.changePrecision(precision, scale) ? typed : null;
    }
}
