/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.json;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.kernel.json.JsonText;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the elements of a JSON array. Source: Spark 4.1.3 {@code JsonExpressionUtils.lengthOfJsonArray}. */
final class JsonArraySize {
    /** Argument: text. Null for text that is no array. */
    static final ScalarFunction LENGTH = FunctionDefinition.named("json_array_length")
            .kernel(signature -> signature.takes(Kind.STRING)
                    ? Optional.of(NullIntolerantKernel.unary(signature.result(), JsonArraySize::lengths))
                    : Optional.empty());

    private static final int NONE = -1;

    private JsonArraySize() {}

    private static Column lengths(Column argument, int rowCount, long @Nullable [] demanded) {
        BytesColumn texts = (BytesColumn) argument;
        int[] out = new int[rowCount];
        long[] odd = null;
        long[] validity = null;
        for (int row = 0; row < rowCount; row++) {
            if (!Bitmap.isSet(demanded, row)) {
                continue;
            }
            int start = texts.starts()[row];
            int length = length(texts.data(), start, start + texts.lengths()[row]);
            if (length == JsonText.ODD) {
                odd = odd == null ? Bitmap.zeros(rowCount) : odd;
                Bitmap.set(odd, row);
            } else if (length == NONE) {
                validity = validity == null ? Bitmap.ones(rowCount) : validity;
                Bitmap.clear(validity, row);
            } else {
                out[row] = length;
            }
        }
        if (odd != null) {
            throw Declined.rows(odd);
        }
        return new IntColumn(ColumnType.INT, rowCount, out, validity);
    }

    private static int length(byte[] data, int start, int end) {
        int at = JsonText.afterBlanks(data, start, end);
        if (at == end || (data[at] >= 0 && data[at] != '[')) {
            return NONE;
        }
        if (data[at] != '[' || !JsonText.isRead(data, at, end, false)) {
            return JsonText.ODD;
        }
        at = JsonText.afterBlanks(data, at + 1, end);
        if (at < end && data[at] == ']') {
            return 0;
        }
        for (int count = 1; ; count++) {
            at = JsonText.afterValue(data, at, end, 1);
            if (at < 0) {
                return JsonText.ODD;
            }
            at = JsonText.next(data, at, end, (byte) ']');
            if (at < 0) {
                return at == JsonText.ODD ? JsonText.ODD : count;
            }
        }
    }
}
