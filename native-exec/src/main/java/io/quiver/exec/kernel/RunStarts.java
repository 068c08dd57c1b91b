/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds where runs of equal values begin. Null equals null; NaN equals NaN and -0.0 equals 0.0, as Spark sorts; byte
 * strings are equal where all bytes are.
 */
public final class RunStarts {
    private RunStarts() {}

    /** Sets the bit of every row of {@code [1, rowCount)} that differs from the row before it. */
    public static void mark(Column column, int rowCount, long[] out) {
        if (column instanceof ConstantColumn) {
            return;
        }
        int wordCount = Bitmap.wordCount(rowCount);
        long[] changes = new long[wordCount];
        markValues(column, rowCount, changes);
        changes[0] &= ~1L;
        long[] validity = column.validity();
        if (validity != null) {
            applyNulls(validity, rowCount, changes);
        }
        for (int w = 0; w < wordCount; w++) {
            out[w] |= changes[w];
        }
    }

    /** Adds nulls to the changes: values count where both rows have one; a null row differs from a row that is not null. */
    private static void applyNulls(long[] validity, int rowCount, long[] changes) {
        long carry = validity[0] & 1L;
        for (int w = 0; w < changes.length; w++) {
            long valid = validity[w];
            long before = valid << 1 | carry;
            carry = valid >>> 63;
            changes[w] = changes[w] & valid & before | valid ^ before;
        }
        changes[changes.length - 1] &= Bitmap.lastWordMask(rowCount);
    }

    private static void markValues(Column column, int rowCount, long[] out) {
        if (column instanceof DictionaryColumn dictionary) {
            markDictionary(dictionary, rowCount, out);
            return;
        }
        switch (column.type().physical()) {
            case BITS -> markBits(((BooleanColumn) column).words(), out);
            case INTS -> markInts(((IntColumn) column).values(), rowCount, out);
            case LONGS -> markLongs(((LongColumn) column).values(), rowCount, out);
            case FLOATS -> markLongs(FloatingOrder.keys(((FloatColumn) column).values(), rowCount), rowCount, out);
            case DOUBLES -> markLongs(FloatingOrder.keys(((DoubleColumn) column).values(), rowCount), rowCount, out);
            case WIDE -> {
                markLongs(((WideColumn) column).high(), rowCount, out);
                markLongs(((WideColumn) column).low(), rowCount, out);
            }
            case BYTES -> markBytes((BytesColumn) column.flat(), rowCount, out);
        }
    }

    private static void markBits(long[] words, long[] out) {
        long carry = 0;
        for (int w = 0; w < out.length; w++) {
            out[w] |= words[w] ^ (words[w] << 1 | carry);
            carry = words[w] >>> 63;
        }
    }

    private static void markInts(int[] values, int rowCount, long[] out) {
        for (int i = 1; i < rowCount; i++) {
            long difference = values[i] ^ values[i - 1];
            out[i >> 6] |= (difference | -difference) >>> 63 << i;
        }
    }

    private static void markLongs(long[] values, int rowCount, long[] out) {
        for (int i = 1; i < rowCount; i++) {
            long difference = values[i] ^ values[i - 1];
            out[i >> 6] |= (difference | -difference) >>> 63 << i;
        }
    }

    /** Equal ids mean equal values; different ids may mean equal values, too. */
    private static void markDictionary(DictionaryColumn column, int rowCount, long[] out) {
        int[] ids = column.ids();
        Column dictionary = column.dictionary();
        for (int i = 1; i < rowCount; i++) {
            if (ids[i] != ids[i - 1] && !equal(dictionary, ids[i], dictionary, ids[i - 1])) {
                out[i >> 6] |= 1L << i;
            }
        }
    }

    private static void markBytes(BytesColumn column, int rowCount, long[] out) {
        byte[] data = column.data();
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        for (int i = 1; i < rowCount; i++) {
            int length = lengths[i];
            boolean same = length == lengths[i - 1]
                    && (starts[i] == starts[i - 1]
                            || Arrays.equals(
                                    data, starts[i], starts[i] + length, data, starts[i - 1], starts[i - 1] + length));
            out[i >> 6] |= (same ? 0L : 1L) << i;
        }
    }

    /** Whether two rows of flat columns of one type are equal. For single rows, such as those on both sides of a border. */
    public static boolean equal(Column left, int leftRow, Column right, int rightRow) {
        if (left.isNull(leftRow) || right.isNull(rightRow)) {
            return left.isNull(leftRow) && right.isNull(rightRow);
        }
        return switch (left.type().physical()) {
            case BITS ->
                Bitmap.get(((BooleanColumn) left).words(), leftRow)
                        == Bitmap.get(((BooleanColumn) right).words(), rightRow);
            case INTS -> ((IntColumn) left).values()[leftRow] == ((IntColumn) right).values()[rightRow];
            case LONGS -> ((LongColumn) left).values()[leftRow] == ((LongColumn) right).values()[rightRow];
            case FLOATS ->
                FloatingOrder.key(((FloatColumn) left).values()[leftRow])
                        == FloatingOrder.key(((FloatColumn) right).values()[rightRow]);
            case DOUBLES ->
                FloatingOrder.key(((DoubleColumn) left).values()[leftRow])
                        == FloatingOrder.key(((DoubleColumn) right).values()[rightRow]);
            case WIDE ->
                ((WideColumn) left).high()[leftRow] == ((WideColumn) right).high()[rightRow]
                        && ((WideColumn) left).low()[leftRow] == ((WideColumn) right).low()[rightRow];
            case BYTES -> equalBytes((BytesColumn) left, leftRow, (BytesColumn) right, rightRow);
        };
    }

    private static boolean equalBytes(BytesColumn left, int leftRow, BytesColumn right, int rightRow) {
        int leftStart = left.starts()[leftRow];
        int rightStart = right.starts()[rightRow];
        return Arrays.equals(
                left.data(),
                leftStart,
                leftStart + left.lengths()[leftRow],
                right.data(),
                rightStart,
                rightStart + right.lengths()[rightRow]);
    }

    /** The last row of {@code [0, rowCount)} whose bit is set, or -1. */
    public static int last(long[] words, int rowCount) {
        for (int w = Bitmap.wordCount(rowCount) - 1; w >= 0; w--) {
            long word = w == rowCount >> 6 ? words[w] & Bitmap.lastWordMask(rowCount) : words[w];
            if (word != 0) {
                return (w << 6) + 63 - Long.numberOfLeadingZeros(word);
            }
        }
        return -1;
    }

    /** The first row of {@code [from, rowCount)} whose bit is set, or {@code rowCount}. */
    public static int next(long @Nullable [] words, int from, int rowCount) {
        if (words == null || from >= rowCount) {
            return Math.min(from, rowCount);
        }
        int w = from >> 6;
        long word = words[w] & -1L << from;
        int wordCount = Bitmap.wordCount(rowCount);
        while (word == 0) {
            if (++w == wordCount) {
                return rowCount;
            }
            word = words[w];
        }
        return Math.min(rowCount, (w << 6) + Long.numberOfTrailingZeros(word));
    }
}
