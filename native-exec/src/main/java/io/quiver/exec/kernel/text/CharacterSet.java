/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

/**
 * The characters that one element of a {@link PlainRegex} takes: any of the ASCII ones, and all others or none. Line ends
 * beyond ASCII may be excepted.
 */
final class CharacterSet {
    private static final int ASCII = 128;

    private final boolean[] ascii;
    private final boolean others;
    private final boolean endsLines;

    private CharacterSet(boolean[] ascii, boolean others, boolean endsLines) {
        this.ascii = ascii;
        this.others = others;
        this.endsLines = endsLines;
    }

    static CharacterSet of(char character) {
        boolean[] ascii = new boolean[ASCII];
        ascii[character] = true;
        return new CharacterSet(ascii, false, false);
    }

    static CharacterSet range(char first, char last) {
        boolean[] ascii = new boolean[ASCII];
        for (char character = first; character <= last; character++) {
            ascii[character] = true;
        }
        return new CharacterSet(ascii, false, false);
    }

    static CharacterSet ofAll(String characters) {
        boolean[] ascii = new boolean[ASCII];
        for (int i = 0; i < characters.length(); i++) {
            ascii[characters.charAt(i)] = true;
        }
        return new CharacterSet(ascii, false, false);
    }

    /** All characters that end no line. Source: java.util.regex.Pattern of Java 17, line terminators. */
    static CharacterSet dot() {
        boolean[] ascii = not(new boolean[ASCII]);
        ascii['\n'] = false;
        ascii['\r'] = false;
        return new CharacterSet(ascii, true, true);
    }

    private static boolean[] not(boolean[] ascii) {
        boolean[] opposite = new boolean[ASCII];
        for (int i = 0; i < ASCII; i++) {
            opposite[i] = !ascii[i];
        }
        return opposite;
    }

    /** The complement; not for {@link #dot}. */
    CharacterSet complement() {
        return new CharacterSet(not(ascii), !others, false);
    }

    /** The union; not for {@link #dot}. */
    CharacterSet or(CharacterSet other) {
        boolean[] all = ascii.clone();
        for (int i = 0; i < ASCII; i++) {
            all[i] |= other.ascii[i];
        }
        return new CharacterSet(all, others || other.others, false);
    }

    boolean intersects(CharacterSet other) {
        for (int i = 0; i < ASCII; i++) {
            if (ascii[i] && other.ascii[i]) {
                return true;
            }
        }
        return others && other.others;
    }

    /** The only character of the set, -1 where it has others or none. */
    int only() {
        int only = -1;
        for (int i = 0; i < ASCII; i++) {
            if (ascii[i] && only >= 0) {
                return -1;
            }
            only = ascii[i] ? i : only;
        }
        return others ? -1 : only;
    }

    /** The position in {@code [start, end)} of the first byte that is no ASCII character of the set, else {@code end}. */
    int asciiEnd(byte[] data, int start, int end) {
        boolean[] set = ascii;
        int position = start;
        while (position < end && data[position] >= 0 && set[data[position]]) {
            position++;
        }
        return position;
    }

    /** How many bytes the character at {@code position} has if it is in the set, else 0. The text is well-formed. */
    int width(byte[] data, int position) {
        byte first = data[position];
        if (first >= 0) {
            return ascii[first] ? 1 : 0;
        }
        if (!others || (endsLines && isLineEnd(data, position))) {
            return 0;
        }
        return CodePoints.width(first);
    }

    /** Whether U+0085, U+2028 or U+2029 is at {@code position}. */
    private static boolean isLineEnd(byte[] data, int position) {
        int first = data[position] & 0xFF;
        if (first == 0xC2) {
            return (data[position + 1] & 0xFF) == 0x85;
        }
        return first == 0xE2
                && (data[position + 1] & 0xFF) == 0x80
                && ((data[position + 2] & 0xFF) == 0xA8 || (data[position + 2] & 0xFF) == 0xA9);
    }
}
