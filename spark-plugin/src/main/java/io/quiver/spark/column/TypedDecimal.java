/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;

/** Adjusts decimals that Spark's code returns, which may differ from their type's precision and scale. */
public final class TypedDecimal {
    private TypedDecimal() {}

    /**
     * Converts a decimal to its type: rounded half up, or null if it does not fit. The decimal itself does not change. Source:
     * UnsafeRowWriter.write(int, Decimal, int, int) of Spark 4.1.3, which changes it in place.
     */
    public static @Nullable Decimal of(@Nullable Decimal value, int precision, int scale) {
        if (value == null || (value.precision() == precision && value.scale() == scale)) {
            return value;
        }
        Decimal typed = value.clone();
        return typed.changePrecision(precision, scale) ? typed : null;
    }
}
