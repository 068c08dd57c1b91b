/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A flat column of booleans, one bit per row (see {@link Bitmap}); also the column of type NULL, with no valid row. */
public final class BooleanColumn extends Column {
    private final long[] words;

    public BooleanColumn(ColumnType type, int rowCount, long[] words, long @Nullable [] validity) {
        super(type, rowCount, validity);
        checkPhysical(type, ColumnType.Physical.BITS);
        if (words.length < Bitmap.wordCount(rowCount)) {
            throw new IllegalArgumentException("%d words, too few for %d rows".formatted(words.length, rowCount));
        }
        this.words = words;
    }

    public BooleanColumn(int rowCount, long[] words, long @Nullable [] validity) {
        this(ColumnType.BOOLEAN, rowCount, words, validity);
    }

    /** A column of type NULL. */
    public static BooleanColumn nulls(int rowCount) {
        long[] zeros = Bitmap.zeros(rowCount);
        return new BooleanColumn(ColumnType.NULL, rowCount, zeros, zeros);
    }

    public long[] words() {
        return words;
    }

    /** The rows that are true: neither false nor null. The array may be shared. */
    public long[] trueRows() {
        long[] validity = validity();
        if (validity == null) {
            return words;
        }
        long[] out = new long[Bitmap.wordCount(rowCount())];
        for (int i = 0; i < out.length; i++) {
            out[i] = words[i] & validity[i];
        }
        return out;
    }

    @Override
    @SuppressWarnings("NullAway") // a bitmap that is there stays there
    public BooleanColumn gather(int[] rows, int count) {
        return new BooleanColumn(
                type(), count, Bitmap.gather(words, rows, count), Bitmap.gather(validity(), rows, count));
    }

    @Override
    public BooleanColumn prefix(int rowCount) {
        return rowCount == rowCount() ? this : new BooleanColumn(type(), rowCount, words, validity());
    }

    @Override
    public BooleanColumn withValidity(long @Nullable [] validity) {
        return new BooleanColumn(type(), rowCount(), words, validity);
    }

    @Override
    public BooleanColumn withType(ColumnType type) {
        return new BooleanColumn(type, rowCount(), words, validity());
    }

    @Override
    public BooleanColumn owned() {
        return new BooleanColumn(
                type(), rowCount(), Arrays.copyOf(words, Bitmap.wordCount(rowCount())), ownedValidity());
    }

    @Override
    public long sizeBytes() {
        return 8L * words.length + validityBytes();
    }
}
