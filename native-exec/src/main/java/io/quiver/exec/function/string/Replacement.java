/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.kernel.text.BytesOutput;
import io.quiver.exec.kernel.text.PlainRegex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The replacement of a match: text, and groups of the match. A missing group is empty. Source:
 * java.util.regex.Matcher.appendReplacement of Java 17.
 */
final class Replacement {
    /** Text, or the number of a group where there is none. */
    private record Part(byte[] text, int group) {}

    private final List<Part> parts;

    private Replacement(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Parses a replacement. Empty for groups by name and for whatever fails at the first match. */
    static Optional<Replacement> parse(String replacement, int groupCount) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int next = 0;
        while (next < replacement.length()) {
            char character = replacement.charAt(next++);
            if (character == '\\') {
                if (next == replacement.length()) {
                    return Optional.empty();
                }
                text.append(replacement.charAt(next++));
            } else if (character != '$') {
                text.append(character);
            } else {
                int digits = next;
                int group = 0;
                // the first digit belongs to the number in any case, others as long as there is such a group
                while (next < replacement.length()
                        && isDigit(replacement.charAt(next))
                        && (next == digits || 10 * group + replacement.charAt(next) - '0' <= groupCount)) {
                    group = 10 * group + replacement.charAt(next++) - '0';
                }
                if (next == digits || group > groupCount) {
                    return Optional.empty();
                }
                addText(text, parts);
                parts.add(new Part(new byte[0], group));
            }
        }
        addText(text, parts);
        return Optional.of(new Replacement(parts));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static void addText(StringBuilder text, List<Part> parts) {
        if (text.length() > 0) {
            parts.add(new Part(text.toString().getBytes(StandardCharsets.UTF_8), -1));
            text.setLength(0);
        }
    }

    /** Appends the replacement of the last match of {@code regex} in {@code data}. */
    void appendTo(BytesOutput out, byte[] data, PlainRegex regex) {
        for (Part part : parts) {
            if (part.group() < 0) {
                out.append(part.text(), 0, part.text().length);
            } else if (regex.groupStart(part.group()) >= 0) {
                int start = regex.groupStart(part.group());
                out.append(data, start, regex.groupEnd(part.group()) - start);
            }
        }
    }
}
