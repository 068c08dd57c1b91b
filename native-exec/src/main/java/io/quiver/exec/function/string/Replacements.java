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
import io.quiver.exec.kernel.text.BytesSearch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces parts of texts, or cuts texts off at a delimiter. Source: Spark 4.1.3 {@code StringReplace}, {@code SubstringIndex},
 * {@code UTF8String.replace}, {@code UTF8String.subStringIndex}.
 */
final class Replacements {
    static final ScalarFunction REPLACE =
            FunctionDefinition.named("replace").spark("StringReplace").kernel(Replacements::replace);
    static final ScalarFunction SUBSTRING_INDEX =
            FunctionDefinition.named("substring_index").spark("SubstringIndex").kernel(Replacements::substringIndex);

    private Replacements() {}

    private static Optional<Kernel> replace(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.STRING, Kind.STRING)) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.nary(
                signature.result(),
                (arguments, rowCount, demanded) -> replace(
                        (BytesColumn) arguments[0],
                        (BytesColumn) arguments[1],
                        (BytesColumn) arguments[2],
                        rowCount,
                        demanded)));
    }

    private static Column replace(
            BytesColumn text, BytesColumn search, BytesColumn replacement, int rowCount, long @Nullable [] demanded) {
        BytesOutput out = new BytesOutput(rowCount, 0);
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(demanded, i)) {
                replaceRow(text, search, replacement, i, out);
                out.endRow(i);
            }
        }
        return out.column(text.type(), null);
    }

    private static void replaceRow(
            BytesColumn text, BytesColumn search, BytesColumn replacement, int row, BytesOutput out) {
        byte[] data = text.data();
        int start = text.starts()[row];
        int end = start + text.lengths()[row];
        int searchLength = search.lengths()[row];
        int found = searchLength == 0 ? -1 : find(data, start, end, search, row);
        while (found >= 0) {
            out.append(data, start, found - start);
            out.append(
                    replacement.data(), replacement.starts()[row], replacement.lengths()[row]);
            start = found + searchLength;
            found = find(data, start, end, search, row);
        }
        out.append(data, start, end - start);
    }

    private static int find(byte[] data, int start, int end, BytesColumn pattern, int row) {
        return BytesSearch.find(data, start, end, pattern.data(), pattern.starts()[row], pattern.lengths()[row]);
    }

    private static Optional<Kernel> substringIndex(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.STRING, Kind.INT)) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.nary(
                signature.result(),
                (arguments, rowCount, demanded) -> substringIndex(
                        (BytesColumn) arguments[0],
                        (BytesColumn) arguments[1],
                        ((IntColumn) arguments[2]).values(),
                        rowCount,
                        demanded)));
    }

    private static Column substringIndex(
            BytesColumn text, BytesColumn delimiter, int[] counts, int rowCount, long @Nullable [] demanded) {
        int[] outStarts = new int[rowCount];
        int[] outLengths = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i) || counts[i] == 0 || delimiter.lengths()[i] == 0) {
                continue;
            }
            if (counts[i] == Integer.MIN_VALUE) {
                throw Declined.batch();
            }
            int start = text.starts()[i];
            int end = start + text.lengths()[i];
            if (counts[i] > 0) {
                outStarts[i] = start;
                outLengths[i] = before(text.data(), start, end, delimiter, i, counts[i]) - start;
            } else {
                outStarts[i] = after(text.data(), start, end, delimiter, i, -counts[i]);
                outLengths[i] = end - outStarts[i];
            }
        }
        return new BytesColumn(ColumnType.STRING, rowCount, text.data(), outStarts, outLengths, null);
    }

    /** Where the delimiter begins for the {@code count}th time, overlaps included; {@code end} where it does not. */
    private static int before(byte[] data, int start, int end, BytesColumn delimiter, int row, int count) {
        int found = start - 1;
        for (int n = 0; n < count; n++) {
            found = find(data, found + 1, end, delimiter, row);
            if (found < 0) {
                return end;
            }
        }
        return found;
    }

    /** Where the delimiter ends for the {@code count}th time from the end; {@code start} where it does not. */
    private static int after(byte[] data, int start, int end, BytesColumn delimiter, int row, int count) {
        int length = delimiter.lengths()[row];
        int limit = end;
        int found = -1;
        for (int n = 0; n < count; n++) {
            found = BytesSearch.findLast(
                    data, start, limit, delimiter.data(), delimiter.starts()[row], length);
            if (found < 0) {
                return start;
            }
            limit = found - 1 + length;
        }
        return found + length;
    }
}
