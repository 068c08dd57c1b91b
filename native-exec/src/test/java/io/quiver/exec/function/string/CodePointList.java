/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Handles text as lists of code points the slow way, splitting malformed text by first bytes as Spark does. An oracle for
 * tests.
 */
final class CodePointList {
    private CodePointList() {}

    static List<byte[]> split(byte[] text) {
        List<byte[]> characters = new ArrayList<>();
        for (int i = 0; i < text.length; ) {
            int first = text[i] & 0xFF;
            int width = first >= 0xF0 && first <= 0xF4
                    ? 4
                    : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xC2 && first < 0xE0 ? 2 : 1;
            characters.add(Arrays.copyOfRange(text, i, Math.min(text.length, i + width)));
            i += width;
        }
        return characters;
    }

    static byte[] join(List<byte[]> characters) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        characters.forEach(out::writeBytes);
        return out.toByteArray();
    }

    static byte[] slice(byte[] text, long from, long until) {
        List<byte[]> characters = split(text);
        int first = (int) Math.min(Math.max(from, 0), characters.size());
        int last = (int) Math.min(Math.max(until, first), characters.size());
        return join(characters.subList(first, last));
    }

    /** Returns the index in characters of the first occurrence of these bytes at or after {@code from}, or -1. */
    static int indexOf(byte[] text, byte[] part, int from) {
        List<byte[]> characters = split(text);
        int position = 0;
        for (int i = 0; i < characters.size(); i++) {
            if (i >= from
                    && position + part.length <= text.length
                    && Arrays.equals(text, position, position + part.length, part, 0, part.length)) {
                return i;
            }
            position += characters.get(i).length;
        }
        return -1;
    }
}
