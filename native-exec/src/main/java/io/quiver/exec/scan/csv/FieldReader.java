/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.csv;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one field of each line of a batch. A text that it does not surely read as Spark does makes its line odd. One thread. */
public abstract class FieldReader {
    final ColumnType type;

    private final byte[] nullText;
    private long @Nullable [] validity;

    FieldReader(ColumnType type, byte[] nullText) {
        this.type = type;
        this.nullText = nullText;
    }

    final Column read(FieldSlots slots, int field) {
        validity = null;
        return read(slots, slots.starts(field), slots.lengths(field), field);
    }

    /** The column of the rows of {@code slots}; what it has in odd rows is of no account. */
    abstract Column read(FieldSlots slots, int[] starts, int[] lengths, int field);

    /** Whether the text stands for null; then notes it. */
    final boolean isNull(FieldSlots slots, byte[] data, int start, int length, int row) {
        if (length != 0 && !isNullText(data, start, length)) {
            return false;
        }
        long[] words = validity;
        if (words == null) {
            words = Bitmap.ones(slots.rowCount());
            validity = words;
        }
        Bitmap.clear(words, row);
        return true;
    }

    private boolean isNullText(byte[] data, int start, int length) {
        return length == nullText.length && Arrays.equals(data, start, start + length, nullText, 0, length);
    }

    final long @Nullable [] validity() {
        return validity;
    }
}
