/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A LIKE pattern in parts: UTF-8 bytes to match literally, and wildcards between them. {@code symbols[i]} is a byte (0 to 255),
 * {@link #ANY_ONE} or {@link #ANY_RUN}.
 */
record LikePattern(int[] symbols) {
    /** {@code _}: any one code point. */
    static final int ANY_ONE = 256;
    /** {@code %}: any code points, or none. */
    static final int ANY_RUN = 257;

    private static final int REPLACEMENT_CHARACTER = 0xFFFD;

    /**
     * Parses a pattern. Empty where Spark raises an error for it, and where it names the replacement character, which Spark
     * also finds in malformed text.
     */
    static Optional<LikePattern> parse(String pattern, char escape) {
        int[] codePoints = pattern.codePoints().toArray();
        List<Integer> symbols = new ArrayList<>();
        for (int i = 0; i < codePoints.length; i++) {
            int symbol = codePoints[i];
            if (symbol == escape) {
                i++;
                if (i == codePoints.length
                        || (codePoints[i] != '_' && codePoints[i] != '%' && codePoints[i] != escape)) {
                    return Optional.empty();
                }
                symbol = codePoints[i];
            } else if (symbol == '_' || symbol == '%') {
                symbols.add(symbol == '_' ? ANY_ONE : ANY_RUN);
                continue;
            }
            if (symbol == REPLACEMENT_CHARACTER || (symbol >= 0xD800 && symbol <= 0xDFFF)) {
                return Optional.empty();
            }
            for (byte literal : Character.toString(symbol).getBytes(StandardCharsets.UTF_8)) {
                symbols.add(literal & 0xFF);
            }
        }
        return Optional.of(
                new LikePattern(symbols.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** The quickest way to match this pattern. */
    LikeMatcher matcher() {
        for (int symbol : symbols) {
            if (symbol == ANY_ONE) {
                return LikeMatcher.general(symbols);
            }
        }
        List<byte[]> pieces = pieces();
        return pieces.size() == 1 ? LikeMatcher.equal(pieces.get(0)) : LikeMatcher.pieces(pieces);
    }

    /** The literals between runs: always one more than there are runs. The first and the last may be empty. */
    private List<byte[]> pieces() {
        List<byte[]> pieces = new ArrayList<>();
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        for (int symbol : symbols) {
            if (symbol == ANY_RUN) {
                pieces.add(piece.toByteArray());
                piece.reset();
            } else {
                piece.write(symbol);
            }
        }
        pieces.add(piece.toByteArray());
        return pieces;
    }
}
