/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

import java.util.List;
import java.util.Optional;

/**
 * A regular expression of Java's that never has to go back: elements, each a set of characters taken as often as can be, and whatever may
 * come after one that varies is not of its set. What is found in well-formed UTF-8 is what java.util.regex finds in its characters. Source:
 * java.util.regex.Pattern of Java 17.
 */
public final class PlainRegex {
    static final int MANY = Integer.MAX_VALUE;

    /**
     * A part of the expression.
     *
     * @param min how many characters it takes at least
     * @param max how many at most
     */
    record Element(CharacterSet set, int min, int max) {}

    private final Element[] elements;
    private final int[] groupStarts;
    private final int[] groupEnds;
    private final boolean atStart;
    private final boolean atEnd;
    /** Where each element began in the last match, and the end of the last one. */
    private final int[] positions;

    private int matchStart;

    /** {@code groupStarts} and {@code groupEnds}: before which elements the groups begin and end. */
    PlainRegex(List<Element> elements, int[] groupStarts, int[] groupEnds, boolean atStart, boolean atEnd) {
        this.elements = elements.toArray(new Element[0]);
        this.groupStarts = groupStarts;
        this.groupEnds = groupEnds;
        this.atStart = atStart;
        this.atEnd = atEnd;
        this.positions = new int[elements.size() + 1];
    }

    /** The expression; empty where it is another kind, or none that Java takes. */
    public static Optional<PlainRegex> parse(String pattern) {
        return new PlainRegexParser(pattern).parse().filter(PlainRegex::neverGoesBack);
    }

    private boolean neverGoesBack() {
        for (int e = 0; e < elements.length; e++) {
            if (elements[e].min() == elements[e].max()) {
                continue;
            }
            for (int next = e + 1; next < elements.length; next++) {
                if (elements[next].set().intersects(elements[e].set())) {
                    return false;
                }
                if (elements[next].min() > 0) {
                    break;
                }
            }
        }
        return true;
    }

    public int groupCount() {
        return groupStarts.length;
    }

    /** Whether it matches no text without characters. */
    public boolean takesCharacters() {
        for (Element element : elements) {
            if (element.min() > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether what is found in the text may be something else than Java finds: where it is to match at the end of the text, it also does so
     * before a line's end there.
     */
    public boolean isUnsureOf(byte[] data, int start, int end) {
        if (!atEnd || start == end) {
            return false;
        }
        byte last = data[end - 1];
        return last == '\n' || last == '\r' || last < 0;
    }

    /**
     * Looks for the expression in the text {@code [start, end)} from {@code from} on.
     *
     * @return the end of what was found, or -1
     */
    public int find(byte[] data, int start, int end, int from) {
        if (atStart) {
            return from == start ? match(data, from, end) : -1;
        }
        int at = from;
        while (true) {
            int found = match(data, at, end);
            if (found >= 0 || at >= end) {
                return found;
            }
            at += CodePoints.width(data[at]);
        }
    }

    private int match(byte[] data, int at, int end) {
        int position = at;
        for (int e = 0; e < elements.length; e++) {
            Element element = elements[e];
            positions[e] = position;
            CharacterSet set = element.set();
            int max = element.max();
            int count = 0;
            while (count < max && position < end) {
                int width = set.width(data, position);
                if (width == 0) {
                    break;
                }
                position += width;
                count++;
            }
            if (count < element.min()) {
                return -1;
            }
        }
        if (atEnd && position != end) {
            return -1;
        }
        positions[elements.length] = position;
        matchStart = at;
        return position;
    }

    /** Where the last match began. */
    public int matchStart() {
        return matchStart;
    }

    /** Where a group of the last match began; group 0 is the match. */
    public int groupStart(int group) {
        return group == 0 ? matchStart : positions[groupStarts[group - 1]];
    }

    public int groupEnd(int group) {
        return group == 0 ? positions[elements.length] : positions[groupEnds[group - 1]];
    }
}
