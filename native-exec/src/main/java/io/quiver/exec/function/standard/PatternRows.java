/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.function.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates LIKE and Java's regular expressions. The last argument is a constant: the letters of the flags that are on (i: case
 * does not matter, u: of all letters, m: ^ and $ at each line, s: a dot is a line end too).
 */
final class PatternRows {
    static final List<ScalarFunction> ALL = all();

    private PatternRows() {}

    private static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        all.add(pattern(
                "pattern_like",
                (row, patterns, answer) -> answer.of(patterns.like(row.textAt(1), row.textAt(2))
                        .matcher(row.textAt(0))
                        .matches())));
        all.add(pattern("pattern_count", (row, patterns, answer) -> {
            Matcher matcher = patterns.matcher(row, 3);
            long count = 0;
            for (boolean found = matcher.find(start(row, 2)); found; found = matcher.find()) {
                count++;
            }
            answer.of(count);
        }));
        all.add(pattern("pattern_match", (row, patterns, answer) -> {
            Matcher matcher = patterns.matcher(row, 5);
            int group = Math.toIntExact(row.longAt(4));
            boolean found = find(matcher, start(row, 2), row.longAt(3));
            String text = found && group >= 0 && group <= matcher.groupCount() ? matcher.group(group) : null;
            if (text == null) {
                answer.none();
            } else {
                answer.of(text);
            }
        }));
        all.add(pattern("pattern_position", (row, patterns, answer) -> {
            Matcher matcher = patterns.matcher(row, 4);
            boolean found = find(matcher, start(row, 2), row.longAt(3));
            answer.of((long) (found ? row.textAt(0).codePointCount(0, matcher.start()) + 1 : 0));
        }));
        all.add(pattern("pattern_replace", (row, patterns, answer) -> {
            Matcher matcher = patterns.matcher(row, 5);
            answer.of(replace(matcher, row.textAt(0), row.textAt(2), start(row, 3), row.longAt(4)));
        }));
        return List.copyOf(all);
    }

    /** A function that keeps the last pattern it compiled. */
    private interface PatternFunction {
        void apply(Row row, Patterns patterns, Answer answer);
    }

    private static ScalarFunction pattern(String name, PatternFunction function) {
        return RowKernel.strict(name, signature -> {
            Patterns patterns = new Patterns();
            return (row, answer) -> function.apply(row, patterns, answer);
        });
    }

    /** Where to start, in UTF-16 units. The argument counts characters from 1. */
    private static int start(Row row, int argument) {
        String text = row.textAt(0);
        long position = row.longAt(argument);
        if (position < 1 || position > text.codePointCount(0, text.length()) + 1) {
            throw Answer.failure("position %d of a text of %d units", position, text.length());
        }
        return text.offsetByCodePoints(0, (int) position - 1);
    }

    private static boolean find(Matcher matcher, int start, long occurrence) {
        boolean found = matcher.find(start);
        for (long i = 1; found && i < occurrence; i++) {
            found = matcher.find();
        }
        return found;
    }

    /** Replaces the {@code occurrence}-th match from {@code start} on; all of them if it is 0. */
    private static String replace(Matcher matcher, String text, String replacement, int start, long occurrence) {
        StringBuilder out = new StringBuilder();
        int copied = 0;
        long seen = 0;
        for (boolean found = matcher.find(start); found; found = matcher.find()) {
            seen++;
            if (occurrence != 0 && seen != occurrence) {
                continue;
            }
            out.append(text, copied, matcher.start());
            appendReplacement(matcher, replacement, out);
            copied = matcher.end();
        }
        return out.append(text, copied, text.length()).toString();
    }

    /** Appends a replacement. A backslash and a digit are a group; a backslash and another character are that character. */
    private static void appendReplacement(Matcher matcher, String replacement, StringBuilder out) {
        for (int i = 0; i < replacement.length(); i++) {
            char letter = replacement.charAt(i);
            if (letter != '\\' || i + 1 == replacement.length()) {
                out.append(letter);
                continue;
            }
            char next = replacement.charAt(++i);
            int group = Character.digit(next, 10);
            if (group < 0) {
                out.append(next);
                continue;
            }
            if (group > matcher.groupCount()) {
                throw Answer.failure(
                        "the replacement %s names group %d of %d", replacement, group, matcher.groupCount());
            }
            String text = matcher.group(group);
            out.append(text == null ? "" : text);
        }
    }

    /** The pattern of the last row, which is nearly always a constant. */
    private static final class Patterns {
        private @Nullable String source;
        private @Nullable Pattern compiled;

        Matcher matcher(Row row, int flagsArgument) {
            return compile(row.textAt(1), row.textAt(flagsArgument)).matcher(row.textAt(0));
        }

        Pattern like(String pattern, String flags) {
            if (compiled == null || !pattern.equals(source)) {
                StringBuilder regex = new StringBuilder();
                pattern.codePoints()
                        .forEach(c ->
                                regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c))));
                compiled = Pattern.compile(regex.toString(), flags(flags) | Pattern.DOTALL);
                source = pattern;
            }
            return compiled;
        }

        private Pattern compile(String pattern, String flags) {
            if (compiled == null || !pattern.equals(source)) {
                try {
                    compiled = Pattern.compile(pattern, flags(flags));
                } catch (PatternSyntaxException e) {
                    throw Answer.failure("%s is no regular expression: %s", pattern, e.getDescription());
                }
                source = pattern;
            }
            return compiled;
        }

        private static int flags(String letters) {
            int flags = 0;
            for (int i = 0; i < letters.length(); i++) {
                flags |= switch (letters.charAt(i)) {
                    case 'i' -> Pattern.CASE_INSENSITIVE;
                    case 'u' -> Pattern.UNICODE_CASE;
                    case 'm' -> Pattern.MULTILINE;
                    case 's' -> Pattern.DOTALL;
                    default -> throw new IllegalArgumentException("flags " + letters);
                };
            }
            return flags;
        }
    }
}
