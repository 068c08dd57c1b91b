/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.kernel.text.CodePoints;
import java.util.Locale;
import java.util.Set;

/**
 * Maps letters beyond ASCII to upper, lower and title case if each case is one character of as many bytes, whatever stands
 * beside it: those of Latin-1 except some, and the Cyrillic ones of most languages. Source: UnicodeData.txt of Unicode 4.1 and
 * later.
 */
final class LetterCases {
    private static final int FIRST_OF_TWO_BYTES = 0xC2;
    private static final int LAST_OF_TWO_BYTES = 0xD1;
    /** Languages for which Java maps letters in its own way. */
    private static final Set<String> OTHER_LANGUAGES = Set.of("tr", "az", "lt");

    private LetterCases() {}

    /** Whether the default language, which Spark's code follows, maps letters as all others do. */
    static boolean areUsual() {
        return !OTHER_LANGUAGES.contains(Locale.getDefault().getLanguage());
    }

    /** Whether the text {@code [start, end)} has only these and ASCII characters. */
    static boolean areAll(byte[] data, int start, int end) {
        int position = CodePoints.asciiEnd(data, start, end);
        while (position < end) {
            if (data[position] >= 0) {
                position++;
                continue;
            }
            int first = data[position] & 0xFF;
            boolean isPair = first >= FIRST_OF_TWO_BYTES
                    && first <= LAST_OF_TWO_BYTES
                    && position + 1 < end
                    && (data[position + 1] & 0xC0) == 0x80
                    && isKnown(codePoint(data, position));
            if (!isPair) {
                return false;
            }
            position += 2;
        }
        return true;
    }

    private static int codePoint(byte[] data, int position) {
        return (data[position] & 0x1F) << 6 | data[position + 1] & 0x3F;
    }

    private static boolean isKnown(int codePoint) {
        if (codePoint >= 0x400) {
            return codePoint <= 0x45F;
        }
        return codePoint >= 0xA0
                && codePoint < 0xFF
                && codePoint != 0xAA
                && codePoint != 0xB5
                && codePoint != 0xBA
                && codePoint != 0xDF;
    }

    /** Writes the character of two bytes at {@code from} in lower case. */
    static void lower(byte[] in, int from, byte[] out, int to) {
        int codePoint = codePoint(in, from);
        int distance = 0;
        if (codePoint >= 0xC0 && codePoint <= 0xDE && codePoint != 0xD7) {
            distance = 0x20;
        } else if (codePoint >= 0x400 && codePoint <= 0x42F) {
            distance = codePoint < 0x410 ? 0x50 : 0x20;
        }
        write(codePoint + distance, out, to);
    }

    /** Writes the character of two bytes at {@code from} in upper case, which is its title case. */
    static void upper(byte[] in, int from, byte[] out, int to) {
        int codePoint = codePoint(in, from);
        int distance = 0;
        if (codePoint >= 0xE0 && codePoint <= 0xFE && codePoint != 0xF7) {
            distance = 0x20;
        } else if (codePoint >= 0x430 && codePoint <= 0x45F) {
            distance = codePoint < 0x450 ? 0x20 : 0x50;
        }
        write(codePoint - distance, out, to);
    }

    private static void write(int codePoint, byte[] out, int to) {
        out[to] = (byte) (0xC0 | codePoint >> 6);
        out[to + 1] = (byte) (0x80 | codePoint & 0x3F);
    }
}
