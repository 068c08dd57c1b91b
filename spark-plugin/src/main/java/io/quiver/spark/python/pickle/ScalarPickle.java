/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python.pickle;

import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a list of numbers, booleans, texts and None, or of tuples of these, as CPython has pickled it since protocol 4. For
 * anything else, or an object whose type is not its column's, {@link #scan} returns -1, and Spark's code reads the pickle. One
 * thread.
 */
final class ScalarPickle {
    private static final VarHandle LITTLE_INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int NO_TEXT = -1;
    private static final int LAST_PROTOCOL = 5;

    private final ColumnType.Kind[] kinds;
    private byte[] in = {};
    /** The position of each value's opcode, row by row. */
    private int[] places = new int[128];

    private int valueCount;
    /** The position of each memoized text's opcode. */
    private int[] memo = new int[128];

    private int memoCount;

    /** {@code kinds}: the kinds of a row's values; a single value is not in a tuple. */
    ScalarPickle(ColumnType.Kind[] kinds) {
        this.kinds = kinds;
    }

    /** Scans a pickle; returns its number of rows, or -1 if it is not all plain. */
    int scan(byte[] pickle) {
        in = pickle;
        valueCount = 0;
        memoCount = 0;
        if (pickle.length < 4 || (pickle[0] & 0xff) != Opcode.PROTO || pickle[1] > LAST_PROTOCOL) {
            return -1;
        }
        int width = kinds.length;
        boolean isListBegun = false;
        boolean isInMark = false;
        boolean isInTuple = false;
        int inRow = 0;
        int last = NO_TEXT;
        for (int at = 2; at < pickle.length; ) {
            int code = pickle[at] & 0xff;
            int next = at + size(at, code);
            if (next > pickle.length || next <= at) {
                return -1;
            }
            switch (code) {
                case Opcode.FRAME -> {}
                case Opcode.EMPTY_LIST -> {
                    if (isListBegun) {
                        return -1;
                    }
                    isListBegun = true;
                    last = NO_TEXT;
                }
                case Opcode.MEMOIZE -> memoize(last);
                case Opcode.MARK -> {
                    if (!isListBegun || inRow > 0 || isInTuple || (isInMark && width <= 3)) {
                        return -1;
                    }
                    isInTuple = isInMark;
                    isInMark = true;
                }
                case Opcode.APPEND, Opcode.APPENDS -> {
                    if (inRow > 0 || isInTuple || isInMark != (code == Opcode.APPENDS)) {
                        return -1;
                    }
                    isInMark = false;
                }
                case Opcode.TUPLE, Opcode.TUPLE2, Opcode.TUPLE3 -> {
                    int given = code == Opcode.TUPLE ? inRow : code - Opcode.TUPLE1 + 1;
                    if (width == 1 || inRow != width || given != width || isInTuple != (code == Opcode.TUPLE)) {
                        return -1;
                    }
                    inRow = 0;
                    isInTuple = false;
                    last = NO_TEXT;
                }
                case Opcode.STOP -> {
                    return isListBegun && inRow == 0 && !isInMark && next == pickle.length ? valueCount / width : -1;
                }
                default -> {
                    int place = resolved(at, code);
                    int row = width == 1 ? 0 : inRow++;
                    if (place < 0
                            || row >= width
                            || !isListBegun
                            || !accepts(kinds[row], pickle[place] & 0xff, place)) {
                        return -1;
                    }
                    add(place);
                    last = place == at && isText(code) ? at : NO_TEXT;
                }
            }
            at = next;
        }
        return -1;
    }

    /** The size of an instruction in bytes; 0 for an unknown instruction. */
    private int size(int at, int code) {
        return switch (code) {
            case Opcode.NONE,
                    Opcode.NEW_TRUE,
                    Opcode.NEW_FALSE,
                    Opcode.MARK,
                    Opcode.TUPLE,
                    Opcode.TUPLE2,
                    Opcode.TUPLE3,
                    Opcode.MEMOIZE,
                    Opcode.EMPTY_LIST,
                    Opcode.APPEND,
                    Opcode.APPENDS,
                    Opcode.STOP -> 1;
            case Opcode.BININT1, Opcode.BINGET -> 2;
            case Opcode.BININT2 -> 3;
            case Opcode.BININT, Opcode.LONG_BINGET -> 5;
            case Opcode.BINFLOAT, Opcode.FRAME -> 9;
            case Opcode.LONG1, Opcode.SHORT_BINUNICODE -> at + 1 < in.length ? 2 + (in[at + 1] & 0xff) : 0;
            case Opcode.BINUNICODE -> at + 5 <= in.length ? 5 + intAt(at + 1) : 0;
            default -> 0;
        };
    }

