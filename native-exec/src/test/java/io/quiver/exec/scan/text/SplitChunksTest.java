/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that each line is in exactly one split, in order, however a file is split. */
final class SplitChunksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nbc\n\ndef\nghij\n",
                "a\r\nbc\r\n\r\ndef\r\nghij",
                "a\rbc\r\rdef\rghij\r",
                "a\n\rb\r\r\nc\n\n\r\rd",
                "\uFEFFa\nb\r\n",
                "\n",
                "\r\n\r\n",
                "one line",
                "\uFEFF",
                ""
            })
    void eachLineIsInOneSplit(String text) throws IOException {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        List<String> lines = lines(file, 0, file.length, 1000, false);
        assertThat(String.join("|", lines)).isEqualTo(expected(text));
        for (int pieceBytes : new int[] {1, 2, 3, 1000}) {
            for (int first = 1; first < file.length; first++) {
                for (int second = first; second < file.length; second++) {
                    List<String> parts = new ArrayList<>(lines(file, 0, first, pieceBytes, true));
                    if (second > first) {
                        parts.addAll(lines(file, first, second, pieceBytes, false));
                    }
                    parts.addAll(lines(file, second, file.length, pieceBytes, true));
                    assertThat(parts).as("cut at %d and %d", first, second).isEqualTo(lines);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void linesWithinASplitAreHandedOutBeforeItsEndIsPassed(int splitEnd) throws IOException {
        InputStream in = new ByteArrayInputStream("a\nb\nc\nd\n".getBytes(StandardCharsets.UTF_8));
        try (SplitChunks chunks = new SplitChunks(in, 0, splitEnd, 1000, false)) {
            assertThat(chunks.next()).isNotNull();
            assertThat(in.available()).isEqualTo(8 - splitEnd);
        }
    }

    private static String expected(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String[] lines = plain.split("\r\n|\r|\n", -1);
        boolean endsWithLine = plain.isEmpty() || plain.endsWith("\n") || plain.endsWith("\r");
        List<String> all = List.of(lines);
        return String.join("|", endsWithLine ? all.subList(0, all.size() - 1) : all);
    }

    private static List<String> lines(byte[] file, int start, int end, int pieceBytes, boolean isReused)
            throws IOException {
        List<String> lines = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(file, start, file.length - start);
        try (SplitChunks chunks = new SplitChunks(in, start, end, pieceBytes, isReused)) {
            for (TextChunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                String text =
                        new String(chunk.data(), chunk.start(), chunk.end() - chunk.start(), StandardCharsets.UTF_8);
                for (String line : text.split("(?<=\n)|(?<=\r)(?!\n)")) {
                    lines.add(line.replaceAll("[\r\n]", ""));
                }
            }
        }
        return lines;
    }
}
