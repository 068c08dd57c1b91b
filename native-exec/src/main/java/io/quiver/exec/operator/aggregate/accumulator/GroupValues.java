/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.operator.aggregate.table.KeyCodes;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.WideColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Holds one value of any type per group, initially null. Fixed-width values are longs; byte strings have an array each. */
final class GroupValues {
    private static final byte[] NO_BYTES = new byte[0];
    private static final int ARRAY_HEADER_BYTES = 24;

    private final ColumnType type;
    private long[] words = new long[0];
    /** The lower halves of 128-bit values; empty for other types. */
    private long[] lows = new long[0];
    /** Byte strings; empty for other types. */
    private byte[][] bytes = new byte[0][];

    private byte[] present = new byte[0];
    private long bytesHeld;
    private long[] codes = new long[0];

    GroupValues(ColumnType type) {
        this.type = type;
    }

    /** Prepares a flat column whose rows are to be {@link #set}. */
    void read(Column flat, int rowCount) {
        if (type.physical() == ColumnType.Physical.BYTES) {
            return;
        }
        if (codes.length < rowCount) {
            codes = new long[rowCount];
        }
        KeyCodes.encode(flat, rowCount, codes);
    }

    /** Sets the value of a group to a row, null or not, of the prepared column. */
    void set(int group, Column flat, int row) {
        present[group] = (byte) (flat.isNull(row) ? 0 : 1);
        if (flat instanceof BytesColumn column) {
            setBytes(group, present[group] == 0 ? NO_BYTES : column.bytes(row));
            return;
        }
        words[group] = codes[row];
        if (flat instanceof WideColumn wide) {
            lows[group] = wide.low()[row];
        }
    }

    private void setBytes(int group, byte[] value) {
        byte[] old = bytes[group];
        bytesHeld += value.length - (old == null ? -ARRAY_HEADER_BYTES : old.length);
        bytes[group] = value;
    }

    boolean isPresent(int group) {
        return present[group] != 0;
    }

    long word(int group) {
        return words[group];
    }

    long low(int group) {
        return lows[group];
    }

    byte[] bytes(int group) {
        return bytes[group];
    }

    /** Returns the values of groups {@code [from, from + count)}. */
    Column column(int from, int count) {
        long[] validity = Flags.validity(present, from, count);
        if (type.physical() == ColumnType.Physical.BYTES) {
            return bytesColumn(from, count, validity);
        }
        long[] outLows = lows.length == 0 ? lows : Arrays.copyOfRange(lows, from, from + count);
        return KeyCodes.decode(type, count, Arrays.copyOfRange(words, from, from + count), outLows, validity);
    }

    private Column bytesColumn(int from, int count, long @Nullable [] validity) {
        int[] starts = new int[count];
        int[] lengths = new int[count];
        int total = 0;
        for (int i = 0; i < count; i++) {
            starts[i] = total;
            if (Bitmap.isSet(validity, i)) {
                lengths[i] = bytes[from + i].length;
                total = Math.addExact(total, lengths[i]);
            }
        }
        byte[] data = new byte[total];
        for (int i = 0; i < count; i++) {
            if (lengths[i] > 0) {
                System.arraycopy(bytes[from + i], 0, data, starts[i], lengths[i]);
            }
        }
        return new BytesColumn(type, count, data, starts, lengths, validity);
    }

    void resize(int newCapacity) {
        present = Arrays.copyOf(present, newCapacity);
        switch (type.physical()) {
            case BYTES -> bytes = Arrays.copyOf(bytes, newCapacity);
            case WIDE -> {
                words = Arrays.copyOf(words, newCapacity);
                lows = Arrays.copyOf(lows, newCapacity);
            }
            case BITS, INTS, LONGS, FLOATS, DOUBLES -> words = Arrays.copyOf(words, newCapacity);
        }
    }

    int bytesPerGroup() {
        return 1 + 8 * KeyCodes.wordCount(type);
    }

    /** Returns the bytes of byte strings, which {@link #bytesPerGroup} does not include. */
    long bytesHeld() {
        return bytesHeld;
    }
}
