/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.kernel.json.JsonText;
import io.quiver.exec.scan.text.TextSlots;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/** Reads texts of a column that are one object or array each. Null and blank texts give null. One thread. */
public final class JsonDocuments {
    private final JsonNode root;
    private final byte opening;
    private final TextSlots texts = new TextSlots();

    /** Reads structs, arrays or maps. */
    public JsonDocuments(JsonField field) {
        if (field instanceof JsonField.Flat || field instanceof JsonField.NotInFile) {
            throw new IllegalArgumentException("a text is no " + field);
        }
        root = JsonNode.of(field, texts, texts);
        opening = (byte) (field instanceof JsonField.Array ? '[' : '{');
    }

    /** Returns the values of the texts. Values of odd rows are arbitrary. */
    public Column read(BytesColumn column) {
        int rowCount = column.rowCount();
        byte[] data = column.data();
        texts.clear(data, rowCount);
        root.clear();
        for (int i = 0; i < rowCount; i++) {
            int row = texts.add();
            root.reset(row);
            int start = column.starts()[i];
            int end = start + column.lengths()[i];
            int at = JsonText.afterBlanks(data, start, end);
            if (at < end && !column.isNull(i) && !isRead(row, data, at, end)) {
                root.reset(row);
                texts.setOdd(row);
            }
        }
        return root.column();
    }

    private boolean isRead(int row, byte[] data, int start, int end) {
        if (data[start] != opening || !JsonText.isRead(data, start, end, false)) {
            return false;
        }
        int after = root.read(row, data, start, end, 0);
        return after >= 0 && JsonText.afterBlanks(data, after, end) == end;
    }

    /** Returns the texts of the last batch that Spark's parser has to read; null if there are none. */
    public long @Nullable [] odd() {
        return texts.odd();
    }
}
