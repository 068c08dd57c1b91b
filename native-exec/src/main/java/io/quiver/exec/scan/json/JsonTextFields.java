/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.scan.text.FieldReader;
import io.quiver.exec.scan.text.FieldSlots;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;

/** Reads strings: without a copy, where nothing in them is escaped. Lines that are no UTF-8 are odd already. */
final class JsonTextFields extends FieldReader {
    /** The length that stands for null. */
    static final int NULL_LENGTH = -1;

    JsonTextFields() {
        super(ColumnType.STRING, new byte[0]);
    }

    @Override
    protected Column read(FieldSlots slots, int[] starts, int[] lengths) {
        int rowCount = slots.rowCount();
        boolean isEscaped = false;
        for (int row = 0; row < rowCount; row++) {
            isEscaped |= starts[row] < 0;
            if (lengths[row] == NULL_LENGTH) {
                setNull(slots, row);
                lengths[row] = 0;
            }
        }
        byte[] data = isEscaped ? unescaped(slots.data(), rowCount, starts, lengths) : slots.data();
        return new BytesColumn(type, rowCount, data, slots.takeStarts(), slots.takeLengths(), validity());
    }

    /** The texts one after the other. A start's complement says that something is escaped. */
    private static byte[] unescaped(byte[] data, int rowCount, int[] starts, int[] lengths) {
        int room = 0;
        for (int row = 0; row < rowCount; row++) {
            room += lengths[row];
        }
        byte[] out = new byte[room];
        int free = 0;
        for (int row = 0; row < rowCount; row++) {
            int from = free;
            if (starts[row] < 0) {
                free = JsonText.unescape(data, ~starts[row], ~starts[row] + lengths[row], out, free);
            } else {
                System.arraycopy(data, starts[row], out, free, lengths[row]);
                free += lengths[row];
            }
            starts[row] = from;
            lengths[row] = free - from;
        }
        return free < room / 2 ? Arrays.copyOf(out, free) : out;
    }
}
