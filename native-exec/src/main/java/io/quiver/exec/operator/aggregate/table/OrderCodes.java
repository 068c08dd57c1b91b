/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.kernel.FloatingOrder;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;

/**
 * Turns the rows of a flat column into longs that sort as its values do. Byte strings have none; of 128-bit values it is the
 * first word.
 */
public final class OrderCodes {
    private long[] keys = new long[0];

    /** Returns the codes, valid until the next call. Codes of null rows are arbitrary. */
    public long[] of(Column column, int rowCount) {
        if (keys.length < rowCount) {
            keys = new long[rowCount];
        }
        if (column instanceof DoubleColumn doubles) {
            double[] values = doubles.values();
            for (int i = 0; i < rowCount; i++) {
                keys[i] = FloatingOrder.key(values[i]);
            }
        } else if (column instanceof FloatColumn floats) {
            float[] values = floats.values();
            for (int i = 0; i < rowCount; i++) {
                keys[i] = FloatingOrder.key(values[i]);
            }
        } else if (!(column instanceof BytesColumn)) {
            KeyCodes.encode(column, rowCount, keys);
        }
        return keys;
    }
}
