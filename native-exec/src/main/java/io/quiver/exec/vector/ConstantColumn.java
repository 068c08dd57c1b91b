/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An encoding: every row has the value of the one row of {@code value} (which may be null). */
public final class ConstantColumn extends Column {
    private final Column value;

    /** {@code value} is flat and has exactly one row. */
    public ConstantColumn(Column value, int rowCount) {
        super(value.type(), rowCount, value.isNull(0) ? Bitmap.zeros(rowCount) : null);
        if (value.rowCount() != 1 || value.flat() != value) {
            throw new IllegalArgumentException("a constant is one flat row, not " + value.rowCount());
        }
        this.value = value;
    }

    /** The one row. */
    public Column value() {
        return value;
    }

    public boolean isNullConstant() {
        return value.isNull(0);
    }

    @Override
    public Column flat() {
        return value.gather(new int[rowCount()], rowCount());
    }

    @Override
    public ConstantColumn gather(int[] rows, int count) {
        return new ConstantColumn(value, count);
    }

    @Override
    public ConstantColumn prefix(int rowCount) {
        return new ConstantColumn(value, rowCount);
    }

    @Override
    public Column withValidity(long @Nullable [] validity) {
        if (validity == null || Arrays.equals(validity, validity())) {
            return isNullConstant() && validity == null ? flat().withValidity(null) : this;
        }
        return flat().withValidity(validity);
    }

    @Override
    public ConstantColumn withType(ColumnType type) {
        return new ConstantColumn(value.withType(type), rowCount());
    }

    @Override
    public ConstantColumn owned() {
        return new ConstantColumn(value.owned(), rowCount());
    }

    @Override
    public long sizeBytes() {
        return value.sizeBytes();
    }
}
