/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.hash;

import static io.quiver.exec.vector.ColumnType.BINARY;
import static io.quiver.exec.vector.ColumnType.INT;
import static io.quiver.exec.vector.ColumnType.LONG;
import static io.quiver.exec.vector.ColumnType.STRING;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Compares digests with the JDK's, and character replacement in text with Java's strings. */
class DigestsTest {
    @Test
    void digestsAreTheJdks() {
        check("md5", STRING, row -> hex("MD5", row[0]), BINARY);
        check("sha1", STRING, row -> hex("SHA-1", row[0]), BINARY);
        FunctionCheck.of("sha2", EvaluationMode.LEGACY, STRING, BINARY, INT)
                .with(1, 384)
                .mayDecline()
                .against(row -> row[0] == null ? null : hex("SHA-384", row[0]));
        check("crc32", LONG, DigestsTest::crc32, BINARY);
    }

    @Test
    void bytesAndNumbersAreHexadecimal() {
        check("hex", STRING, row -> bytes(HexFormat.of().withUpperCase().formatHex((byte[]) row[0])), BINARY);
        check("hex", STRING, row -> bytes(Long.toHexString((Long) row[0]).toUpperCase(Locale.ROOT)), LONG);
    }

    @Test
    void numbersHaveTheirBinaryDigits() {
        check("bin", STRING, row -> bytes(Long.toBinaryString((Long) row[0])), LONG);
    }

    @Test
    void charactersAreTranslated() {
        FunctionCheck.of("translate", EvaluationMode.LEGACY, STRING, STRING, STRING, STRING)
                .with(1, bytes("abca "))
                .with(2, bytes("xyzw"))
                .values(random -> bytes("ab\u00e9 c".repeat(random.nextInt(4)).substring(random.nextInt(1))))
                .mayDecline()
                .against(row ->
                        row[0] == null ? null : bytes(translated(new String((byte[]) row[0], StandardCharsets.UTF_8))));
    }

    private static String translated(String text) {
        return text.replace('a', 'x').replace('b', 'y').replace('c', 'z').replace(" ", "");
    }

    private static Object hex(String algorithm, Object value) {
        try {
            return bytes(HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest((byte[]) value)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Object crc32(Object[] row) {
        CRC32 checksum = new CRC32();
        checksum.update((byte[]) row[0]);
        return checksum.getValue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void check(String name, ColumnType result, Function<Object[], Object> oracle, ColumnType type) {
        FunctionCheck.of(name, EvaluationMode.LEGACY, result, type)
                .mayDecline()
                .against(row -> row[0] == null ? null : oracle.apply(row));
    }
}
