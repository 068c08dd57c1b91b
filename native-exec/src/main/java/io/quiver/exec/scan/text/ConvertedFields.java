/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;

/** Calls Spark for each value of a column whose type or format our readers do not know. */
public final class ConvertedFields extends FieldReader {
    private final TextConverter converter;

    public ConvertedFields(ColumnType type, byte[] nullText, TextConverter converter) {
        super(type, nullText);
        this.converter = converter;
    }

    @Override
    protected Column read(FieldSlots slots, int[] starts, int[] lengths) {
        byte[] data = slots.data();
        int rowCount = slots.rowCount();
        ColumnBuilder values = ColumnBuilder.create(type, rowCount);
        for (int row = 0; row < rowCount; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (slots.isOdd(row) || isNull(slots, data, start, length, row)) {
                values.appendNull();
            } else if (!convert(slots, data, start, length, values)) {
                slots.setOdd(row);
                values.appendNull();
            }
        }
        return values.build();
    }

    private boolean convert(FieldSlots slots, byte[] data, int start, int length, ColumnBuilder values) {
        if (!slots.isAscii() && !CodePoints.isValid(data, start, start + length)) {
            return false;
        }
        try {
            converter.append(new String(data, start, length, StandardCharsets.UTF_8), values);
            return true;
        } catch (Exception e) { // Scala throws checked ones undeclared
            Cancellation.unlessEnded(e);
            return false;
        }
    }
}
