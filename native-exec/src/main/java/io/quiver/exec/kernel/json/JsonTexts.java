/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.json;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnType;

/**
 * Makes a column of texts from their positions in JSON, without a copy unless one is written in another way. The complement of
 * a start stands for a string with an escape, the complement of a length for a value that Jackson writes otherwise.
 */
public final class JsonTexts {
    /** The length that stands for null. No value has it. */
    public static final int NULL_LENGTH = -1;

    private JsonTexts() {}

    /** The column of the texts at these positions. The arrays become its own. */
    public static BytesColumn column(ColumnType type, int rowCount, byte[] data, int[] starts, int[] lengths) {
        long[] validity = null;
        boolean isSame = true;
        long room = 0;
        for (int row = 0; row < rowCount; row++) {
            if (lengths[row] == NULL_LENGTH) {
                validity = validity == null ? Bitmap.ones(rowCount) : validity;
                Bitmap.clear(validity, row);
                starts[row] = 0;
                lengths[row] = 0;
                continue;
            }
            isSame &= (starts[row] | lengths[row]) >= 0;
            room += lengths[row] < 0 ? ~lengths[row] : lengths[row];
        }
        return new BytesColumn(
                type,
                rowCount,
                isSame ? data : written(data, rowCount, starts, lengths, room),
                starts,
                lengths,
                validity);
    }

    /** The texts one after the other. */
    private static byte[] written(byte[] data, int rowCount, int[] starts, int[] lengths, long room) {
        JsonOutput out = new JsonOutput(Math.toIntExact(room));
        for (int row = 0; row < rowCount; row++) {
            int from = out.size();
            int start = starts[row];
            int length = lengths[row];
            if (start < 0) {
                out.unescape(data, ~start, ~start + length);
            } else if (length < 0) {
                JsonCopy.write(data, start, start + ~length, false, out);
            } else {
                out.append(data, start, length);
            }
            starts[row] = from;
            lengths[row] = out.size() - from;
        }
        return out.trimmed();
    }
}
