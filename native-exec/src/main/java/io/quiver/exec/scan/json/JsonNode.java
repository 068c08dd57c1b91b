/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.kernel.json.JsonText;
import io.quiver.exec.scan.text.SlotRows;
import io.quiver.exec.vector.Column;

/** Turns JSON values into a column or a part of one. One thread. */
abstract sealed class JsonNode permits JsonLeaf, JsonStruct, JsonList {
    /** Returns the reader of {@code field} for each of {@code rows}. */
    static JsonNode of(JsonField field, SlotRows rows, SlotRows lines) {
        if (field instanceof JsonField.Flat flat) {
            return new JsonLeaf(flat.values(), flat.reader().get(), rows);
        }
        if (field instanceof JsonField.Struct struct) {
            return new JsonStruct(struct, rows, lines);
        }
        if (field instanceof JsonField.Array array) {
            return JsonList.of(array, rows, lines);
        }
        if (field instanceof JsonField.Map map) {
            return JsonList.of(map, rows, lines);
        }
        throw new IllegalArgumentException("not in the file: " + field);
    }

    /** Starts a batch. */
    abstract void clear();

    /** Makes a new row null. */
    abstract void reset(int row);

    /** Reads the value at {@code position} for a row and returns its end, or {@link JsonText#ODD}. */
    abstract int read(int row, byte[] data, int position, int end, int depth);

    /** Returns the rows of the batch. */
    abstract Column column();
}
