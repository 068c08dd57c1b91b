/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.kernel.text.PlainNumber;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.nio.charset.StandardCharsets;

/** Reads bytes, shorts, ints and longs: digits after an optional sign. Source: {@code Integer.parseInt} and the like. */
public final class IntegerFields extends FieldReader {
    private static final int MAX_SURE_DIGITS = 18;

    private final long lowest;
    private final long highest;

    public IntegerFields(ColumnType type, byte[] nullText) {
        super(type, nullText);
        int bits =
                switch (type.kind()) {
                    case BYTE -> Byte.SIZE;
                    case SHORT -> Short.SIZE;
                    case INT -> Integer.SIZE;
                    case LONG -> Long.SIZE;
                    default -> throw new IllegalArgumentException("no integers: " + type);
                };
        lowest = Long.MIN_VALUE >> (Long.SIZE - bits);
        highest = ~lowest;
    }

    @Override
    protected Column read(FieldSlots slots, int[] starts, int[] lengths) {
        return type.physical() == ColumnType.Physical.LONGS
                ? longs(slots, starts, lengths)
                : ints(slots, starts, lengths);
    }

    private Column ints(FieldSlots slots, int[] starts, int[] lengths) {
        byte[] data = slots.data();
        int rowCount = slots.rowCount();
        int[] out = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (isNull(slots, data, start, length, row)) {
                continue;
            }
            long value = length > MAX_SURE_DIGITS ? PlainNumber.NONE : PlainNumber.integer(data, start, start + length);
            if (value < lowest || value > highest) {
                slots.setOdd(row);
            }
            out[row] = (int) value;
        }
        return new IntColumn(type, rowCount, out, validity());
    }

    private Column longs(FieldSlots slots, int[] starts, int[] lengths) {
        byte[] data = slots.data();
        int rowCount = slots.rowCount();
        long[] out = new long[rowCount];
        for (int row = 0; row < rowCount; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (isNull(slots, data, start, length, row)) {
                continue;
            }
            if (length <= MAX_SURE_DIGITS) {
                out[row] = PlainNumber.integer(data, start, start + length);
                if (out[row] == PlainNumber.NONE) {
                    slots.setOdd(row);
                }
            } else {
                out[row] = slow(slots, data, start, length, row);
            }
        }
        return new LongColumn(type, rowCount, out, validity());
    }

    private static long slow(FieldSlots slots, byte[] data, int start, int length, int row) {
        try {
            return Long.parseLong(new String(data, start, length, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException e) {
            slots.setOdd(row);
            return 0;
        }
    }
}
