/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;

/** Hashes rows by their bits, for dividing them among spill files: equal keys, equal hashes, in every encoding. */
public final class KeyHash {
    private static final long NULL_CODE = 0x5851F42D4C957F2DL;

    private KeyHash() {}

    /** The hash of the first {@code columnCount} columns of each row. */
    public static long[] hash(Batch batch, int columnCount) {
        long[] hashes = new long[batch.rowCount()];
        for (int c = 0; c < columnCount; c++) {
            Column column = batch.column(c).flat();
            for (int i = 0; i < hashes.length; i++) {
                long code = Bitmap.isSet(column.validity(), i) ? code(column, i) : NULL_CODE;
                hashes[i] = HashMix.combine(hashes[i], code);
            }
        }
        return hashes;
    }

    private static long code(Column column, int row) {
        return switch (column.type().physical()) {
            case BITS -> Bitmap.get(((BooleanColumn) column).words(), row) ? 1 : 0;
            case INTS -> ((IntColumn) column).values()[row];
            case LONGS -> ((LongColumn) column).values()[row];
            case FLOATS -> Float.floatToRawIntBits(((FloatColumn) column).values()[row]);
            case DOUBLES -> Double.doubleToRawLongBits(((DoubleColumn) column).values()[row]);
            case WIDE -> HashMix.combine(((WideColumn) column).high()[row], ((WideColumn) column).low()[row]);
            case BYTES -> {
                BytesColumn bytes = (BytesColumn) column;
                yield HashMix.hash(bytes.data(), bytes.starts()[row], bytes.lengths()[row]);
            }
        };
    }
}