    private static boolean isText(int code) {
        return code == Opcode.SHORT_BINUNICODE || code == Opcode.BINUNICODE;
    }

    private void memoize(int place) {
        if (memoCount == memo.length) {
            memo = Arrays.copyOf(memo, 2 * memoCount);
        }
        memo[memoCount++] = place;
    }

    private void add(int place) {
        if (valueCount == places.length) {
            places = Arrays.copyOf(places, 2 * valueCount);
        }
        places[valueCount++] = place;
    }

    /** The position of the value that an instruction pushes: its own, or an earlier text; -1 for anything else. */
    private int resolved(int at, int code) {
        if (code != Opcode.BINGET && code != Opcode.LONG_BINGET) {
            return at;
        }
        int index = code == Opcode.BINGET ? in[at + 1] & 0xff : intAt(at + 1);
        return index >= 0 && index < memoCount ? memo[index] : -1;
    }

    /**
     * Whether Spark takes the object unchanged for a column of the kind. Source: {@code EvaluatePython.makeFromJava} of Spark
     * 4.1.3.
     */
    private boolean accepts(ColumnType.Kind kind, int code, int place) {
        if (code == Opcode.NONE) {
            return true;
        }
        boolean isInt = code == Opcode.BININT1 || code == Opcode.BININT2 || code == Opcode.BININT;
        return switch (kind) {
            case BOOLEAN -> code == Opcode.NEW_TRUE || code == Opcode.NEW_FALSE;
            case BYTE, SHORT, INT, DATE -> isInt;
            case LONG, TIMESTAMP, TIMESTAMP_NTZ ->
                isInt || (code == Opcode.LONG1 && in[place + 1] >= 0 && in[place + 1] <= 8);
            case FLOAT, DOUBLE -> code == Opcode.BINFLOAT;
            case STRING -> isText(code);
            case DECIMAL, BINARY, NULL, OPAQUE -> false;
        };
    }

    /** Appends the values of the scanned rows, each to its column. */
    void appendTo(ColumnBuilder[] builders) {
        for (int i = 0, column = 0; i < valueCount; i++) {
            append(builders[column], kinds[column], places[i]);
            column = column + 1 == kinds.length ? 0 : column + 1;
        }
    }

    private void append(ColumnBuilder builder, ColumnType.Kind kind, int at) {
        int code = in[at] & 0xff;
        if (code == Opcode.NONE) {
            builder.appendNull();
            return;
        }
        switch (kind) {
            case BOOLEAN -> builder.appendBoolean(code == Opcode.NEW_TRUE);
            case BYTE -> builder.appendInt((byte) number(at, code));
            case SHORT -> builder.appendInt((short) number(at, code));
            case INT, DATE -> builder.appendInt((int) number(at, code));
            case LONG, TIMESTAMP, TIMESTAMP_NTZ -> builder.appendLong(number(at, code));
            case FLOAT -> builder.appendFloat((float) floating(at));
            case DOUBLE -> builder.appendDouble(floating(at));
            case STRING -> text(builder, at, code);
            case DECIMAL, BINARY, NULL, OPAQUE -> throw new IllegalStateException("not accepted: " + kind);
        }
    }

    private int intAt(int at) {
        return (int) LITTLE_INTS.get(in, at);
    }

    private long number(int at, int code) {
        return switch (code) {
            case Opcode.BININT1 -> in[at + 1] & 0xff;
            case Opcode.BININT2 -> in[at + 1] & 0xff | (in[at + 2] & 0xff) << 8;
            case Opcode.BININT -> intAt(at + 1);
            default -> twosComplement(at + 2, in[at + 1]);
        };
    }

    private long twosComplement(int at, int bytes) {
        long value = bytes > 0 && in[at + bytes - 1] < 0 ? -1 : 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | in[at + i] & 0xff;
        }
        return value;
    }

    private double floating(int at) {
        return Double.longBitsToDouble((long) BIG_LONGS.get(in, at + 1));
    }

    private void text(ColumnBuilder builder, int at, int code) {
        int start = at + (code == Opcode.BINUNICODE ? 5 : 2);
        int length = code == Opcode.BINUNICODE ? intAt(at + 1) : in[at + 1] & 0xff;
        if (RowPickler.isAscii(in, start, length)) {
            builder.appendBytes(in, start, length);
            return;
        }
        // half of a surrogate pair becomes what Spark's unpickler makes of it
        byte[] valid = new String(in, start, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        builder.appendBytes(valid, 0, valid.length);
    }
}
