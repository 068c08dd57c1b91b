/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.kernel.json.JsonText;
import io.quiver.exec.scan.text.SlotRows;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.NestedColumn;
import java.util.Arrays;

/** Reads objects that are structs. */
final class JsonStruct extends JsonNode {
    private final JsonField.Struct struct;
    private final SlotRows rows;
    private final JsonObject object;
    private long[] present;

    JsonStruct(JsonField.Struct struct, SlotRows rows, SlotRows lines) {
        this.struct = struct;
        this.rows = rows;
        object = JsonObject.of(struct.fields(), rows, lines);
        present = Bitmap.zeros(rows.capacity());
    }

    @Override
    void clear() {
        object.clear();
    }

    @Override
    void reset(int row) {
        if (Bitmap.wordCount(row + 1) > present.length) {
            present = Arrays.copyOf(present, 2 * present.length);
        }
        Bitmap.clear(present, row);
        object.reset(row);
    }

    @Override
    int read(int row, byte[] data, int position, int end, int depth) {
        if (data[position] == 'n') {
            return JsonText.word(data, position, end);
        }
        Bitmap.set(present, row);
        return object.read(row, data, position, end, depth);
    }

    @Override
    Column column() {
        int rowCount = rows.rowCount();
        long[] validity = Bitmap.all(present, rowCount) ? null : Arrays.copyOf(present, Bitmap.wordCount(rowCount));
        return NestedColumn.structs(struct.type(), rowCount, struct.layout(), object.columns(rowCount), validity);
    }
}
