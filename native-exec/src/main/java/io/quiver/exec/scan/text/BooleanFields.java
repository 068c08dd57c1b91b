/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;

/** Reads booleans: true or false in upper or lower case. Source: {@code StringOps.toBoolean} of Scala 2.13. */
public final class BooleanFields extends FieldReader {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    public BooleanFields(byte[] nullText) {
        super(ColumnType.BOOLEAN, nullText);
    }

    @Override
    protected Column read(FieldSlots slots, int[] starts, int[] lengths) {
        byte[] data = slots.data();
        int rowCount = slots.rowCount();
        long[] out = Bitmap.zeros(rowCount);
        for (int row = 0; row < rowCount; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (isNull(slots, data, start, length, row)) {
                continue;
            }
            if (isWord(TRUE, data, start, length)) {
                Bitmap.set(out, row);
            } else if (!isWord(FALSE, data, start, length)) {
                slots.setOdd(row);
            }
        }
        return new BooleanColumn(rowCount, out, validity());
    }

    static boolean isBoolean(byte[] data, int start, int length) {
        return isWord(TRUE, data, start, length) || isWord(FALSE, data, start, length);
    }

    private static boolean isWord(byte[] lower, byte[] data, int start, int length) {
        if (length != lower.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((data[start + i] | 0x20) != lower[i]) {
                return false;
            }
        }
        return true;
    }
}
