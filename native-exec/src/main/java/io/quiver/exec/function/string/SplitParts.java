/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.text.BytesSearch;
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.kernel.text.PlainRegex;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds one part of a split text without the array of all parts: {@code split(text, regex, limit)[i]},
 * {@code element_at(split(...), i)}, {@code split_part(text, delimiter, i)}. Texts that are not well-formed are left to Spark's
 * code. Source: Spark 4.1.3 {@code StringSplit}, {@code StringSplitSQL}, {@code GetArrayItem}, {@code ElementAt},
 * {@code UTF8String.split}.
 */
final class SplitParts {
    /** Arguments: text, regular expression, limit, place from 0 on. */
    static final ScalarFunction GET = FunctionDefinition.named("split_get").kernel(SplitParts::get);
    /** Arguments: text, regular expression, limit, place from 1 on or from -1 backwards. */
    static final ScalarFunction ELEMENT =
            FunctionDefinition.named("split_element").kernel(SplitParts::element);
    /** Arguments: text, delimiter, place from 1 on or from -1 backwards; empty where there is no such part. */
    static final ScalarFunction PART = FunctionDefinition.named("split_part").kernel(SplitParts::part);

    /** The result where a text has too few parts. */
    private enum Missing {
        NULL,
        EMPTY,
        ERROR
    }

    /** Finds delimiters: the next one in {@code [from, end)} of the text that begins at {@code start}. */
    private interface Delimiters {
        /** The end of the next one, or -1. */
        int next(byte[] data, int start, int end, int from);

        /** Where that one began. */
        int begin();

        default boolean isUnsureOf(byte[] data, int start, int end) {
            return false;
        }
    }

    private SplitParts() {}

    private static Optional<Kernel> get(Signature signature) {
        return overRegex(signature).flatMap(delimiters -> signature
                .integer(3)
                .filter(place -> place >= 0 && place < Integer.MAX_VALUE)
                .map(place -> kernel(signature, delimiters, place, missing(signature))));
    }

    private static Optional<Kernel> element(Signature signature) {
        return overRegex(signature).flatMap(delimiters -> signature
                .integer(3)
                .filter(place -> place != 0 && place != Integer.MIN_VALUE)
                .map(place -> kernel(signature, delimiters, place > 0 ? place - 1 : place, missing(signature))));
    }

    private static Missing missing(Signature signature) {
        return signature.mode() == EvaluationMode.ANSI ? Missing.ERROR : Missing.NULL;
    }

    private static Optional<Kernel> part(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.STRING, Kind.INT)) {
            return Optional.empty();
        }
        Optional<byte[]> delimiter =
                signature.bytes(1).filter(bytes -> bytes.length > 0 && CodePoints.isValid(bytes, 0, bytes.length));
        return delimiter.flatMap(bytes -> signature
                .integer(2)
                .filter(place -> place != 0 && place != Integer.MIN_VALUE)
                .map(place -> kernel(signature, plain(bytes), place > 0 ? place - 1 : place, Missing.EMPTY)));
    }

    /** Covers limits that keep all parts: 0 is -1 to Spark. */
    private static Optional<Delimiters> overRegex(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.STRING, Kind.INT, Kind.INT)
                || signature.integer(2).filter(limit -> limit <= 0).isEmpty()) {
            return Optional.empty();
        }
        return signature
                .text(1)
                .flatMap(PlainRegex::parse)
                .filter(PlainRegex::takesCharacters)
                .map(SplitParts::regex);
    }

    private static Delimiters regex(PlainRegex regex) {
        return new Delimiters() {
            @Override
            public int next(byte[] data, int start, int end, int from) {
                return regex.find(data, start, end, from);
            }

            @Override
            public int begin() {
                return regex.matchStart();
            }

            @Override
            public boolean isUnsureOf(byte[] data, int start, int end) {
                return regex.isUnsureOf(data, start, end);
            }
        };
    }

    private static Delimiters plain(byte[] delimiter) {
        return new Delimiters() {
            private int begin;

            @Override
            public int next(byte[] data, int start, int end, int from) {
                begin = BytesSearch.find(data, from, end, delimiter);
                return begin < 0 ? -1 : begin + delimiter.length;
            }

            @Override
            public int begin() {
                return begin;
            }
        };
    }

    private static Kernel kernel(Signature signature, Delimiters delimiters, int place, Missing missing) {
        return NullIntolerantKernel.naryOverConstants(
                signature.result(),
                (arguments, rowCount, demanded) ->
                        parts((BytesColumn) arguments[0].flat(), delimiters, place, missing, rowCount, demanded));
    }

    private static Column parts(
            BytesColumn text,
            Delimiters delimiters,
            int place,
            Missing missing,
            int rowCount,
            long @Nullable [] demanded) {
        byte[] data = text.data();
        long[] odd = OddTexts.find(
                text,
                rowCount,
                demanded,
                (bytes, start, end) ->
                        !CodePoints.isValid(bytes, start, end) || delimiters.isUnsureOf(bytes, start, end));
        int[] starts = new int[rowCount];
        int[] lengths = new int[rowCount];
        long[] none = null;
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i) || (odd != null && Bitmap.get(odd, i))) {
                continue;
            }
            int start = text.starts()[i];
            int end = start + text.lengths()[i];
            int wanted = place >= 0 ? place : count(delimiters, data, start, end) + place;
            starts[i] = wanted < 0 ? -1 : begin(delimiters, data, start, end, wanted);
            if (starts[i] >= 0) {
                int next = delimiters.next(data, start, end, starts[i]);
                lengths[i] = (next < 0 ? end : delimiters.begin()) - starts[i];
                continue;
            }
            starts[i] = 0;
            none = none == null ? Bitmap.zeros(rowCount) : none;
            Bitmap.set(none, i);
        }
        if (none != null && missing == Missing.ERROR) {
            odd = odd == null ? none : Bitmap.or(odd, none, rowCount);
        }
        if (odd != null) {
            throw Declined.rows(odd);
        }
        long[] validity = none != null && missing == Missing.NULL ? Bitmap.not(none, rowCount) : null;
        return new BytesColumn(text.type(), rowCount, data, starts, lengths, validity);
    }

    /** How many parts the text has. */
    private static int count(Delimiters delimiters, byte[] data, int start, int end) {
        int count = 1;
        for (int from = delimiters.next(data, start, end, start); from >= 0; ) {
            count++;
            from = delimiters.next(data, start, end, from);
        }
        return count;
    }

    /** Where a part begins; -1 where there is none. */
    private static int begin(Delimiters delimiters, byte[] data, int start, int end, int place) {
        int from = start;
        for (int part = 0; part < place && from >= 0; part++) {
            from = delimiters.next(data, start, end, from);
        }
        return from;
    }
}
