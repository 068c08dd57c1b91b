/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.error.Declined;
import io.quiver.exec.kernel.text.BytesComparison;
import io.quiver.exec.kernel.text.BytesSearch;
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matches texts with one LIKE pattern, by bytes. A well-formed literal is in the bytes of a text exactly where it is in its
 * code points, even if the text is malformed elsewhere: no byte that starts a code point is taken for the continuation of
 * another.
 */
@FunctionalInterface
interface LikeMatcher {
    /** Sets the bits of the rows that match in {@code out}, which comes zeroed. */
    void match(BytesColumn text, int rowCount, long @Nullable [] demanded, long[] out);

    static LikeMatcher equal(byte[] literal) {
        return (text, rowCount, demanded, out) -> BytesComparison.equal(text, literal, rowCount, out);
    }

    /** {@code prefix%...%suffix} with literals to find in between, in order. */
    static LikeMatcher pieces(List<byte[]> pieces) {
        byte[] prefix = pieces.get(0);
        byte[] suffix = pieces.get(pieces.size() - 1);
        byte[][] middle = pieces.subList(1, pieces.size() - 1).stream()
                .filter(piece -> piece.length > 0)
                .toArray(byte[][]::new);
        if (middle.length == 1 && prefix.length == 0 && suffix.length == 0) {
            return (text, rowCount, demanded, out) -> contains(text, middle[0], rowCount, out);
        }
        return (text, rowCount, demanded, out) -> pieces(text, prefix, middle, suffix, rowCount, out);
    }

    static LikeMatcher general(int[] symbols) {
        return (text, rowCount, demanded, out) -> general(text, symbols, rowCount, demanded, out);
    }

    private static void contains(BytesColumn text, byte[] literal, int rowCount, long[] out) {
        if (standsInOrder(text, rowCount)) {
            containsInOne(text, literal, rowCount, out);
            return;
        }
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        for (int i = 0; i < rowCount; i++) {
            int found = BytesSearch.find(data, starts[i], starts[i] + lengths[i], literal);
            out[i >> 6] |= (long) (~found >>> 31) << i;
        }
    }

    /** Whether rows stand one behind the other, with fewer bytes between them than in them, as in a page of a Parquet file. */
    private static boolean standsInOrder(BytesColumn text, int rowCount) {
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        int end = rowCount == 0 ? 0 : starts[0];
        long between = 0;
        long total = 0;
        boolean inOrder = true;
        for (int i = 0; i < rowCount; i++) {
            inOrder &= starts[i] >= end;
            between += starts[i] - end;
            total += lengths[i];
            end = starts[i] + lengths[i];
        }
        return inOrder && between < total;
    }

    /** Searches all rows and the bytes between them at once: to begin anew with each row costs as much as to search it. */
    private static void containsInOne(BytesColumn text, byte[] literal, int rowCount, long[] out) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        int end = starts[rowCount - 1] + lengths[rowCount - 1];
        int row = 0;
        int found = BytesSearch.find(data, starts[0], end, literal);
        while (found >= 0) {
            while (starts[row] + lengths[row] < found + literal.length) {
                row++;
            }
            int next = starts[row];
            if (found >= next) {
                out[row >> 6] |= 1L << row;
                next += lengths[row];
            }
            // a match that begins before the row is in no row
            found = BytesSearch.find(data, next, end, literal);
        }
    }

    private static void pieces(
            BytesColumn text, byte[] prefix, byte[][] middle, byte[] suffix, int rowCount, long[] out) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        int fixed = prefix.length + suffix.length;
        for (int i = 0; i < rowCount; i++) {
            int start = starts[i];
            int end = start + lengths[i] - suffix.length;
            boolean is = lengths[i] >= fixed
                    && BytesSearch.isAt(data, start, prefix)
                    && BytesSearch.isAt(data, end, suffix)
                    && inOrder(data, start + prefix.length, end, middle);
            out[i >> 6] |= (is ? 1L : 0L) << i;
        }
    }

    private static boolean inOrder(byte[] data, int start, int end, byte[][] pieces) {
        int position = start;
        for (byte[] piece : pieces) {
            int found = BytesSearch.find(data, position, end, piece);
            if (found < 0) {
                return false;
            }
            position = found + piece.length;
        }
        return true;
    }

    private static void general(BytesColumn text, int[] symbols, int rowCount, long @Nullable [] demanded, long[] out) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        for (int i = 0; i < rowCount; i++) {
            int start = starts[i];
            int end = start + lengths[i];
            if (!CodePoints.isValid(data, start, end)) {
                if (Bitmap.isSet(demanded, i)) {
                    // Java decodes malformed text to replacement characters, which _ matches one by one
                    throw Declined.batch();
                }
                continue;
            }
            out[i >> 6] |= (matches(data, start, end, symbols) ? 1L : 0L) << i;
        }
    }

    /** Matches well-formed text. On a mismatch it lets the last run take one more code point. */
    private static boolean matches(byte[] data, int start, int end, int[] symbols) {
        int position = start;
        int next = 0;
        int afterRun = -1;
        int runEnd = start;
        while (position < end) {
            int symbol = next < symbols.length ? symbols[next] : -1;
            if (symbol == LikePattern.ANY_RUN) {
                next++;
                afterRun = next;
                runEnd = position;
            } else if (symbol == LikePattern.ANY_ONE) {
                position += CodePoints.width(data[position]);
                next++;
            } else if (symbol == (data[position] & 0xFF)) {
                position++;
                next++;
            } else if (afterRun >= 0) {
                runEnd += CodePoints.width(data[runEnd]);
                position = runEnd;
                next = afterRun;
            } else {
                return false;
            }
        }
        while (next < symbols.length && symbols[next] == LikePattern.ANY_RUN) {
            next++;
        }
        return next == symbols.length;
    }
}
