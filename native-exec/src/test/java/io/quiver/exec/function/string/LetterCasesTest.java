/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import static io.quiver.exec.vector.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Compares case mappings of letters beyond ASCII with Java's. The locale does not matter for these letters. */
class LetterCasesTest {
    private static final String[] PIECES = {
        "a",
        "Z",
        " ",
        "@",
        "[",
        "`",
        "{",
        "\u00e9",
        "\u00c9",
        "\u00d7",
        "\u00f7",
        "\u0410",
        "\u044f",
        "\u0401",
        "\u0451",
        "\u040f",
        "\u045f",
        "abcdefgh",
        "\u041f\u0440\u0418\u0432\u0415\u0442"
    };

    @Test
    void everyKnownLetterIsMappedAsJavaMapsIt() {
        int known = 0;
        for (int codePoint = 0x80; codePoint < 0x3000; codePoint++) {
            String letter = Character.toString(codePoint);
            byte[] bytes = letter.getBytes(StandardCharsets.UTF_8);
            if (!LetterCases.areAll(bytes, 0, bytes.length)) {
                continue;
            }
            known++;
            byte[] out = new byte[2];
            LetterCases.lower(bytes, 0, out, 0);
            assertThat(new String(out, StandardCharsets.UTF_8)).isEqualTo(letter.toLowerCase(Locale.ROOT));
            LetterCases.upper(bytes, 0, out, 0);
            assertThat(new String(out, StandardCharsets.UTF_8)).isEqualTo(letter.toUpperCase(Locale.ROOT));
            assertThat(Character.toTitleCase(codePoint))
                    .isEqualTo(letter.toUpperCase(Locale.ROOT).codePointAt(0));
        }
        assertThat(known).isEqualTo(187);
    }

    @Test
    void brokenTextsAreOthers() {
        for (byte[] broken :
                new byte[][] {{(byte) 0xD0}, {(byte) 0xD0, 'a'}, {(byte) 0x80}, {(byte) 0xC1, (byte) 0x81}}) {
            assertThat(LetterCases.areAll(broken, 0, broken.length)).isFalse();
        }
    }

    @Test
    void mixedTextsAreMappedAsJavaMapsThem() {
        check("lower", text -> text.toLowerCase(Locale.ROOT));
        check("upper", text -> text.toUpperCase(Locale.ROOT));
        check("initcap", LetterCasesTest::title);
    }

    private static String title(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        StringBuilder title = new StringBuilder();
        for (int i = 0; i < lower.length(); i++) {
            boolean begins = i == 0 || lower.charAt(i - 1) == ' ';
            title.append(begins ? Character.toTitleCase(lower.charAt(i)) : lower.charAt(i));
        }
        return title.toString();
    }

    private static void check(String function, UnaryOperator<String> oracle) {
        FunctionCheck.of(function, EvaluationMode.LEGACY, STRING, STRING)
                .values(LetterCasesTest::text)
                .against(row -> row[0] == null
                        ? null
                        : oracle.apply(new String((byte[]) row[0], StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static Object text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(9);
        for (int i = 0; i < length; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
