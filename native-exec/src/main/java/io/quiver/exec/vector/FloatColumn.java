/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A flat column of floats.
 *
 * <p>SiblingClassesTest makes this file from siblings/Column.java.txt.
 */
public final class FloatColumn extends Column {
    private final float[] values;

    public FloatColumn(ColumnType type, int rowCount, float[] values, long @Nullable [] validity) {
        super(type, rowCount, validity);
        checkPhysical(type, ColumnType.Physical.FLOATS);
        if (values.length < rowCount) {
            throw new IllegalArgumentException("%d values, too few for %d rows".formatted(values.length, rowCount));
        }
        this.values = values;
    }

    public float[] values() {
        return values;
    }

    @Override
    public FloatColumn gather(int[] rows, int count) {
        float[] in = values;
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = in[rows[i]];
        }
        return new FloatColumn(type(), count, out, Bitmap.gather(validity(), rows, count));
    }

    @Override
    public FloatColumn range(int from, int count) {
        return new FloatColumn(
                type(), count, Arrays.copyOfRange(values, from, from + count), Bitmap.range(validity(), from, count));
    }

    @Override
    public FloatColumn prefix(int rowCount) {
        return rowCount == rowCount() ? this : new FloatColumn(type(), rowCount, values, validity());
    }

    @Override
    public FloatColumn withValidity(long @Nullable [] validity) {
        return new FloatColumn(type(), rowCount(), values, validity);
    }

    @Override
    public FloatColumn withType(ColumnType type) {
        return new FloatColumn(type, rowCount(), values, validity());
    }

    @Override
    public FloatColumn owned() {
        return new FloatColumn(type(), rowCount(), Arrays.copyOf(values, rowCount()), ownedValidity());
    }

    @Override
    public long sizeBytes() {
        return 4L * values.length + validityBytes();
    }
}
