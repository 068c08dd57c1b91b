/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Compares cells that are not null in Spark's order, in plain Java. */
public final class SparkOrder {
    private SparkOrder() {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static int compare(Object left, Object right) {
        if (left instanceof Double || left instanceof Float) {
            double x = ((Number) left).doubleValue();
            double y = ((Number) right).doubleValue();
            return x == y ? 0 : Double.compare(x, y);
        }
        if (left instanceof ByteBuffer a && right instanceof ByteBuffer b) {
            return Arrays.compareUnsigned(a.array(), b.array());
        }
        return ((Comparable) left).compareTo(right);
    }
}
