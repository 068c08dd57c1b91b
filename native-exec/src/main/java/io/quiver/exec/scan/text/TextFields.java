/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;

/**
 * Reads strings without a copy: the column is a view of the chunk. Spark's parser reads bytes that are not UTF-8, which it
 * replaces.
 */
public final class TextFields extends FieldReader {
    public TextFields(byte[] nullText) {
        super(ColumnType.STRING, nullText);
    }

    @Override
    protected Column read(FieldSlots slots, int[] starts, int[] lengths) {
        byte[] data = slots.data();
        int rowCount = slots.rowCount();
        boolean isAscii = slots.isAscii();
        for (int row = 0; row < rowCount; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (isNull(slots, data, start, length, row)) {
                lengths[row] = 0;
            } else if (!isAscii && !CodePoints.isValid(data, start, start + length)) {
                slots.setOdd(row);
            }
        }
        return new BytesColumn(type, rowCount, data, slots.takeStarts(), slots.takeLengths(), validity());
    }
}
