/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

import java.util.List;
import java.util.Optional;

/**
 * A regular expression of Java's that hardly has to go back. Each of its elements is a set of characters, taken as often as
 * possible. Whatever may come after an element of varying length is not of its set. Groups may be optional: one is missing if
 * there is no match with it. It finds in well-formed UTF-8 what java.util.regex finds in its characters. Source:
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

    /** The elements {@code [from, to)}, which are there together or not at all. */
    record OptionalGroup(int from, int to) {}

    private final Element[] elements;
    /** By element: where matching goes on without the optional group that begins there, or 0. */
    private final int[] without;

    /** By element: how many elements from it on are one certain character each; only the first may begin an optional group. */
    private final int[] literals;

    /** By element: that character. */
    private final byte[] characters;

    private final int[] groupStarts;
    private final int[] groupEnds;
    private final boolean atStart;
    private final boolean atEnd;
    /** Where each element began in the last match, then where the last element ended. */
    private final int[] positions;

    /** By element: whether the optional group that begins there was missing in the last match. */
    private final boolean[] isMissing;

    private int matchStart;

    /** {@code groupStarts} and {@code groupEnds}: the elements before which the groups begin and end. */
    PlainRegex(
            List<Element> elements,
            int[] groupStarts,
            int[] groupEnds,
            OptionalGroup[] optional,
            boolean atStart,
            boolean atEnd) {
        this.elements = elements.toArray(new Element[0]);
        this.without = new int[elements.size()];
        for (OptionalGroup group : optional) {
            if (group.from() < group.to()) {
                without[group.from()] = group.to();
            }
        }
        this.literals = new int[elements.size()];
        this.characters = new byte[elements.size()];
        findLiterals();
        this.groupStarts = groupStarts;
        this.groupEnds = groupEnds;
        this.atStart = atStart;
        this.atEnd = atEnd;
        this.positions = new int[elements.size() + 1];
        this.isMissing = new boolean[elements.size()];
    }

    private void findLiterals() {
        for (int e = elements.length - 1; e >= 0; e--) {
            int only = elements[e].set().only();
            if (only < 0 || elements[e].min() != 1 || elements[e].max() != 1) {
                continue;
            }
            characters[e] = (byte) only;
            boolean goesOn = e + 1 < elements.length && without[e + 1] == 0;
            literals[e] = 1 + (goesOn ? literals[e + 1] : 0);
        }
    }

    /** Parses an expression. Empty where it is of another kind, or where Java rejects it. */
    public static Optional<PlainRegex> parse(String pattern) {
        return new PlainRegexParser(pattern)
                .parse()
                .filter(regex -> regex.neverGoesBack() && regex.optionalGroupsTakeCharacters());
    }

    private boolean neverGoesBack() {
        for (int e = 0; e < elements.length; e++) {
            if (elements[e].min() != elements[e].max() && mayFollow(e + 1, elements[e].set())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a match from element {@code e} on can begin with one of the characters. */
    private boolean mayFollow(int e, CharacterSet set) {
        if (e == elements.length) {
            return false;
        }
        return without[e] > 0 && mayFollow(without[e], set)
                || elements[e].set().intersects(set)
                || elements[e].min() == 0 && mayFollow(e + 1, set);
    }

    public int groupCount() {
        return groupStarts.length;
    }

    /** Whether it never matches an empty text. */
    public boolean takesCharacters() {
        return takesCharacters(0, elements.length);
    }

    private boolean optionalGroupsTakeCharacters() {
        for (int e = 0; e < elements.length; e++) {
            if (without[e] > 0 && elements[e].min() == 0 && !takesCharacters(e + 1, without[e])) {
                return false;
            }
        }
        return true;
    }

    private boolean takesCharacters(int from, int to) {
        int e = from;
        while (e < to) {
            if (without[e] > 0) {
                e = without[e];
            } else if (elements[e++].min() > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether Java may find something else in the text: an expression that must match at the end of the text also matches
     * before a line end there.
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
     * @return the end of the match, or -1
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
        matchStart = at;
        return match(data, at, end, 0, false);
    }

    /** Matches from element {@code first} on. {@code inGroup}: it begins an optional group, which must be there. */
    private int match(byte[] data, int at, int end, int first, boolean inGroup) {
        int position = at;
        int e = first;
        boolean isThere = inGroup;
        while (e < elements.length) {
            if (without[e] > 0 && !isThere) {
                int found = match(data, position, end, e, true);
                if (found >= 0) {
                    return found;
                }
                positions[e] = position;
                isMissing[e] = true;
                e = without[e];
                continue;
            }
            isThere = false;
            if (literals[e] > 0) {
                if (!isLiteral(data, position, end, e)) {
                    return -1;
                }
                position += literals[e];
                e += literals[e];
                continue;
            }
            positions[e] = position;
            isMissing[e] = false;
            int taken = take(elements[e], data, position, end);
            if (taken < 0) {
                return -1;
            }
            position = taken;
            e++;
        }
        positions[elements.length] = position;
        return atEnd && position != end ? -1 : position;
    }

    /** Whether the certain characters from element {@code first} on are there. */
    private boolean isLiteral(byte[] data, int at, int end, int first) {
        int count = literals[first];
        if (count > end - at) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (data[at + i] != characters[first + i]) {
                return false;
            }
            positions[first + i] = at + i;
        }
        isMissing[first] = false;
        return true;
    }

    /** The end of the characters that an element takes, -1 where there are too few. */
    private static int take(Element element, byte[] data, int at, int end) {
        CharacterSet set = element.set();
        int max = element.max();
        int position = set.asciiEnd(data, at, max < end - at ? at + max : end);
        int count = position - at;
        while (count < max && position < end) {
            int width = set.width(data, position);
            if (width == 0) {
                break;
            }
            position += width;
            count++;
        }
        return count < element.min() ? -1 : position;
    }

    /** Where the last match began. */
    public int matchStart() {
        return matchStart;
    }

    /** Where a group of the last match began, -1 if it is missing; group 0 is the match. */
    public int groupStart(int group) {
        if (group == 0) {
            return matchStart;
        }
        return isMissing(group) ? -1 : positions[groupStarts[group - 1]];
    }

    public int groupEnd(int group) {
        if (group == 0) {
            return positions[elements.length];
        }
        return isMissing(group) ? -1 : positions[groupEnds[group - 1]];
    }

    private boolean isMissing(int group) {
        int first = groupStarts[group - 1];
        int after = groupEnds[group - 1];
        return first < after && without[first] == after && isMissing[first];
    }
}
