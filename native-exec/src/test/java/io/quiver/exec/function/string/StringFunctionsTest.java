/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import static io.quiver.exec.vector.ColumnType.BINARY;
import static io.quiver.exec.vector.ColumnType.BOOLEAN;
import static io.quiver.exec.vector.ColumnType.INT;
import static io.quiver.exec.vector.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StringFunctionsTest {
    private static final String[] PIECES = {"a", "b", "A", "é", "中", "😀", " ", "%", "\n", "_", "\\"};

    @Test
    void lengthsCountCodePointsBytesAndBits() {
        check("length", INT, row -> CodePointList.split(bytes(row[0])).size(), STRING);
        check("length", INT, row -> bytes(row[0]).length, BINARY);
        check("char_length", INT, row -> CodePointList.split(bytes(row[0])).size(), STRING);
        check("octet_length", INT, row -> bytes(row[0]).length, STRING);
        check("bit_length", INT, row -> bytes(row[0]).length * 8, BINARY);
        check("ascii", INT, row -> text(row[0]).isEmpty() ? 0 : text(row[0]).codePointAt(0), STRING);
    }

    @Test
    void substringCountsFromOneOrBackFromTheEnd() {
        check(
                "substring",
                STRING,
                row -> substring(row, CodePointList.split(bytes(row[0])).size()),
                STRING,
                INT,
                INT);
    }

    private static Object substring(Object[] row, int length) {
        int position = (Integer) row[1];
        long from = position > 0 ? position - 1L : position < 0 ? (long) length + position : 0;
        return CodePointList.slice(bytes(row[0]), from, from + (Integer) row[2]);
    }

    @Test
    void trimsTakeSpacesOffTheEnds() {
        check("trim", STRING, row -> text(row[0]).replaceAll("^ +| +\\z", ""), STRING);
        check("ltrim", STRING, row -> text(row[0]).replaceAll("^ +", ""), STRING);
        check("rtrim", STRING, row -> text(row[0]).replaceAll(" +\\z", ""), STRING);
        declining("trim", STRING, STRING, STRING)
                .with(1, "ab".getBytes(StandardCharsets.UTF_8))
                .against(nullable(
                        row -> text(row[0]).replaceAll("^[ab]+|[ab]+\\z", "").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void caseOfAsciiIsMapped() {
        check("upper", STRING, row -> text(row[0]).toUpperCase(java.util.Locale.ROOT), STRING);
        check("lower", STRING, row -> text(row[0]).toLowerCase(java.util.Locale.ROOT), STRING);
    }

    @Test
    void initcapRaisesTheLetterAfterASpaceOnly() {
        check("initcap", STRING, row -> title(text(row[0])), STRING);
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder(text.toLowerCase(java.util.Locale.ROOT));
        for (int i = 0; i < out.length(); i++) {
            if (i == 0 || out.charAt(i - 1) == ' ') {
                out.setCharAt(i, Character.toUpperCase(out.charAt(i)));
            }
        }
        return out.toString();
    }

    @Test
    void testsLookForBytes() {
        check("starts_with", BOOLEAN, row -> text(row[0]).startsWith(text(row[1])), STRING, STRING);
        check("ends_with", BOOLEAN, row -> text(row[0]).endsWith(text(row[1])), STRING, STRING);
        check("contains", BOOLEAN, row -> text(row[0]).contains(text(row[1])), STRING, STRING);
    }

    @Test
    void positionsCountCodePointsFromOne() {
        check("instr", INT, row -> position(row[0], row[1], 1), STRING, STRING);
        for (int start : new int[] {-1, 0, 1, 2, 5, Integer.MAX_VALUE}) {
            declining("locate", INT, STRING, STRING, INT)
                    .with(2, start)
                    .values(StringFunctionsTest::randomText)
                    .against(nullable(row -> position(row[1], row[0], start)));
        }
    }

    private static int position(Object text, Object part, int start) {
        if (start < 1) {
            return 0;
        }
        return bytes(part).length == 0 ? 1 : CodePointList.indexOf(bytes(text), bytes(part), start - 1) + 1;
    }

    @Test
    void likeMatchesAsTheRegularExpressionOfSparkDoes() {
        List<String> patterns = List.of(
                "", "a", "%", "_", "a%", "%a", "%ab%", "a%b", "%a%b%", "a%é%b", "_a%", "%_", "__", "%a_b%", "\\%%",
                "%\\_", "%\\\\", "中_", "%😀%", "a\n%", "%_%a", "aa%aa");
        for (String pattern : patterns) {
            String regex = regex(pattern);
            declining("like", BOOLEAN, STRING, STRING, STRING)
                    .with(1, pattern.getBytes(StandardCharsets.UTF_8))
                    .with(2, "\\".getBytes(StandardCharsets.UTF_8))
                    .values(StringFunctionsTest::randomText)
                    .against(nullable(row -> Pattern.matches(regex, text(row[0]))));
        }
    }

    /** StringUtils.escapeLikeRegex of Spark 4.1.3, for valid patterns. */
    private static String regex(String pattern) {
        StringBuilder out = new StringBuilder("(?s)");
        int[] codePoints = pattern.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            switch (codePoints[i]) {
                case '\\' -> out.append(Pattern.quote(Character.toString(codePoints[++i])));
                case '_' -> out.append('.');
                case '%' -> out.append(".*");
                default -> out.append(Pattern.quote(Character.toString(codePoints[i])));
            }
        }
        return out.toString();
    }

    @Test
    void patternsThatSparkRejectsAreNotCovered() {
        for (String pattern : List.of("a\\", "a\\b", "\uFFFD")) {
            assertThat(LikePattern.parse(pattern, '\\')).isEmpty();
        }
        assertThat(LikePattern.parse("/%_", '/')).isPresent();
    }

    @Test
    void concatIsNullWhereAnyPartIsAndConcatWsLeavesPartsOut() {
        check("concat", STRING, row -> text(row[0]) + text(row[1]) + text(row[2]), STRING, STRING, STRING);
        declining("concat_ws", STRING, STRING, STRING, STRING, STRING)
                .values(StringFunctionsTest::randomText)
                .against(row -> row[0] == null ? null : join(row));
    }

    private static Object join(Object[] row) {
        List<byte[]> parts = new ArrayList<>();
        for (int i = 1; i < row.length; i++) {
            if (row[i] != null) {
                if (!parts.isEmpty()) {
                    parts.add(bytes(row[0]));
                }
                parts.add(bytes(row[i]));
            }
        }
        return CodePointList.join(parts);
    }

    @Test
    void paddingFillsUpOrCutsOff() {
        check("lpad", STRING, row -> pad(row, true), STRING, INT, STRING);
        check("rpad", STRING, row -> pad(row, false), STRING, INT, STRING);
    }

    private static Object pad(Object[] row, boolean left) {
        int width = (Integer) row[1];
        int missing = width - CodePointList.split(bytes(row[0])).size();
        List<byte[]> padding = CodePointList.split(bytes(row[2]));
        if (missing <= 0 || padding.isEmpty()) {
            return CodePointList.slice(bytes(row[0]), 0, width);
        }
        List<byte[]> fill = new ArrayList<>();
        for (int i = 0; i < missing; i++) {
            fill.add(padding.get(i % padding.size()));
        }
        return CodePointList.join(
                left
                        ? List.of(CodePointList.join(fill), bytes(row[0]))
                        : List.of(bytes(row[0]), CodePointList.join(fill)));
    }

    @Test
    void repeatAndReverseGoByCodePoints() {
        check("repeat", STRING, row -> text(row[0]).repeat(Math.max(0, (Integer) row[1])), STRING, INT);
        check(
                "reverse",
                STRING,
                row -> {
                    List<byte[]> characters = CodePointList.split(bytes(row[0]));
                    Collections.reverse(characters);
                    return CodePointList.join(characters);
                },
                STRING);
    }

    @Test
    void replaceAndSubstringIndexFindBytes() {
        check(
                "replace",
                STRING,
                row -> text(row[1]).isEmpty() ? row[0] : text(row[0]).replace(text(row[1]), text(row[2])),
                STRING,
                STRING,
                STRING);
        check("substring_index", STRING, StringFunctionsTest::substringIndex, STRING, STRING, INT);
    }

    private static Object substringIndex(Object[] row) {
        String text = text(row[0]);
        String delimiter = text(row[1]);
        int count = (Integer) row[2];
        if (delimiter.isEmpty() || count == 0) {
            return "";
        }
        int found = count > 0 ? -1 : text.length();
        for (int n = 0; n < Math.abs(count); n++) {
            found = count > 0 ? text.indexOf(delimiter, found + 1) : lastIndexOf(text, delimiter, found - 1);
            if (found < 0) {
                return text;
            }
        }
        return count > 0 ? text.substring(0, found) : text.substring(found + delimiter.length());
    }

    private static int lastIndexOf(String text, String delimiter, int from) {
        return from < 0 ? -1 : text.lastIndexOf(delimiter, from);
    }

    private static void check(String name, ColumnType result, Function<Object[], Object> oracle, ColumnType... types) {
        declining(name, result, types)
                .values(StringFunctionsTest::randomArgument)
                .against(nullable(oracle));
    }

    private static FunctionCheck declining(String name, ColumnType result, ColumnType... types) {
        return FunctionCheck.of(name, EvaluationMode.LEGACY, result, types).mayDecline();
    }

    private static Function<Object[], Object> nullable(Function<Object[], Object> oracle) {
        return row -> {
            if (Arrays.asList(row).contains(null)) {
                return null;
            }
            Object answer = oracle.apply(row);
            return answer instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : answer;
        };
    }

    private static Object randomArgument(Random random, ColumnType type) {
        return type.equals(INT) ? (Object) (random.nextInt(20) - 10) : randomText(random);
    }

    private static Object randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6) == 0 ? random.nextInt(40) : random.nextInt(5);
        int pieces = random.nextBoolean() ? PIECES.length : 3;
        for (int i = 0; i < length; i++) {
            text.append(PIECES[random.nextInt(pieces)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Object value) {
        return (byte[]) value;
    }

    private static String text(Object value) {
        return new String((byte[]) value, StandardCharsets.UTF_8);
    }
}
