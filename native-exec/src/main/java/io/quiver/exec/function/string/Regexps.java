/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.text.BytesOutput;
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.kernel.text.PlainRegex;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates constant regular expressions of the kind that {@link PlainRegex} knows. Texts that are not well-formed are left to
 * Spark's code, which replaces what it cannot decode. Source: Spark 4.1.3 {@code RLike}, {@code RegExpReplace},
 * {@code RegExpExtract}.
 */
final class Regexps {
    static final ScalarFunction RLIKE =
            FunctionDefinition.named("rlike").spark("RLike").kernel(Regexps::rlike);
    static final ScalarFunction REPLACE =
            FunctionDefinition.named("regexp_replace").spark("RegExpReplace").kernel(Regexps::replace);
    static final ScalarFunction EXTRACT =
            FunctionDefinition.named("regexp_extract").spark("RegExpExtract").kernel(Regexps::extract);

    private Regexps() {}

    private static Optional<Kernel> rlike(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.STRING)) {
            return Optional.empty();
        }
        return regex(signature)
                .map(regex -> NullIntolerantKernel.naryOverConstants(
                        signature.result(),
                        (arguments, rowCount, demanded) ->
                                matches((BytesColumn) arguments[0].flat(), regex, rowCount, demanded)));
    }

    private static Optional<PlainRegex> regex(Signature signature) {
        return signature.text(1).flatMap(PlainRegex::parse);
    }

    private static void requireSure(BytesColumn text, PlainRegex regex, int rowCount, long @Nullable [] demanded) {
        long[] odd = OddTexts.find(
                text,
                rowCount,
                demanded,
                (data, start, end) -> !CodePoints.isValid(data, start, end) || regex.isUnsureOf(data, start, end));
        if (odd != null) {
            throw Declined.rows(odd);
        }
    }

    private static Column matches(BytesColumn text, PlainRegex regex, int rowCount, long @Nullable [] demanded) {
        requireSure(text, regex, rowCount, demanded);
        long[] out = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            int start = text.starts()[i];
            if (Bitmap.isSet(demanded, i) && regex.find(text.data(), start, start + text.lengths()[i], start) >= 0) {
                Bitmap.set(out, i);
            }
        }
        return new BooleanColumn(rowCount, out, null);
    }

    private static Optional<Kernel> replace(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.STRING, Kind.STRING, Kind.INT)
                || signature.integer(3).filter(from -> from == 1).isEmpty()) {
            return Optional.empty();
        }
        return regex(signature).filter(PlainRegex::takesCharacters).flatMap(regex -> signature
                .text(2)
                .flatMap(text -> Replacement.parse(text, regex.groupCount()))
                .map(replacement -> NullIntolerantKernel.naryOverConstants(
                        signature.result(),
                        (arguments, rowCount, demanded) ->
                                replaced((BytesColumn) arguments[0].flat(), regex, replacement, rowCount, demanded))));
    }

    private static Column replaced(
            BytesColumn text, PlainRegex regex, Replacement replacement, int rowCount, long @Nullable [] demanded) {
        requireSure(text, regex, rowCount, demanded);
        BytesOutput out = new BytesOutput(rowCount, text.totalLength());
        byte[] data = text.data();
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            int start = text.starts()[i];
            int end = start + text.lengths()[i];
            int from = start;
            for (int found = regex.find(data, start, end, from);
                    found >= 0;
                    found = regex.find(data, start, end, from)) {
                out.append(data, from, regex.matchStart() - from);
                replacement.appendTo(out, data, regex);
                from = found;
            }
            out.append(data, from, end - from);
            out.endRow(i);
        }
        return out.column(text.type(), null);
    }

    private static Optional<Kernel> extract(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.STRING, Kind.INT)) {
            return Optional.empty();
        }
        return regex(signature).flatMap(regex -> signature
                .integer(2)
                .filter(group -> group >= 0 && group <= regex.groupCount())
                .map(group -> NullIntolerantKernel.naryOverConstants(
                        signature.result(),
                        (arguments, rowCount, demanded) ->
                                extracted((BytesColumn) arguments[0].flat(), regex, group, rowCount, demanded))));
    }

    private static Column extracted(
            BytesColumn text, PlainRegex regex, int group, int rowCount, long @Nullable [] demanded) {
        requireSure(text, regex, rowCount, demanded);
        int[] starts = new int[rowCount];
        int[] lengths = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            int start = text.starts()[i];
            if (Bitmap.isSet(demanded, i) && regex.find(text.data(), start, start + text.lengths()[i], start) >= 0) {
                // a group that is missing has no length
                lengths[i] = regex.groupEnd(group) - regex.groupStart(group);
                starts[i] = Math.max(start, regex.groupStart(group));
            }
        }
        return new BytesColumn(text.type(), rowCount, text.data(), starts, lengths, null);
    }
}
