/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.hash;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.text.BytesOutput;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.LongColumn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Computes digests of bytes as hexadecimal text, hexadecimal text of bytes and numbers, and the binary digits of numbers.
 * Source: Spark 4.1.3 {@code Md5}, {@code Sha1}, {@code Sha2}, {@code Crc32}, {@code Hex}, {@code Bin}.
 */
final class Digests {
    static final ScalarFunction MD5 =
            FunctionDefinition.named("md5").spark("Md5").kernel(signature -> digest(signature, "MD5"));
    static final ScalarFunction SHA1 =
            FunctionDefinition.named("sha1").spark("Sha1").kernel(signature -> digest(signature, "SHA-1"));
    static final ScalarFunction SHA2 =
            FunctionDefinition.named("sha2").spark("Sha2").kernel(Digests::sha2);
    static final ScalarFunction CRC_32 =
            FunctionDefinition.named("crc32").spark("Crc32").kernel(Digests::crc32);
    static final ScalarFunction HEX =
            FunctionDefinition.named("hex").spark("Hex").kernel(Digests::hex);
    static final ScalarFunction BIN =
            FunctionDefinition.named("bin").spark("Bin").total().kernel(Digests::bin);

    private static final byte[] LOWER = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UPPER = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private Digests() {}

    private static Optional<Kernel> digest(Signature signature, String algorithm) {
        return signature.takes(Kind.BINARY) ? Optional.of(digest(signature.result(), algorithm)) : Optional.empty();
    }

    private static Optional<Kernel> sha2(Signature signature) {
        if (!signature.takes(Kind.BINARY, Kind.INT)) {
            return Optional.empty();
        }
        return signature
                .integer(1)
                .flatMap(bits -> switch (bits) {
                    case 0, 256 -> Optional.of("SHA-256");
                    case 224, 384, 512 -> Optional.of("SHA-" + bits);
                    default -> Optional.empty();
                })
                .map(algorithm -> digest(signature.result(), algorithm));
    }

    private static Kernel digest(ColumnType result, String algorithm) {
        MessageDigest digest = digest(algorithm);
        int width = 2 * digest.getDigestLength();
        return NullIntolerantKernel.naryOverConstants(result, (arguments, rowCount, demanded) -> {
            BytesColumn bytes = (BytesColumn) arguments[0].flat();
            BytesOutput out = new BytesOutput(rowCount, (long) width * rowCount);
            for (int i = 0; i < rowCount; i++) {
                if (Bitmap.isSet(demanded, i)) {
                    digest.update(bytes.data(), bytes.starts()[i], bytes.lengths()[i]);
                    byte[] made = digest.digest();
                    writeHex(made, 0, made.length, LOWER, out);
                    out.endRow(i);
                }
            }
            return out.column(ColumnType.STRING, null);
        });
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static Optional<Kernel> crc32(Signature signature) {
        if (!signature.takes(Kind.BINARY)) {
            return Optional.empty();
        }
        CRC32 checksum = new CRC32();
        return Optional.of(NullIntolerantKernel.unary(signature.result(), (column, rowCount, demanded) -> {
            BytesColumn bytes = (BytesColumn) column;
            long[] out = new long[rowCount];
            for (int i = 0; i < rowCount; i++) {
                checksum.reset();
                checksum.update(bytes.data(), bytes.starts()[i], bytes.lengths()[i]);
                out[i] = checksum.getValue();
            }
            return new LongColumn(ColumnType.LONG, rowCount, out, null);
        }));
    }

    private static Optional<Kernel> hex(Signature signature) {
        if (signature.takes(Kind.LONG)) {
            return Optional.of(NullIntolerantKernel.unary(
                    signature.result(), (column, rowCount, demanded) -> digits((LongColumn) column, rowCount, 4)));
        }
        return signature.takes(Kind.BINARY) || signature.takes(Kind.STRING)
                ? Optional.of(NullIntolerantKernel.unary(
                        signature.result(),
                        (column, rowCount, demanded) -> hex((BytesColumn) column, rowCount, demanded)))
                : Optional.empty();
    }

    private static Optional<Kernel> bin(Signature signature) {
        return signature.takes(Kind.LONG)
                ? Optional.of(NullIntolerantKernel.unary(
                        signature.result(), (column, rowCount, demanded) -> digits((LongColumn) column, rowCount, 1)))
                : Optional.empty();
    }

    /** Writes the digits of unsigned numbers, each of which stands for {@code bitsPerDigit} bits. */
    private static Column digits(LongColumn numbers, int rowCount, int bitsPerDigit) {
        BytesOutput out = new BytesOutput(rowCount, 8L * rowCount);
        int mask = (1 << bitsPerDigit) - 1;
        for (int i = 0; i < rowCount; i++) {
            long number = numbers.values()[i];
            int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(number));
            int count = (bits + bitsPerDigit - 1) / bitsPerDigit;
            byte[] room = out.room(count);
            int position = out.position();
            for (int digit = count - 1; digit >= 0; digit--) {
                room[position++] = UPPER[(int) (number >>> bitsPerDigit * digit) & mask];
            }
            out.advanceTo(position);
            out.endRow(i);
        }
        return out.column(ColumnType.STRING, null);
    }

    private static Column hex(BytesColumn bytes, int rowCount, long @Nullable [] demanded) {
        BytesOutput out = new BytesOutput(rowCount, 2 * bytes.totalLength());
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(demanded, i)) {
                writeHex(bytes.data(), bytes.starts()[i], bytes.lengths()[i], UPPER, out);
                out.endRow(i);
            }
        }
        return out.column(ColumnType.STRING, null);
    }

    private static void writeHex(byte[] data, int start, int length, byte[] digits, BytesOutput out) {
        byte[] room = out.room(2L * length);
        int position = out.position();
        for (int i = start; i < start + length; i++) {
            room[position++] = digits[data[i] >> 4 & 0xF];
            room[position++] = digits[data[i] & 0xF];
        }
        out.advanceTo(position);
    }
}
