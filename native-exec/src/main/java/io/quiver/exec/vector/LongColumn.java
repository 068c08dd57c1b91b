/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A flat column of longs, timestamps, or decimals of up to 18 digits (unscaled): one {@code long} per row.
 *
 * <p>SiblingClassesTest makes this file from siblings/Column.java.txt.
 */
public final class LongColumn extends Column {
    private final long[] values;

    public LongColumn(ColumnType type, int rowCount, long[] values, long @Nullable [] validity) {
        super(type, rowCount, validity);
        checkPhysical(type, ColumnType.Physical.LONGS);
        if (values.length < rowCount) {
            throw new IllegalArgumentException("%d values, too few for %d rows".formatted(values.length, rowCount));
        }
        this.values = values;
    }

    public long[] values() {
        return values;
    }

    @Override
    public LongColumn gather(int[] rows, int count) {
        long[] in = values;
        long[] out = new long[count];
        for (int i = 0; i < count; i++) {
            out[i] = in[rows[i]];
        }
        return new LongColumn(type(), count, out, Bitmap.gather(validity(), rows, count));
    }

    @Override
    public LongColumn range(int from, int count) {
        return new LongColumn(
                type(), count, Arrays.copyOfRange(values, from, from + count), Bitmap.range(validity(), from, count));
    }

    @Override
    public LongColumn prefix(int rowCount) {
        return rowCount == rowCount() ? this : new LongColumn(type(), rowCount, values, validity());
    }

    @Override
    public LongColumn withValidity(long @Nullable [] validity) {
        return new LongColumn(type(), rowCount(), values, validity);
    }

    @Override
    public LongColumn withType(ColumnType type) {
        return new LongColumn(type, rowCount(), values, validity());
    }

    @Override
    public LongColumn owned() {
        return new LongColumn(type(), rowCount(), Arrays.copyOf(values, rowCount()), ownedValidity());
    }

    @Override
    public long sizeBytes() {
        return 8L * values.length + validityBytes();
    }
}
