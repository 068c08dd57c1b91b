/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.function.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Computes functions of text by characters (code points). Substrait's functions_string. */
final class TextRows {
    static final List<ScalarFunction> ALL = all();

    private TextRows() {}

    private static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        all.add(text("text_lower", text -> text.toLowerCase(Locale.ROOT)));
        all.add(text("text_upper", text -> text.toUpperCase(Locale.ROOT)));
        all.add(text("text_ascii_lower", text -> mapAscii(text, 'A', 'Z', 'a' - 'A')));
        all.add(text("text_ascii_upper", text -> mapAscii(text, 'a', 'z', 'A' - 'a')));
        all.add(text("text_swapcase", TextRows::swapCase));
        all.add(text("text_capitalize", text -> text.isEmpty() ? text : firstUpper(text.toLowerCase(Locale.ROOT))));
        all.add(text("text_reverse", text -> new StringBuilder(text).reverse().toString()));
        all.add(RowKernel.strict(
                "text_left", (row, answer) -> answer.of(slice(row.textAt(0), 0, Math.max(0, row.longAt(1))))));
        all.add(RowKernel.strict("text_right", (row, answer) -> {
            String text = row.textAt(0);
            answer.of(slice(text, length(text) - Math.max(0, row.longAt(1)), Long.MAX_VALUE));
        }));
        all.add(RowKernel.strict("text_lpad", (row, answer) -> pad(row, true, answer)));
        all.add(RowKernel.strict("text_rpad", (row, answer) -> pad(row, false, answer)));
        all.add(RowKernel.strict("text_trim", (row, answer) -> trim(row, true, true, answer)));
        all.add(RowKernel.strict("text_ltrim", (row, answer) -> trim(row, true, false, answer)));
        all.add(RowKernel.strict("text_rtrim", (row, answer) -> trim(row, false, true, answer)));
        all.add(RowKernel.strict("text_repeat", (row, answer) -> repeat(row, answer)));
        all.add(RowKernel.strict("text_replace", (row, answer) -> {
            String searched = row.textAt(1);
            answer.of(searched.isEmpty() ? row.textAt(0) : row.textAt(0).replace(searched, row.textAt(2)));
        }));
        all.add(RowKernel.strict("text_concat", (row, answer) -> {
            StringBuilder joined = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                joined.append(row.textAt(i));
            }
            answer.of(joined.toString());
        }));
        all.add(RowKernel.strict("text_substring_WRAP_FROM_END", (row, answer) -> {
            long start = row.longAt(1);
            substring(row, start < 0 ? length(row.textAt(0)) + start : start - 1, answer);
        }));
        all.add(RowKernel.strict(
                "text_substring_LEFT_OF_BEGINNING", (row, answer) -> substring(row, row.longAt(1) - 1, answer)));
        all.add(RowKernel.strict("text_substring_ERROR", (row, answer) -> {
            if (row.longAt(1) < 0) {
                throw Answer.failure("a substring starts at %d", row.longAt(1));
            }
            substring(row, row.longAt(1) - 1, answer);
        }));
        all.add(RowKernel.strict("text_position", (row, answer) -> {
            String text = row.textAt(0);
            int found = text.indexOf(row.textAt(1));
            answer.of((long) (found < 0 ? 0 : text.codePointCount(0, found) + 1));
        }));
        all.add(RowKernel.strict("text_occurrences", (row, answer) -> answer.of(count(row.textAt(0), row.textAt(1)))));
        return List.copyOf(all);
    }

    private static ScalarFunction text(String name, UnaryOperator<String> function) {
        return RowKernel.strict(name, (row, answer) -> answer.of(function.apply(row.textAt(0))));
    }

    private static String mapAscii(String text, char first, char last, int shift) {
        StringBuilder mapped = new StringBuilder(text);
        for (int i = 0; i < mapped.length(); i++) {
            char letter = mapped.charAt(i);
            if (letter >= first && letter <= last) {
                mapped.setCharAt(i, (char) (letter + shift));
            }
        }
        return mapped.toString();
    }

    private static String swapCase(String text) {
        StringBuilder swapped = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .forEach(swapped::appendCodePoint);
        return swapped.toString();
    }

    private static String firstUpper(String text) {
        int end = text.offsetByCodePoints(0, 1);
        return text.substring(0, end).toUpperCase(Locale.ROOT) + text.substring(end);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The characters [from, to). Either bound may be outside the text. */
    private static String slice(String text, long from, long to) {
        int length = length(text);
        int first = (int) Math.min(Math.max(from, 0), length);
        int end = (int) Math.min(Math.max(to, first), length);
        int start = text.offsetByCodePoints(0, first);
        return text.substring(start, text.offsetByCodePoints(start, end - first));
    }

    /** Takes the characters from {@code from} on, counted from 0: as many as the third argument says, if there is one. */
    private static void substring(Row row, long from, Answer answer) {
        if (row.size() < 3) {
            answer.of(slice(row.textAt(0), from, Long.MAX_VALUE));
            return;
        }
        long length = row.longAt(2);
        if (length < 0) {
            throw Answer.failure("a substring of length %d", length);
        }
        answer.of(slice(row.textAt(0), from, from + length));
    }

    private static void pad(Row row, boolean left, Answer answer) {
        String text = row.textAt(0);
        long wanted = Math.max(0, row.longAt(1));
        String with = row.textAt(2);
        long missing = wanted - length(text);
        if (missing <= 0 || with.isEmpty()) {
            answer.of(slice(text, 0, wanted));
            return;
        }
        int copies = Math.toIntExact(missing / length(with) + 1);
        String padding = slice(with.repeat(copies), 0, missing);
        answer.of(left ? padding + text : text + padding);
    }

    private static void trim(Row row, boolean left, boolean right, Answer answer) {
        String text = row.textAt(0);
        String characters = row.size() > 1 ? row.textAt(1) : " ";
        int start = 0;
        int end = text.length();
        while (left && start < end && characters.indexOf(text.codePointAt(start)) >= 0) {
            start = text.offsetByCodePoints(start, 1);
        }
        while (right && start < end && characters.indexOf(text.codePointBefore(end)) >= 0) {
            end = text.offsetByCodePoints(end, -1);
        }
        answer.of(text.substring(start, end));
    }

    private static void repeat(Row row, Answer answer) {
        String text = row.textAt(0);
        long copies = Math.max(0, row.longAt(1));
        if (copies * Math.max(1, text.length()) > Integer.MAX_VALUE / 4 || copies > Integer.MAX_VALUE) {
            throw Answer.failure("a text of %d characters %d times", text.length(), copies);
        }
        answer.of(text.repeat((int) copies));
    }

    private static long count(String text, String searched) {
        if (searched.isEmpty()) {
            return 0;
        }
        long count = 0;
        for (int at = text.indexOf(searched); at >= 0; at = text.indexOf(searched, at + searched.length())) {
            count++;
        }
        return count;
    }
}
