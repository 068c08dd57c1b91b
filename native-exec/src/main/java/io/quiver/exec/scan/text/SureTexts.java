/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.kernel.FixedPattern;
import io.quiver.exec.kernel.text.PlainNumber;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first text of a field that does not surely have a type. Type inference goes through the texts one by one, and
 * most of them do not change the type. Texts that stand for null have every type. One thread.
 */
public final class SureTexts {
    private enum Form {
        NONE,
        ANY,
        INTEGER,
        DIGITS,
        FRACTION,
        BOOLEAN,
        DATE,
        TIME
    }

    private static final int MAX_SURE_CHARACTERS = 18;

    private final Form form;
    private final byte[] nullText;
    private final long highest;
    private final boolean mayNameUtc;
    private final @Nullable FixedPattern pattern;
    private final PlainTime time = new PlainTime();

    private SureTexts(Form form, byte[] nullText, long highest, boolean mayNameUtc, Optional<FixedPattern> pattern) {
        this.form = form;
        this.nullText = nullText;
        this.highest = highest;
        this.mayNameUtc = mayNameUtc;
        this.pattern = pattern.orElse(null);
    }

    private static SureTexts of(Form form, byte[] nullText) {
        return new SureTexts(form, nullText, 0, false, Optional.empty());
    }

    /** Treats no text as sure. */
    public static SureTexts none(byte[] nullText) {
        return of(Form.NONE, nullText);
    }

    /** Treats all texts as sure. */
    public static SureTexts any() {
        return of(Form.ANY, new byte[0]);
    }

    /** Integers of {@code bits} bits. Source: {@code Integer.parseInt}, {@code Long.parseLong}. */
    public static SureTexts integers(int bits, byte[] nullText) {
        return new SureTexts(Form.INTEGER, nullText, Long.MAX_VALUE >> (Long.SIZE - bits), false, Optional.empty());
    }

    /** Integers of at most {@code count} digits. */
    public static SureTexts digits(int count, byte[] nullText) {
        return new SureTexts(Form.DIGITS, nullText, count, false, Optional.empty());
    }

    /** Numbers with or without a point or an exponent. Source: {@code Double.parseDouble}. */
    public static SureTexts fractions(byte[] nullText) {
        return of(Form.FRACTION, nullText);
    }

    /** Source: {@code StringOps.toBoolean} of Scala 2.13. */
    public static SureTexts booleans(byte[] nullText) {
        return of(Form.BOOLEAN, nullText);
    }

    /** Dates with a pattern. */
    public static SureTexts dates(FixedPattern pattern, byte[] nullText) {
        return new SureTexts(Form.DATE, nullText, 0, false, Optional.of(pattern));
    }

    /**
     * Times with a pattern, or in the form of casts.
     *
     * @param mayNameUtc whether a {@code Z} may stand at the end if there is no pattern
     */
    public static SureTexts times(Optional<FixedPattern> pattern, boolean mayNameUtc, byte[] nullText) {
        return new SureTexts(Form.TIME, nullText, 0, mayNameUtc, pattern);
    }

    /** Returns whether every text has the type. */
    public boolean isAny() {
        return form == Form.ANY;
    }

    /** Returns the first row from {@code from} on whose text does not surely have the type, or {@code to}. */
    public int firstOther(FieldSlots slots, int from, int to) {
        byte[] data = slots.data();
        int[] starts = slots.starts();
        int[] lengths = slots.lengths();
        return switch (form) {
            case ANY -> to;
            case INTEGER -> firstNoInteger(data, starts, lengths, from, to);
            case FRACTION -> firstNoFraction(data, starts, lengths, from, to);
            case NONE, DIGITS, BOOLEAN, DATE, TIME -> firstOther(data, starts, lengths, from, to);
        };
    }

    private int firstNoInteger(byte[] data, int[] starts, int[] lengths, int from, int to) {
        for (int row = from; row < to; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (length != 0 && !isInteger(data, start, length) && !isNullText(data, start, length)) {
                return row;
            }
        }
        return to;
    }

    private int firstNoFraction(byte[] data, int[] starts, int[] lengths, int from, int to) {
        for (int row = from; row < to; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (length != 0 && !isFraction(data, start, start + length) && !isNullText(data, start, length)) {
                return row;
            }
        }
        return to;
    }

    private int firstOther(byte[] data, int[] starts, int[] lengths, int from, int to) {
        for (int row = from; row < to; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (length != 0 && !isSure(data, start, length) && !isNullText(data, start, length)) {
                return row;
            }
        }
        return to;
    }

    /** Returns whether a text surely has the type. The text is not empty and does not stand for null. */
    public boolean isSure(byte[] data, int start, int length) {
        return switch (form) {
            case NONE -> false;
            case ANY -> true;
            case INTEGER -> isInteger(data, start, length);
            case FRACTION -> isFraction(data, start, start + length);
            case DIGITS -> isDigits(data, start, start + length);
            case BOOLEAN -> BooleanFields.isBoolean(data, start, length);
            case DATE -> pattern != null && pattern.day(data, start, length) != FixedPattern.NONE;
            case TIME ->
                pattern == null
                        ? time.localSecond(data, start, length, mayNameUtc) != PlainTime.NONE
                        : pattern.localSecond(data, start, length) != FixedPattern.NONE;
        };
    }

    private boolean isInteger(byte[] data, int start, int length) {
        long value = length > MAX_SURE_CHARACTERS ? PlainNumber.NONE : PlainNumber.integer(data, start, start + length);
        return value >= ~highest && value <= highest && value != PlainNumber.NONE;
    }

    private boolean isDigits(byte[] data, int start, int end) {
        int first = data[start] == '-' ? start + 1 : start;
        return first < end && end - first <= highest && afterDigits(data, first, end) == end;
    }

    private static boolean isFraction(byte[] data, int start, int end) {
        int at = afterSign(data, start, end);
        int first = at;
        at = afterDigits(data, at, end);
        int digits = at - first;
        if (at < end && data[at] == '.') {
            first = at + 1;
            at = afterDigits(data, first, end);
            digits += at - first;
        }
        if (digits == 0) {
            return false;
        }
        if (at < end && (data[at] | 0x20) == 'e') {
            first = afterSign(data, at + 1, end);
            at = afterDigits(data, first, end);
            return at == end && at > first;
        }
        return at == end;
    }

    private static int afterSign(byte[] data, int start, int end) {
        return start < end && (data[start] == '-' || data[start] == '+') ? start + 1 : start;
    }

    private static int afterDigits(byte[] data, int start, int end) {
        int at = start;
        while (at < end && data[at] >= '0' && data[at] <= '9') {
            at++;
        }
        return at;
    }

    private boolean isNullText(byte[] data, int start, int length) {
        return length == nullText.length && Arrays.equals(data, start, start + length, nullText, 0, length);
    }
}
