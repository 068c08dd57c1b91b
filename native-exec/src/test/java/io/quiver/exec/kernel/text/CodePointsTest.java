/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether bytes are well-formed UTF-8, against the JDK's decoder. */
final class CodePointsTest {
    private static final long SEED = 63;
    private static final int ROUNDS = 300_000;

    private final Random random = new Random(SEED);

    @Test
    void allPairsAndTriplesOfBytesAtEveryPlaceOfAWord() {
        int[] marks = {
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE
        };
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                for (int place = 0; place < 10; place++) {
                    check(around(place, first, second));
                }
            }
            for (int second : marks) {
                for (int third : marks) {
                    check(around(first % 9, first, second, third));
                    check(around(second % 9, 0xF0 + first % 6, 0x80 + first % 0x40, second, third));
                }
            }
        }
    }

    @Test
    void textsOfAllWidthsWithABrokenByteOrNone() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] text = text(random.nextInt(5));
            if (text.length > 0 && random.nextBoolean()) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            }
            check(random.nextInt(4) == 0 ? Arrays.copyOf(text, random.nextInt(text.length + 1)) : text);
        }
    }

    @Test
    void onlyTheBytesOfTheRangeCount() {
        byte[] data = "ж".repeat(20).getBytes(StandardCharsets.UTF_8);
        assertThat(CodePoints.isValid(data, 2, 38)).isTrue();
        assertThat(CodePoints.isValid(data, 1, 38)).isFalse();
        assertThat(CodePoints.isValid(data, 2, 37)).isFalse();
        assertThat(CodePoints.isValid(data, 1, 1)).isTrue();
    }

    private void check(byte[] bytes) {
        int before = random.nextInt(3);
        byte[] data = new byte[before + bytes.length + 9];
        Arrays.fill(data, (byte) 0x80);
        System.arraycopy(bytes, 0, data, before, bytes.length);
        if (CodePoints.isValid(data, before, before + bytes.length) != isDecoded(bytes)) {
            assertThat(CodePoints.isValid(data, before, before + bytes.length))
                    .as("%s, seed %d", HexFormat.of().formatHex(bytes), SEED)
                    .isEqualTo(isDecoded(bytes));
        }
    }

    private static boolean isDecoded(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** The bytes among ASCII, behind as many as {@code place}. */
    private static byte[] around(int place, int... bytes) {
        byte[] text = new byte[20];
        Arrays.fill(text, (byte) 'x');
        for (int i = 0; i < bytes.length; i++) {
            text[place + i] = (byte) bytes[i];
        }
        return text;
    }

    /** Characters of {@code widest} bytes and less, most of one kind beside each other. */
    private byte[] text(int widest) {
        StringBuilder text = new StringBuilder();
        int[][] ranges = {{'a', 'z'}, {0x80, 0x7FF}, {0x800, 0xFFFF}, {0x10000, 0x10FFFF}};
        int count = random.nextInt(40);
        int[] range = ranges[0];
        while (text.length() < count) {
            if (random.nextInt(4) == 0) {
                range = ranges[widest == 0 ? 0 : random.nextInt(widest)];
            }
            int point = range[0] + random.nextInt(range[1] - range[0] + 1);
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                text.appendCodePoint(point);
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
