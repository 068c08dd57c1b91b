/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;

/** A column that no plain line has: the text of a corrupt record. */
public final class NullFields extends FieldReader {
    public NullFields(ColumnType type) {
        super(type, new byte[0]);
    }

    @Override
    protected Column read(FieldSlots slots, int[] starts, int[] lengths) {
        return ConstantColumn.ofNull(type, slots.rowCount());
    }
}
