/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JsonPathsTest {
    private static final String ODD = "odd";

    /** What is found of each path; {@link #ODD} alone where the text is. */
    private static List<@Nullable String> found(JsonPaths.Choice choice, String text, String... paths) {
        JsonPaths tree = new JsonPaths(
                Stream.of(paths).map(path -> JsonPath.parse(path).orElseThrow()).toList(), choice);
        byte[] data = ("..\"" + text + "\"..").getBytes(StandardCharsets.UTF_8);
        tree.finds().clear(1);
        if (!tree.read(0, data, 3, data.length - 3)) {
            return List.of(ODD);
        }
        @Nullable String[] values = new @Nullable String[paths.length];
        for (int i = 0; i < values.length; i++) {
            BytesColumn column = tree.finds().column(i, ColumnType.STRING, data);
            values[i] = column.isNull(0) ? null : column.string(0);
        }
        return Arrays.asList(values);
    }

    private static @Nullable String first(String text, String path) {
        return found(JsonPaths.Choice.FIRST, text, path).get(0);
    }

    @Test
    void severalPathsAreFoundInOnePass() {
        String text = "{\"a\": {\"b\": 1, \"c\": [true, {\"d\": \"deep\"}]}, \"e\" : \"x\"}";
        assertThat(found(
                        JsonPaths.Choice.FIRST,
                        text,
                        "$.a.b",
                        "$.a",
                        "$.a.c[1].d",
                        "$['e']",
                        "$.a.c[0]",
                        "$.f",
                        "$.a.b.c"))
                .containsExactly("1", "{\"b\":1,\"c\":[true,{\"d\":\"deep\"}]}", "deep", "x", "true", null, null);
    }

    @Test
    void theFirstOrTheLastFieldOfANameCounts() {
        String text = "{\"a\":null,\"a\":1,\"a\":\"two\",\"a\":null}";
        assertThat(found(JsonPaths.Choice.FIRST, text, "$.a")).containsExactly("1");
        assertThat(found(JsonPaths.Choice.LAST, text, "$.a")).containsExactly("two");
    }

    @Test
    void whatIsInEachElementIsAnArrayOrASingleValue() {
        String text = "{\"a\": [{\"b\": \"x\"}, {\"b\": null}, 5, {\"c\": [ 1.50 ]}, {\"b\": \"\\u0041 😀\"}]}";
        assertThat(found(JsonPaths.Choice.FIRST, text, "$.a[*].b", "$.a[*].c", "$.a[*].c[0]", "$.a[*].d", "$[*]"))
                .containsExactly("[\"x\",\"A 😀\"]", "[1.5]", "1.5", null, null);
        assertThat(first("[null]", "$[*]")).isEqualTo("null");
        assertThat(first("[]", "$[*]")).isNull();
        assertThat(first("[\"x\"]", "$[*]")).isEqualTo("\"x\"");
        assertThat(first("{\"a\": [1], \"a\": [{\"b\": 1}, {\"b\": 2}]}", "$.a[*].b"))
                .isEqualTo("[1,2]");
    }

    @Test
    void aNullElementIsAWordAndANullFieldIsNone() {
        assertThat(first("[null, 1]", "$[0]")).isEqualTo("null");
        assertThat(first("null", "$")).isEqualTo("null");
        assertThat(first("{\"a\": null}", "$.a")).isNull();
    }

    @Test
    void valuesAreWrittenAsJacksonDoes() {
        assertThat(first("{\"a\": -0}", "$.a")).isEqualTo("0");
        assertThat(first("{\"a\": -0.0}", "$.a")).isEqualTo("-0.0");
        assertThat(first("{\"a\": 1.50}", "$.a")).isEqualTo("1.5");
        assertThat(first("{\"a\": 1e2}", "$.a")).isEqualTo("100.0");
        assertThat(first("{\"a\": [ 12345678.5 , \"\\/\\u0041\\u001f\\n\" ]}", "$.a"))
                .isEqualTo("[1.23456785E7,\"/A\\u001F\\n\"]");
        assertThat(first("{\"a\": \"\\u00e9\\ud83d\\ude00\"}", "$.a")).isEqualTo("é😀");
    }

    @Test
    void whatOnlyJacksonKnowsIsOdd() {
        for (String value : List.of(
                "1e400", "[\"😀\"]", "[\"\\ud83d\\ude00\"]", "\"\\ud83d\"", "01", "'x'", "tru", "NaN", "[1,]")) {
            assertThat(found(JsonPaths.Choice.FIRST, "{\"a\":" + value + "}", "$.a"))
                    .as(value)
                    .containsExactly(ODD);
        }
        assertThat(found(JsonPaths.Choice.FIRST, "{\"\\u0061\":1}", "$.a")).containsExactly(ODD);
        assertThat(found(JsonPaths.Choice.FIRST, "{\"a\":1", "$.a")).containsExactly(ODD);
        assertThat(found(JsonPaths.Choice.FIRST, "1 x", "$")).containsExactly(ODD);
    }

    @Test
    void whatFollowsAnObjectAndWhatIsNoneMattersNot() {
        assertThat(first("{\"a\":1} tail", "$.a")).isEqualTo("1");
        assertThat(first("no json", "$.a")).isNull();
        assertThat(first("[1", "$.a")).isNull();
        assertThat(first(" ", "$")).isNull();
    }

    @Test
    void namesThatAreEscapedInTextAreNotFoundAsTheyAre() {
        assertThat(found(JsonPaths.Choice.FIRST, "{\"a\\b\":1}", "$.a\\b")).containsExactly(ODD);
        assertThat(found(JsonPaths.Choice.FIRST, "{\"a\"b\":1}", "$.a\"b")).containsExactly(ODD);
    }

    @Test
    void pathsOfSeveralValuesOrWithBlanksAreSparks() {
        for (String path : List.of(
                "",
                "a",
                "$a",
                "$.",
                "$..a",
                "$.*",
                "$[*][*]",
                "$[0][*]",
                "$.a[*].b[*]",
                "$['*']",
                "$. a",
                "$.a ",
                "$[ 0]",
                "$[a]",
                "$['a'",
                "$[-1]")) {
            assertThat(JsonPath.parse(path)).as(path).isEmpty();
        }
        for (String path : List.of(
                "$",
                "$.a",
                "$.a b",
                "$['a.b']",
                "$[0][12]",
                "$[*]",
                "$.a[*].b[0]",
                "$[0].a[*]",
                "$.ü",
                "$.a]",
                "$.it's")) {
            assertThat(JsonPath.parse(path)).as(path).isPresent();
        }
    }

    /** Fractions are copied as they stand where that is what a double's text would be. */
    @Test
    void fractionsAreThoseOfDoubles() {
        Random random = new Random(Long.getLong("json.seed", 5));
        for (int i = 0; i < 300_000; i++) {
            String digits = Long.toString(random.nextLong() >>> 1 + random.nextInt(62));
            int point = random.nextInt(Math.min(digits.length(), 8) + 1);
            String text = (random.nextBoolean() ? "-" : "")
                    + (point == 0 ? "0" : digits.substring(0, point))
                    + "."
                    + "0".repeat(random.nextInt(4))
                    + (point == digits.length() ? "0" : digits.substring(point));
            assertThat(first("[" + text + "]", "$[0]")).isEqualTo(Double.toString(Double.parseDouble(text)));
        }
    }
}
