/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A flat column of doubles.
 *
 * <p>SiblingClassesTest makes this file from siblings/Column.java.txt.
 */
public final class DoubleColumn extends Column {
    private final double[] values;

    public DoubleColumn(ColumnType type, int rowCount, double[] values, long @Nullable [] validity) {
        super(type, rowCount, validity);
        checkPhysical(type, ColumnType.Physical.DOUBLES);
        if (values.length < rowCount) {
            throw new IllegalArgumentException("%d values, too few for %d rows".formatted(values.length, rowCount));
        }
        this.values = values;
    }

    public double[] values() {
        return values;
    }

    @Override
    public DoubleColumn gather(int[] rows, int count) {
        double[] in = values;
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = in[rows[i]];
        }
        return new DoubleColumn(type(), count, out, Bitmap.gather(validity(), rows, count));
    }

    @Override
    public DoubleColumn range(int from, int count) {
        return new DoubleColumn(
                type(), count, Arrays.copyOfRange(values, from, from + count), Bitmap.range(validity(), from, count));
    }

    @Override
    public DoubleColumn prefix(int rowCount) {
        return rowCount == rowCount() ? this : new DoubleColumn(type(), rowCount, values, validity());
    }

    @Override
    public DoubleColumn withValidity(long @Nullable [] validity) {
        return new DoubleColumn(type(), rowCount(), values, validity);
    }

    @Override
    public DoubleColumn withType(ColumnType type) {
        return new DoubleColumn(type, rowCount(), values, validity());
    }

    @Override
    public DoubleColumn owned() {
        return new DoubleColumn(type(), rowCount(), Arrays.copyOf(values, rowCount()), ownedValidity());
    }

    @Override
    public long sizeBytes() {
        return 8L * values.length + validityBytes();
    }
}
