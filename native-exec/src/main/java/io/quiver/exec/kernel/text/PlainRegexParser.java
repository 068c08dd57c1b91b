/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

import io.quiver.exec.kernel.text.PlainRegex.Element;
import io.quiver.exec.kernel.text.PlainRegex.OptionalGroup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Parses regular expressions of ASCII characters, sets of them, the classes d, s, w and their opposites, the dot, greedy
 * quantifiers of one of these, groups that nothing repeats, groups that may be missing, and anchors at both ends. It gives up
 * on anything else.
 */
final class PlainRegexParser {
    private static final String SPECIAL = "\\[](){}*+?|^$.";
    private static final int MAX_COUNT = 1000;
    /** Most optional groups: each doubles the ways to match. */
    private static final int MAX_OPTIONAL_GROUPS = 3;

    private static final CharacterSet DIGITS = CharacterSet.range('0', '9');
    private static final CharacterSet SPACES = CharacterSet.ofAll(" \t\n\u000B\f\r");
    private static final CharacterSet WORD = CharacterSet.range('a', 'z')
            .or(CharacterSet.range('A', 'Z'))
            .or(DIGITS)
            .or(CharacterSet.of('_'));

    private final String pattern;
    private int next;
    private final List<Element> elements = new ArrayList<>();
    private final List<Integer> groupStarts = new ArrayList<>();
    private final List<Integer> groupEnds = new ArrayList<>();
    private final List<OptionalGroup> optional = new ArrayList<>();
    /** Open groups, the innermost first. */
    private final Deque<OpenGroup> open = new ArrayDeque<>();

    /** How many groups there have been, including those that capture nothing. */
    private int groups;

    private boolean givenUp;

    /** A group not closed yet: its capture number, less than zero where it captures nothing, and what there was before it. */
    private record OpenGroup(int capture, int firstElement, int groupsBefore) {}

    PlainRegexParser(String pattern) {
        this.pattern = pattern;
    }

    Optional<PlainRegex> parse() {
        givenUp = pattern.isEmpty() || pattern.chars().anyMatch(c -> c >= 128);
        boolean atStart = !givenUp && take('^');
        boolean atEnd = false;
        while (!givenUp && next < pattern.length()) {
            if (next == pattern.length() - 1 && pattern.charAt(next) == '$') {
                atEnd = true;
                next++;
            } else {
                part();
            }
        }
        if (givenUp || !open.isEmpty() || elements.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PlainRegex(
                elements,
                array(groupStarts),
                array(groupEnds),
                optional.toArray(new OptionalGroup[0]),
                atStart,
                atEnd));
    }

    private static int[] array(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private boolean take(char wanted) {
        boolean isThere = next < pattern.length() && pattern.charAt(next) == wanted;
        next += isThere ? 1 : 0;
        return isThere;
    }

    private void part() {
        char character = pattern.charAt(next++);
        switch (character) {
            case '(' -> openGroup();
            case ')' -> closeGroup();
            case '[' -> quantified(characterClass());
            case '.' -> quantified(CharacterSet.dot());
            case '\\' -> quantified(escaped());
            default -> {
                givenUp |= SPECIAL.indexOf(character) >= 0;
                quantified(CharacterSet.of(character));
            }
        }
    }

    private void openGroup() {
        boolean captures = !take('?');
        givenUp |= !captures && !take(':');
        open.push(new OpenGroup(captures ? groupStarts.size() : -1, elements.size(), groups++));
        if (captures) {
            groupStarts.add(elements.size());
            groupEnds.add(-1);
        }
    }

    private void closeGroup() {
        if (open.isEmpty()) {
            givenUp = true;
            return;
        }
        OpenGroup group = open.pop();
        if (group.capture() >= 0) {
            groupEnds.set(group.capture(), elements.size());
        }
        if (take('?')) {
            boolean isAlone = open.isEmpty() && groups == group.groupsBefore() + 1;
            givenUp |= !isAlone || optional.size() == MAX_OPTIONAL_GROUPS;
            optional.add(new OptionalGroup(group.firstElement(), elements.size()));
        }
        givenUp |= next < pattern.length() && "*+?{".indexOf(pattern.charAt(next)) >= 0;
    }

    private CharacterSet escaped() {
        if (next == pattern.length()) {
            givenUp = true;
            return DIGITS;
        }
        char character = pattern.charAt(next++);
        return switch (character) {
            case 'd' -> DIGITS;
            case 'D' -> DIGITS.complement();
            case 's' -> SPACES;
            case 'S' -> SPACES.complement();
            case 'w' -> WORD;
            case 'W' -> WORD.complement();
            case 't' -> CharacterSet.of('\t');
            case 'n' -> CharacterSet.of('\n');
            case 'r' -> CharacterSet.of('\r');
            case 'f' -> CharacterSet.of('\f');
            default -> {
                givenUp |= Character.isLetterOrDigit(character);
                yield CharacterSet.of(character);
            }
        };
    }

    private CharacterSet characterClass() {
        boolean isComplement = take('^');
        CharacterSet set = null;
        int length = pattern.length();
        while (!givenUp && next < length && pattern.charAt(next) != ']') {
            CharacterSet item = classItem(set == null);
            set = set == null ? item : set.or(item);
        }
        givenUp |= next >= length || set == null;
        next++;
        if (set == null) {
            return DIGITS;
        }
        return isComplement ? set.complement() : set;
    }

    /** One character, a range of them, or a class by letter. */
    private CharacterSet classItem(boolean isFirst) {
        char character = pattern.charAt(next++);
        if (character == '\\') {
            CharacterSet set = escaped();
            givenUp |= isAt('-') && !isAt(next + 1, ']');
            return set;
        }
        boolean isLastMinus = character == '-' && (isFirst || isAt(']'));
        givenUp |= "[&^".indexOf(character) >= 0 || (character == '-' && (!isLastMinus || isAt('-')));
        if (!isAt('-') || isAt(next + 1, ']')) {
            return CharacterSet.of(character);
        }
        next++;
        char last = next < pattern.length() ? pattern.charAt(next++) : 0;
        givenUp |= last < character || "\\[]&^-".indexOf(last) >= 0;
        return CharacterSet.range(character, last);
    }

    private boolean isAt(char wanted) {
        return isAt(next, wanted);
    }

    private boolean isAt(int position, char wanted) {
        return position < pattern.length() && pattern.charAt(position) == wanted;
    }

    private void quantified(CharacterSet set) {
        int min = 1;
        int max = 1;
        if (take('*')) {
            min = 0;
            max = PlainRegex.MANY;
        } else if (take('+')) {
            max = PlainRegex.MANY;
        } else if (take('?')) {
            min = 0;
        } else if (take('{')) {
            min = number();
            max = take(',') ? (isAt('}') ? PlainRegex.MANY : number()) : min;
            givenUp |= !take('}') || max < min || max == 0;
        }
        // makes a quantifier reluctant or possessive, or has nothing to repeat
        givenUp |= IntStream.of('*', '+', '?', '{').anyMatch(quantifier -> isAt((char) quantifier))
                && (min != 1 || max != 1);
        elements.add(new Element(set, min, max));
    }

    private int number() {
        int value = 0;
        int first = next;
        while (next < pattern.length() && Character.isDigit(pattern.charAt(next)) && value < MAX_COUNT) {
            value = 10 * value + pattern.charAt(next++) - '0';
        }
        givenUp |= next == first || value >= MAX_COUNT;
        return value;
    }
}
