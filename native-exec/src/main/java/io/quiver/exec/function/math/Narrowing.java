/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.vector.ColumnType;

/** Narrows ints to bytes or shorts, which columns hold as ints. */
public final class Narrowing {
    private Narrowing() {}

    /** Wraps in place to the range of {@code type} (byte, short or int) and tells whether any value changed. */
    public static boolean narrow(int[] values, ColumnType type, int rowCount) {
        int lost = 0;
        if (type.equals(ColumnType.BYTE)) {
            for (int i = 0; i < rowCount; i++) {
                int value = values[i];
                values[i] = (byte) value;
                lost |= value ^ (byte) value;
            }
        } else if (type.equals(ColumnType.SHORT)) {
            for (int i = 0; i < rowCount; i++) {
                int value = values[i];
                values[i] = (short) value;
                lost |= value ^ (short) value;
            }
        }
        return lost != 0;
    }

    /** Whether {@code value} is in the range of {@code type}, an integer type. */
    public static boolean fits(long value, ColumnType type) {
        return switch (type.kind()) {
            case BYTE -> value == (byte) value;
            case SHORT -> value == (short) value;
            case INT -> value == (int) value;
            default -> true;
        };
    }
}
