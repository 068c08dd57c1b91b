/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the matches are those of java.util.regex: begin, end and groups of every match. */
class PlainRegexTest {
    private static final long SEED = 20261129;
    /** The parts that a plain expression may have come first. */
    private static final int PLAIN_PARTS = 28;

    private static final String[] PARTS = {
        "a", "b", "-", "\\d", "\\D", "\\s", "\\S", "\\w", "\\W", ".", "[ab]", "[^ab]", "[a-c]", "[^0-9]", "[\\d.]",
        "[^\\s,]", "[\\w-]", "\\.", "@", "[a\\-c]", "[-a]", "\\n", "(", ")", "(?:", "[.]", " ", "1", "|", "[", "]", "{",
        "}", "\\b", "[a&&b]", "[^-a]", "\\\\", "$", "^", "_"
    };
    private static final int PLAIN_QUANTIFIERS = 10;
    private static final String[] QUANTIFIERS = {
        "", "", "", "", "+", "*", "?", "{2}", "{1,2}", "{2,}", "+?", "*+", "??", "{0}", "{,2}"
    };
    private static final String[] LETTERS = {
        "a",
        "b",
        "c",
        "A",
        "-",
        "1",
        "2",
        " ",
        "\n",
        "\r",
        "\r\n",
        ".",
        "@",
        ",",
        "_",
        "\u00e9",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u0416",
        "\uD83D\uDE00",
        "\\"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[^0-9]",
                "\\d+",
                "^([A-Za-z]+)[.]",
                "(\\d+)-(\\d+)",
                "\\s+",
                "^\\d{4}-\\d{2}$",
                "([^@]+)@([^.]+)\\.com",
                "a+b*c?d",
                ".",
                "^[ \\t]*#",
                "[\\w.]+@",
                "[a-zA-Z_][a-zA-Z0-9_]",
                "x{2,3}y",
                "^https?://(?:www\\.)?([^/]+)/.*$",
                "^https?://(www[.])?([^/]+)/.*$",
                "(\\+\\d+ )?\\d+-\\d+",
                "a(b)?(c)?(d)?"
            })
    void patternsOfEveryDayAreKnown(String pattern) {
        assertThat(PlainRegex.parse(pattern)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a|b",
                "a*a",
                "(a)+",
                "a+?",
                "\\bx",
                "(?i)a",
                "[a&&b]",
                "\\1",
                "a$b",
                "\\u0041",
                "\u00e9",
                "\\p{L}",
                "(a",
                "a)",
                "[b-a]",
                "[]",
                "a{2,1}",
                "*a",
                ".*foo",
                "^",
                "$",
                "[a-\\d]",
                "(?<n>a)",
                "(a)??",
                "(a)?+",
                "(a*)?",
                "((a)?b)",
                "((a))?",
                "a?(ab)?",
                "a+(b)?a",
                "(a)?(a)?(a)?(a)?",
                "(a)?+b"
            })
    void otherPatternsAreNot(String pattern) {
        assertThat(PlainRegex.parse(pattern)).isEmpty();
    }

    @Test
    void randomPatternsFindInRandomTextsWhatJavaFinds() {
        Random random = new Random(SEED);
        int known = 0;
        for (int i = 0; i < 60_000; i++) {
            String pattern = pattern(random);
            Optional<PlainRegex> regex = PlainRegex.parse(pattern);
            if (regex.isEmpty()) {
                continue;
            }
            known++;
            assertFindsWhatJavaFinds(regex.get(), pattern, random);
        }
        assertThat(known).isGreaterThan(5_000);
    }

    @Test
    void randomOptionalGroupsFindInRandomTextsWhatJavaFinds() {
        Random random = new Random(SEED + 1);
        int known = 0;
        for (int i = 0; i < 60_000; i++) {
            String pattern = withOptionalGroups(random);
            Optional<PlainRegex> regex = PlainRegex.parse(pattern);
            if (regex.isPresent()) {
                known++;
                assertFindsWhatJavaFinds(regex.get(), pattern, random);
            }
        }
        assertThat(known).isGreaterThan(5_000);
    }

    private static String withOptionalGroups(Random random) {
        StringBuilder pattern = new StringBuilder(random.nextInt(3) == 0 ? "^" : "");
        int parts = 1 + random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            boolean isOptional = random.nextInt(2) == 0;
            pattern.append(isOptional ? random.nextBoolean() ? "(" : "(?:" : "");
            int length = 1 + random.nextInt(2);
            for (int p = 0; p < length; p++) {
                pattern.append(PARTS[random.nextInt(22)]);
                pattern.append(QUANTIFIERS[random.nextInt(PLAIN_QUANTIFIERS)]);
            }
            pattern.append(isOptional ? ")?" : "");
        }
        return pattern.append(random.nextInt(4) == 0 ? "$" : "").toString();
    }

    private static void assertFindsWhatJavaFinds(PlainRegex regex, String pattern, Random random) {
        Pattern java = compiled(pattern);
        for (int t = 0; t < 6; t++) {
            String text = text(random);
            byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
            if (!regex.isUnsureOf(bytes, 1, bytes.length - 1)) {
                assertThat(found(regex, bytes, 1, bytes.length - 1))
                        .as("seed %d, pattern %s, text %s", SEED, pattern, text)
                        .isEqualTo(found(java, text));
            }
        }
    }

    private static Pattern compiled(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException refused) {
            throw new AssertionError("Java refuses " + pattern, refused);
        }
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder(random.nextInt(8) == 0 ? "^" : "");
        int parts = 1 + random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            boolean isPlain = random.nextInt(4) > 0;
            pattern.append(PARTS[random.nextInt(isPlain ? PLAIN_PARTS : PARTS.length)]);
            pattern.append(QUANTIFIERS[random.nextInt(isPlain ? PLAIN_QUANTIFIERS : QUANTIFIERS.length)]);
        }
        return pattern.append(random.nextInt(8) == 0 ? "$" : "").toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private static List<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            for (int group = 0; group <= matcher.groupCount(); group++) {
                found.add(
                        matcher.start(group) < 0
                                ? "missing"
                                : utf8(text, matcher.start(group)) + ":" + utf8(text, matcher.end(group)));
            }
            if (matcher.end() == matcher.start()) {
                break;
            }
        }
        return found;
    }

    private static int utf8(String text, int end) {
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<String> found(PlainRegex regex, byte[] data, int start, int end) {
        List<String> found = new ArrayList<>();
        int from = start;
        for (int next = regex.find(data, start, end, from); next >= 0; next = regex.find(data, start, end, from)) {
            for (int group = 0; group <= regex.groupCount(); group++) {
                found.add(
                        regex.groupStart(group) < 0
                                ? "missing"
                                : (regex.groupStart(group) - start) + ":" + (regex.groupEnd(group) - start));
            }
            from = next;
            if (regex.matchStart() == next) {
                break;
            }
        }
        return found;
    }
}
