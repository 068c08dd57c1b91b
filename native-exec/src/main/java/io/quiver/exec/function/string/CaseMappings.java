/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Maps ASCII texts and texts of {@link LetterCases} to upper, lower and title case. Others decline, for their case depends on
 * Unicode tables and settings. Source: Spark 4.1.3 {@code UTF8String.toUpperCaseAscii},
 * {@code CollationAwareUTF8String.toTitleCaseICU}.
 */
final class CaseMappings {
    static final ScalarFunction UPPER = mapping("upper", "Upper", Case.UPPER);
    static final ScalarFunction LOWER = mapping("lower", "Lower", Case.LOWER);
    static final ScalarFunction INITCAP = mapping("initcap", "InitCap", Case.TITLE);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private enum Case {
        UPPER,
        LOWER,
        TITLE
    }

    private CaseMappings() {}

    private static ScalarFunction mapping(String name, String sparkClass, Case letterCase) {
        return FunctionDefinition.named(name).spark(sparkClass).kernel(signature -> {
            if (!signature.takes(Kind.STRING)) {
                return Optional.empty();
            }
            return Optional.of(NullIntolerantKernel.unary(
                    signature.result(),
                    (text, rowCount, demanded) -> map((BytesColumn) text, rowCount, demanded, letterCase)));
        });
    }

    private static Column map(BytesColumn text, int rowCount, long @Nullable [] demanded, Case letterCase) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        long total = 0;
        for (int i = 0; i < rowCount; i++) {
            total += lengths[i];
        }
        if (total > Integer.MAX_VALUE - 8) {
            throw Declined.batch();
        }
        boolean areUsual = LetterCases.areUsual();
        long[] others = OddTexts.find(
                text,
                rowCount,
                demanded,
                (bytes, start, end) ->
                        areUsual ? !LetterCases.areAll(bytes, start, end) : !CodePoints.isAscii(bytes, start, end));
        if (others != null) {
            throw Declined.rows(others);
        }
        byte[] out = new byte[(int) total];
        int[] outStarts = new int[rowCount];
        int position = 0;
        for (int i = 0; i < rowCount; i++) {
            int length = lengths[i];
            mapAscii(data, starts[i], out, position, length, letterCase);
            if (areUsual && Bitmap.isSet(demanded, i)) {
                mapOthers(data, starts[i], out, position, length, letterCase);
            }
            outStarts[i] = position;
            position += length;
        }
        return new BytesColumn(ColumnType.STRING, rowCount, out, outStarts, lengths, null);
    }

    /** Maps the ASCII bytes among {@code length} bytes. What it makes of other bytes does not matter. */
    private static void mapAscii(byte[] in, int from, byte[] out, int to, int length, Case letterCase) {
        switch (letterCase) {
            case UPPER -> upper(in, from, out, to, length);
            case LOWER -> lower(in, from, out, to, length);
            case TITLE -> title(in, from, out, to, length);
        }
    }

    /** Maps the characters beyond ASCII, all of {@link LetterCases}. */
    private static void mapOthers(byte[] in, int from, byte[] out, int to, int length, Case letterCase) {
        int end = from + length;
        for (int i = CodePoints.asciiEnd(in, from, end); i < end; i++) {
            if (in[i] >= 0) {
                continue;
            }
            int place = to + i - from;
            boolean isUpper = letterCase == Case.UPPER || (letterCase == Case.TITLE && (i == from || in[i - 1] == ' '));
            if (isUpper) {
                LetterCases.upper(in, i, out, place);
            } else {
                LetterCases.lower(in, i, out, place);
            }
            i++;
        }
    }

    private static void upper(byte[] in, int from, byte[] out, int to, int length) {
        int i = 0;
        for (; i <= length - 8; i += 8) {
            long letters = (long) LONGS.get(in, from + i);
            LONGS.set(out, to + i, letters - within(letters, 'a', 'z'));
        }
        for (; i < length; i++) {
            byte letter = in[from + i];
            // negative exactly where 'a' <= letter <= 'z'
            int isLower = ('a' - 1 - letter) & (letter - ('z' + 1));
            out[to + i] = (byte) (letter - (isLower >>> 31 << 5));
        }
    }

    private static void lower(byte[] in, int from, byte[] out, int to, int length) {
        int i = 0;
        for (; i <= length - 8; i += 8) {
            long letters = (long) LONGS.get(in, from + i);
            LONGS.set(out, to + i, letters + within(letters, 'A', 'Z'));
        }
        for (; i < length; i++) {
            byte letter = in[from + i];
            int isUpper = ('A' - 1 - letter) & (letter - ('Z' + 1));
            out[to + i] = (byte) (letter + (isUpper >>> 31 << 5));
        }
    }

    /** 32, the distance of the cases, in each of eight bytes that is one of those letters; else 0. */
    private static long within(long letters, char first, char last) {
        long low = letters & ~HIGH_BITS; // so that no sum goes over into the next byte
        long notBelow = low + ONES * (128 - first);
        long above = low + ONES * (127 - last);
        return (notBelow & ~above & ~letters & HIGH_BITS) >>> 2;
    }

    private static void title(byte[] in, int from, byte[] out, int to, int length) {
        lower(in, from, out, to, length);
        byte previous = ' ';
        for (int i = to; i < to + length; i++) {
            byte letter = out[i];
            if (previous == ' ' && letter >= 'a' && letter <= 'z') {
                out[i] = (byte) (letter - 32);
            }
            previous = letter;
        }
    }
}
