/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.kernel.json.JsonTexts;
import io.quiver.exec.scan.text.FieldReader;
import io.quiver.exec.scan.text.FieldSlots;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;

/** Reads strings, without a copy if nothing in them is escaped. Lines that are not UTF-8 are odd already. */
final class JsonTextFields extends FieldReader {
    JsonTextFields() {
        super(ColumnType.STRING, new byte[0]);
    }

    @Override
    protected Column read(FieldSlots slots, int[] starts, int[] lengths) {
        return JsonTexts.column(type, slots.rowCount(), slots.data(), slots.takeStarts(), slots.takeLengths());
    }
}
