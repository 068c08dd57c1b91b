/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import static io.quiver.exec.vector.ColumnType.BOOLEAN;
import static io.quiver.exec.vector.ColumnType.INT;
import static io.quiver.exec.vector.ColumnType.STRING;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares functions of regular expressions with java.util.regex, and parts of split texts with String.split. */
class RegexpsTest {
    private static final String[] LETTERS = {
        "a", "b", "1", "22", " ", ",", "-", "A", "\u00e9", "\u0416", "\uD83D\uDE00", "\n"
    };

    @ParameterizedTest
    @ValueSource(strings = {"[^0-9]", "\\d+", "^[a-z]+", "a", "([a-z]+)([0-9])", "\\s+", "[,-]", "1$", "(?:a)?b(1)?"})
    void equalJavas(String regex) {
        Pattern pattern = Pattern.compile(regex);
        check("rlike", BOOLEAN, row -> pattern.matcher(text(row[0])).find(), regex, STRING, STRING);
        check(
                "regexp_replace",
                STRING,
                row -> pattern.matcher(text(row[0])).replaceAll("x\u00e9<$0>\\$"),
                regex,
                2,
                bytes("x\u00e9<$0>\\$"),
                3,
                1,
                STRING,
                STRING,
                STRING,
                INT);
        int group = pattern.matcher("").groupCount();
        check(
                "regexp_extract",
                STRING,
                row -> extracted(pattern, text(row[0]), group),
                regex,
                2,
                group,
                STRING,
                STRING,
                INT);
    }

    private static String extracted(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() && matcher.group(group) != null ? matcher.group(group) : "";
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\\s+", "[^a-z]", "a"})
    void partsOfSplitTexts(String regex) {
        for (int place : new int[] {0, 1, 3}) {
            check(
                    "split_get",
                    STRING,
                    row -> part(text(row[0]).split(regex, -1), place),
                    regex,
                    2,
                    -1,
                    3,
                    place,
                    STRING,
                    STRING,
                    INT,
                    INT);
        }
        for (int place : new int[] {1, 2, -1, -3}) {
            check(
                    "split_element",
                    STRING,
                    row -> element(text(row[0]).split(regex, -1), place),
                    regex,
                    2,
                    0,
                    3,
                    place,
                    STRING,
                    STRING,
                    INT,
                    INT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "a", "22", "\u00e9", "ab"})
    void partsBetweenDelimiters(String delimiter) {
        for (int place : new int[] {1, 2, 5, -1, -2}) {
            check(
                    "split_part",
                    STRING,
                    row -> {
                        Object part = element(text(row[0]).split(Pattern.quote(delimiter), -1), place);
                        return part == null ? "" : part;
                    },
                    delimiter,
                    2,
                    place,
                    STRING,
                    STRING,
                    INT);
        }
    }

    private static Object element(String[] parts, int place) {
        return part(parts, place > 0 ? place - 1 : parts.length + place);
    }

    private static Object part(String[] parts, int place) {
        return place >= 0 && place < parts.length ? parts[place] : null;
    }

    /** {@code more}: ordinals and constants, then the types of the arguments. */
    private static void check(
            String name, ColumnType result, Function<Object[], Object> oracle, String pattern, Object... more) {
        int constants = 0;
        while (!(more[constants] instanceof ColumnType)) {
            constants += 2;
        }
        ColumnType[] types = new ColumnType[more.length - constants];
        System.arraycopy(more, constants, types, 0, types.length);
        FunctionCheck check = FunctionCheck.of(name, EvaluationMode.LEGACY, result, types)
                .with(1, bytes(pattern))
                .mayDecline()
                .values(RegexpsTest::randomText);
        for (int i = 0; i < constants; i += 2) {
            check = check.with((Integer) more[i], more[i + 1]);
        }
        check.against(row -> {
            if (row[0] == null) {
                return null;
            }
            Object answer = oracle.apply(row);
            return answer instanceof String text ? bytes(text) : answer;
        });
    }

    private static Object randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(9);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return bytes(text.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object value) {
        return new String((byte[]) value, StandardCharsets.UTF_8);
    }
}
