/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one field of each line of a batch. A text that might read differently on Spark makes its line odd. One thread. */
public abstract class FieldReader {
    protected final ColumnType type;

    private final byte[] nullText;
    private long @Nullable [] validity;

    protected FieldReader(ColumnType type, byte[] nullText) {
        this.type = type;
        this.nullText = nullText;
    }

    public final ColumnType type() {
        return type;
    }

    /** Returns the column of the rows of {@code slots}. Values of odd rows are arbitrary. */
    public final Column read(FieldSlots slots) {
        validity = null;
        return read(slots, slots.starts(), slots.lengths());
    }

    protected abstract Column read(FieldSlots slots, int[] starts, int[] lengths);

    /** Returns whether the text stands for null, and records the null. */
    final boolean isNull(FieldSlots slots, byte[] data, int start, int length, int row) {
        if (length != 0 && !isNullText(data, start, length)) {
            return false;
        }
        setNull(slots, row);
        return true;
    }

    /** Records that a row is null. */
    protected final void setNull(FieldSlots slots, int row) {
        long[] words = validity;
        if (words == null) {
            words = Bitmap.ones(slots.rowCount());
            validity = words;
        }
        Bitmap.clear(words, row);
    }

    private boolean isNullText(byte[] data, int start, int length) {
        return length == nullText.length && Arrays.equals(data, start, start + length, nullText, 0, length);
    }

    protected final long @Nullable [] validity() {
        return validity;
    }
}
