/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.kernel.text.PlainNumber;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads doubles and floats. If the digits and the power of ten are exact, one multiplication or division rounds as
 * {@code Double.parseDouble} does. Otherwise {@code Double.parseDouble} reads the text, as on Spark.
 */
public final class FractionFields extends FieldReader {
    /** The texts for NaN and the infinities. */
    public record Names(String nan, String negativeInfinity, String positiveInfinity) {
        /** Returns whether one of them might be read as a number. */
        boolean mayBeNumbers() {
            return mayBeNumber(nan) || mayBeNumber(negativeInfinity) || mayBeNumber(positiveInfinity);
        }

        private static boolean mayBeNumber(String name) {
            return name.chars().anyMatch(Character::isDigit);
        }
    }

    private static final double[] DOUBLE_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final float[] FLOAT_POWERS = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f};
    private static final long MAX_EXACT_DOUBLE = 1L << 53;
    private static final long MAX_EXACT_FLOAT = 1L << 24;
    private static final int NOT_PLAIN = Integer.MAX_VALUE;

    private final Names names;
    private final boolean mayBePlain;

    private final PlainDecimal number = new PlainDecimal();

    public FractionFields(ColumnType type, byte[] nullText, Names names) {
        super(type, nullText);
        this.names = names;
        mayBePlain = !names.mayBeNumbers();
    }

    @Override
    protected Column read(FieldSlots slots, int[] starts, int[] lengths) {
        return type.kind() == ColumnType.Kind.DOUBLE ? doubles(slots, starts, lengths) : floats(slots, starts, lengths);
    }

    private Column doubles(FieldSlots slots, int[] starts, int[] lengths) {
        byte[] data = slots.data();
        int rowCount = slots.rowCount();
        double[] out = new double[rowCount];
        for (int row = 0; row < rowCount; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (isNull(slots, data, start, length, row)) {
                continue;
            }
            int exponent = mayBePlain ? plain(data, start, start + length) : NOT_PLAIN;
            if (Math.abs(exponent) < DOUBLE_POWERS.length && number.digits() <= MAX_EXACT_DOUBLE) {
                double value = exponent < 0
                        ? number.digits() / DOUBLE_POWERS[-exponent]
                        : number.digits() * DOUBLE_POWERS[exponent];
                out[row] = data[start] == '-' ? -value : value;
            } else {
                out[row] = slowDouble(slots, new String(data, start, length, StandardCharsets.UTF_8), row);
            }
        }
        return new DoubleColumn(type, rowCount, out, validity());
    }

    private Column floats(FieldSlots slots, int[] starts, int[] lengths) {
        byte[] data = slots.data();
        int rowCount = slots.rowCount();
        float[] out = new float[rowCount];
        for (int row = 0; row < rowCount; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (isNull(slots, data, start, length, row)) {
                continue;
            }
            int exponent = mayBePlain ? plain(data, start, start + length) : NOT_PLAIN;
            if (Math.abs(exponent) < FLOAT_POWERS.length && number.digits() <= MAX_EXACT_FLOAT) {
                float value = exponent < 0
                        ? number.digits() / FLOAT_POWERS[-exponent]
                        : number.digits() * FLOAT_POWERS[exponent];
                out[row] = data[start] == '-' ? -value : value;
            } else {
                out[row] = slowFloat(slots, new String(data, start, length, StandardCharsets.UTF_8), row);
            }
        }
        return new FloatColumn(type, rowCount, out, validity());
    }

    /** Reads the digits and returns the power of ten to multiply them by, or {@link #NOT_PLAIN}. */
    private int plain(byte[] data, int start, int end) {
        if (!number.read(data, start, end)) {
            return NOT_PLAIN;
        }
        int exponent = -number.fractionDigits();
        return number.end() == end ? exponent : withExponent(data, number.end(), end, exponent);
    }

    private static int withExponent(byte[] data, int start, int end, int exponent) {
        if ((data[start] | 0x20) != 'e' || end - start < 2 || end - start > 5) {
            return NOT_PLAIN;
        }
        long power = PlainNumber.integer(data, start + 1, end);
        return power == PlainNumber.NONE ? NOT_PLAIN : exponent + (int) power;
    }

    private double slowDouble(FieldSlots slots, String text, int row) {
        Double named = named(text);
        if (named != null) {
            return named;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            slots.setOdd(row);
            return 0;
        }
    }

    private float slowFloat(FieldSlots slots, String text, int row) {
        Double named = named(text);
        if (named != null) {
            return named.floatValue();
        }
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            slots.setOdd(row);
            return 0;
        }
    }

    /** Returns NaN or an infinity if the text is its name. */
    private @Nullable Double named(String text) {
        if (text.equals(names.nan())) {
            return Double.NaN;
        }
        if (text.equals(names.negativeInfinity())) {
            return Double.NEGATIVE_INFINITY;
        }
        return text.equals(names.positiveInfinity()) ? Double.POSITIVE_INFINITY : null;
    }
}
