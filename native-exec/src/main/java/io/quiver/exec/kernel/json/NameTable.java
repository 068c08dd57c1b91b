/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the names in objects: those asked for, and some of the others. So a line whose names come in the order of the line
 * before needs no lookup. Names asked for are numbered from 1 on. {@link #OTHER} stands for the beginning of an object and for
 * unknown names. One thread.
 */
public final class NameTable {
    public static final int OTHER = 0;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_NAMES = 1024;
    private static final byte[] NONE = {};

    /** UTF-8, followed by the quote. */
    private byte[][] names = new byte[16][];

    /** The first eight bytes of each name as one long, with zeros where there are fewer. */
    private long[] heads = new long[16];

    /** The last eight bytes of each name that has as many. */
    private long[] tails = new long[16];

    private int count;
    private int nameEnd;
    private int[] nextNames = new int[16];
    private int[] slots = new int[64];

    public NameTable(List<byte[]> asked) {
        Arrays.fill(names, NONE);
        count = 1;
        for (byte[] name : asked) {
            if (isPlain(name)) {
                add(name, 0, name.length);
            } else {
                addUnseen();
            }
        }
    }

    /** Whether the name stands unchanged in text. A quote, a backslash or a control character would be escaped there. */
    private static boolean isPlain(byte[] name) {
        for (byte next : name) {
            if (next == '"' || next == '\\' || (next >= 0 && next < ' ')) {
                return false;
            }
        }
        return true;
    }

    /**
     * The number of the name whose quote is at {@code position} and that follows the name of number {@code previous}.
     * {@link JsonText#ODD} where there is no name, or where it does not end, is very long or has an escape.
     */
    public int read(byte[] data, int position, int end, int previous) {
        if (position == end || data[position] != '"') {
            return JsonText.ODD;
        }
        int start = position + 1;
        int next = nextNames[previous];
        if (isAt(next, data, start, end)) {
            nameEnd = start + names[next].length - 1;
            return next;
        }
        int quote = JsonText.string(data, start, end);
        if (quote < 0 || quote - start > JsonText.MAX_NAME_BYTES) {
            return JsonText.ODD;
        }
        nameEnd = quote;
        return find(data, start, quote, previous);
    }

    /** Where the value of the name read last begins, behind a colon; {@code end} where there is none. */
    public int valueStart(byte[] data, int end) {
        return JsonText.afterColon(data, nameEnd + 1, end);
    }

    /** Whether the name and a quote stand at {@code start}. */
    private boolean isAt(int number, byte[] data, int start, int end) {
        byte[] name = names[number];
        int length = name.length;
        if (length > end - start || length == 0) {
            return false;
        }
        if (length > 2 * Long.BYTES || start > data.length - Long.BYTES) {
            return Arrays.equals(data, start, start + length, name, 0, length);
        }
        long difference = (long) LONGS.get(data, start) ^ heads[number];
        return length < Long.BYTES
                ? difference << Long.SIZE - 8 * length == 0
                : difference == 0 && (long) LONGS.get(data, start + length - Long.BYTES) == tails[number];
    }

    /** The number of a name that follows the one of number {@code previous}. */
    private int find(byte[] data, int start, int end, int previous) {
        int slot = hash(data, start, end);
        int number = slots[slot];
        while (number != 0 && !isName(number, data, start, end)) {
            slot = slot + 1 & slots.length - 1;
            number = slots[slot];
        }
        if (number == 0 && count < MAX_NAMES) {
            number = add(data, start, end);
        }
        nextNames[previous] = number;
        return number;
    }

    private boolean isName(int number, byte[] data, int start, int end) {
        byte[] name = names[number];
        return name.length - 1 == end - start && Arrays.equals(data, start, end, name, 0, end - start);
    }

    /** Gives the next number to a name that is never found. */
    private void addUnseen() {
        makeRoom();
        count++;
    }

    private void makeRoom() {
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
            Arrays.fill(names, count, names.length, NONE);
            heads = Arrays.copyOf(heads, 2 * count);
            tails = Arrays.copyOf(tails, 2 * count);
            nextNames = Arrays.copyOf(nextNames, 2 * count);
        }
    }

    private int add(byte[] data, int start, int end) {
        makeRoom();
        if (4 * count >= slots.length) {
            slots = new int[2 * slots.length];
            for (int number = 1; number < count; number++) {
                if (names[number].length > 0) {
                    put(number, hash(names[number], 0, names[number].length - 1));
                }
            }
        }
        byte[] name = Arrays.copyOfRange(data, start, end + 1);
        name[end - start] = '"';
        names[count] = name;
        heads[count] = (long) LONGS.get(Arrays.copyOf(name, Math.max(name.length, Long.BYTES)), 0);
        tails[count] = name.length < Long.BYTES ? 0 : (long) LONGS.get(name, name.length - Long.BYTES);
        put(count, hash(data, start, end));
        return count++;
    }

    private void put(int number, int first) {
        int slot = first;
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = number;
    }

    private int hash(byte[] data, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + data[i];
        }
        return (hash ^ hash >>> 15) & slots.length - 1;
    }
}
