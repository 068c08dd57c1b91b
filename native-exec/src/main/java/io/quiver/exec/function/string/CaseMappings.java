/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Upper, lower and title case of ASCII texts; others decline, for their case depends on Unicode tables and settings.
 * Source: Spark 4.1.3 {@code UTF8String.toUpperCaseAscii}, {@code CollationAwareUTF8String.toTitleCaseICU}.
 */
final class CaseMappings {
    static final ScalarFunction UPPER = mapping("upper", "Upper", CaseMappings::upper);
    static final ScalarFunction LOWER = mapping("lower", "Lower", CaseMappings::lower);
    static final ScalarFunction INITCAP = mapping("initcap", "InitCap", CaseMappings::title);

    /** Maps {@code length} bytes and returns the OR of all of them: negative where one is not ASCII. */
    @FunctionalInterface
    private interface Mapping {
        byte map(byte[] in, int from, byte[] out, int to, int length);
    }

    private CaseMappings() {}

    private static ScalarFunction mapping(String name, String sparkClass, Mapping mapping) {
        return FunctionDefinition.named(name).spark(sparkClass).kernel(signature -> {
            if (!signature.takes(Kind.STRING)) {
                return Optional.empty();
            }
            return Optional.of(NullIntolerantKernel.unary(
                    signature.result(),
                    (text, rowCount, demanded) -> map((BytesColumn) text, rowCount, demanded, mapping)));
        });
    }

    private static Column map(BytesColumn text, int rowCount, long @Nullable [] demanded, Mapping mapping) {
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        long total = 0;
        for (int i = 0; i < rowCount; i++) {
            total += lengths[i];
        }
        if (total > Integer.MAX_VALUE - 8) {
            throw Declined.batch();
        }
        byte[] out = new byte[(int) total];
        int[] outStarts = new int[rowCount];
        int position = 0;
        for (int i = 0; i < rowCount; i++) {
            int length = lengths[i];
            byte all = mapping.map(text.data(), starts[i], out, position, length);
            if (all < 0 && Bitmap.isSet(demanded, i)) {
                throw Declined.batch();
            }
            outStarts[i] = position;
            position += length;
        }
        return new BytesColumn(ColumnType.STRING, rowCount, out, outStarts, lengths, null);
    }

    private static byte upper(byte[] in, int from, byte[] out, int to, int length) {
        byte all = 0;
        for (int i = 0; i < length; i++) {
            byte letter = in[from + i];
            all |= letter;
            // negative exactly where 'a' <= letter <= 'z'
            int isLower = ('a' - 1 - letter) & (letter - ('z' + 1));
            out[to + i] = (byte) (letter - (isLower >>> 31 << 5));
        }
        return all;
    }

    private static byte lower(byte[] in, int from, byte[] out, int to, int length) {
        byte all = 0;
        for (int i = 0; i < length; i++) {
            byte letter = in[from + i];
            all |= letter;
            int isUpper = ('A' - 1 - letter) & (letter - ('Z' + 1));
            out[to + i] = (byte) (letter + (isUpper >>> 31 << 5));
        }
        return all;
    }

    private static byte title(byte[] in, int from, byte[] out, int to, int length) {
        byte all = lower(in, from, out, to, length);
        byte previous = ' ';
        for (int i = to; i < to + length; i++) {
            byte letter = out[i];
            if (previous == ' ' && letter >= 'a' && letter <= 'z') {
                out[i] = (byte) (letter - 32);
            }
            previous = letter;
        }
        return all;
    }
}
