/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A flat column of bytes, shorts, ints or dates: one {@code int} per row, sign-extended.
 *
 * <p>SiblingClassesTest makes this file from siblings/Column.java.txt.
 */
public final class IntColumn extends Column {
    private final int[] values;

    public IntColumn(ColumnType type, int rowCount, int[] values, long @Nullable [] validity) {
        super(type, rowCount, validity);
        checkPhysical(type, ColumnType.Physical.INTS);
        if (values.length < rowCount) {
            throw new IllegalArgumentException("%d values, too few for %d rows".formatted(values.length, rowCount));
        }
        this.values = values;
    }

    public int[] values() {
        return values;
    }

    @Override
    public IntColumn gather(int[] rows, int count) {
        int[] in = values;
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] = in[rows[i]];
        }
        return new IntColumn(type(), count, out, Bitmap.gather(validity(), rows, count));
    }

    @Override
    public IntColumn range(int from, int count) {
        return new IntColumn(
                type(), count, Arrays.copyOfRange(values, from, from + count), Bitmap.range(validity(), from, count));
    }

    @Override
    public IntColumn prefix(int rowCount) {
        return rowCount == rowCount() ? this : new IntColumn(type(), rowCount, values, validity());
    }

    @Override
    public IntColumn withValidity(long @Nullable [] validity) {
        return new IntColumn(type(), rowCount(), values, validity);
    }

    @Override
    public IntColumn withType(ColumnType type) {
        return new IntColumn(type, rowCount(), values, validity());
    }

    @Override
    public IntColumn owned() {
        return new IntColumn(type(), rowCount(), Arrays.copyOf(values, rowCount()), ownedValidity());
    }

    @Override
    public long sizeBytes() {
        return 4L * values.length + validityBytes();
    }
}
