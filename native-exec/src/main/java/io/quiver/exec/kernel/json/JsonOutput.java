/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Holds JSON text that is being written, with strings as {@code UTF8JsonGenerator} of Jackson writes them. One thread. */
public final class JsonOutput {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private static final int MAX_LONG_CHARACTERS = 20;

    private byte[] bytes;
    private int size;

    public JsonOutput(int capacity) {
        bytes = new byte[Math.max(capacity, 16)];
    }

    public int size() {
        return size;
    }

    /** An array that begins with the bytes written so far and may be longer. */
    public byte[] trimmed() {
        return size < bytes.length / 2 ? Arrays.copyOf(bytes, size) : bytes;
    }

    /** A copy of the bytes written so far. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    public void append(byte next) {
        makeRoom(1);
        bytes[size++] = next;
    }

    public void append(byte[] data, int start, int length) {
        makeRoom(length);
        System.arraycopy(data, start, bytes, size, length);
        size += length;
    }

    /** Appends text of ASCII characters. */
    public void append(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        append(ascii, 0, ascii.length);
    }

    /** Appends the digits of a number. */
    public void append(long number) {
        if (number == Long.MIN_VALUE) {
            append(Long.toString(number));
            return;
        }
        makeRoom(MAX_LONG_CHARACTERS);
        long rest = Math.abs(number);
        if (number < 0) {
            bytes[size++] = '-';
        }
        int end = size + 1;
        for (long next = rest; next >= 10; next /= 10) {
            end++;
        }
        for (int at = end - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size = end;
    }

    /** Appends the text of a string whose escapes have been checked. */
    void unescape(byte[] data, int start, int end) {
        makeRoom(end - start);
        size = JsonText.unescape(data, start, end, bytes, size);
    }

    /** Appends text as the inside of a string. */
    public void escape(byte[] data, int start, int end) {
        int from = start;
        for (int at = start; at < end; at++) {
            byte next = data[at];
            if (next == '"' || next == '\\' || (next >= 0 && next < ' ')) {
                append(data, from, at - from);
                appendEscaped(next);
                from = at + 1;
            }
        }
        append(data, from, end - from);
    }

    private void appendEscaped(byte next) {
        makeRoom(6);
        bytes[size++] = '\\';
        switch (next) {
            case '\b' -> bytes[size++] = 'b';
            case '\f' -> bytes[size++] = 'f';
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            case '"', '\\' -> bytes[size++] = next;
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[next >> 4];
                bytes[size++] = HEX[next & 0xF];
            }
        }
    }

    private void makeRoom(int more) {
        if (more > bytes.length - size) {
            long wanted = Math.max((long) size + more, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.min(wanted, Integer.MAX_VALUE - 8)));
        }
    }
}
