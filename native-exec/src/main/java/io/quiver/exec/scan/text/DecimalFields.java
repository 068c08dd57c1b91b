/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.kernel.text.PlainNumber;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads decimals in the locale en_US. Source: Spark 4.1.3 {@code ExprUtils.getDecimalParser}, {@code Decimal.set}. */
public final class DecimalFields extends FieldReader {
    /** Spark reads longer texts, because a power of ten may make the number arbitrarily large. */
    private static final int MAX_LENGTH = 60;

    private static final long[] POWERS = new long[PlainDecimal.MAX_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private final PlainDecimal number = new PlainDecimal();

    public DecimalFields(ColumnType type, byte[] nullText) {
        super(type, nullText);
    }

    @Override
    protected Column read(FieldSlots slots, int[] starts, int[] lengths) {
        return type.physical() == ColumnType.Physical.LONGS
                ? longs(slots, starts, lengths)
                : wide(slots, starts, lengths);
    }

    private Column longs(FieldSlots slots, int[] starts, int[] lengths) {
        byte[] data = slots.data();
        int rowCount = slots.rowCount();
        long[] out = new long[rowCount];
        long bound = POWERS[type.precision()];
        for (int row = 0; row < rowCount; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (isNull(slots, data, start, length, row)) {
                continue;
            }
            long value = plain(data, start, start + length);
            if (value > -bound && value < bound) {
                out[row] = value;
                continue;
            }
            BigInteger unscaled = slow(data, start, length);
            if (unscaled == null) {
                slots.setOdd(row);
            } else {
                out[row] = unscaled.longValue();
            }
        }
        return new LongColumn(type, rowCount, out, validity());
    }

    private Column wide(FieldSlots slots, int[] starts, int[] lengths) {
        byte[] data = slots.data();
        int rowCount = slots.rowCount();
        long[] high = new long[rowCount];
        long[] low = new long[rowCount];
        for (int row = 0; row < rowCount; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (isNull(slots, data, start, length, row)) {
                continue;
            }
            long value = plain(data, start, start + length);
            if (value != PlainNumber.NONE) {
                high[row] = value >> 63;
                low[row] = value;
                continue;
            }
            BigInteger unscaled = slow(data, start, length);
            if (unscaled == null) {
                slots.setOdd(row);
            } else {
                high[row] = unscaled.shiftRight(64).longValue();
                low[row] = unscaled.longValue();
            }
        }
        return new WideColumn(type, rowCount, high, low, validity());
    }

    /** Returns the value at the column's scale if it has at most 18 digits there, else {@link PlainNumber#NONE}. */
    private long plain(byte[] data, int start, int end) {
        if (!number.read(data, start, end) || number.end() != end) {
            return PlainNumber.NONE;
        }
        int missing = type.scale() - number.fractionDigits();
        if (missing < 0 || number.count() + missing > PlainDecimal.MAX_DIGITS) {
            return PlainNumber.NONE;
        }
        long scaled = number.digits() * POWERS[missing];
        return data[start] == '-' ? -scaled : scaled;
    }

    private @Nullable BigInteger slow(byte[] data, int start, int length) {
        if (length > MAX_LENGTH) {
            return null;
        }
        String text = new String(data, start, length, StandardCharsets.ISO_8859_1);
        if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(text.replace(",", "")).setScale(type.scale(), RoundingMode.HALF_UP);
            return value.precision() > type.precision() ? null : value.unscaledValue();
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
