/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.kernel.json.JsonText;
import io.quiver.exec.scan.text.ElementSlots;
import io.quiver.exec.scan.text.SlotRows;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads arrays, and objects that are maps. A map keeps both of two equal keys, as in {@code JacksonParser.convertMap} of
 * Spark 4.1. Null rows have the length -1.
 */
final class JsonList extends JsonNode {
    private static final int NULL_LENGTH = -1;

    private final ColumnType type;
    private final NestedColumn.Layout layout;
    private final SlotRows rows;
    private final ElementSlots elements;
    private final @Nullable JsonNode keys;
    private final JsonNode values;
    private int[] starts;
    private int[] lengths;

    private JsonList(
            ColumnType type,
            NestedColumn.Layout layout,
            SlotRows rows,
            ElementSlots elements,
            @Nullable JsonNode keys,
            JsonNode values) {
        this.type = type;
        this.layout = layout;
        this.rows = rows;
        this.elements = elements;
        this.keys = keys;
        this.values = values;
        starts = new int[rows.capacity()];
        lengths = new int[rows.capacity()];
    }

    static JsonList of(JsonField.Array array, SlotRows rows, SlotRows lines) {
        ElementSlots elements = new ElementSlots(lines);
        return new JsonList(array.type(), array.layout(), rows, elements, null, of(array.element(), elements, lines));
    }

    static JsonList of(JsonField.Map map, SlotRows rows, SlotRows lines) {
        ElementSlots elements = new ElementSlots(lines);
        return new JsonList(
                map.type(),
                map.layout(),
                rows,
                elements,
                of(JsonField.text(JsonValues.STRING), elements, lines),
                of(map.value(), elements, lines));
    }

    @Override
    void clear() {
        elements.clear();
        values.clear();
    }

    @Override
    void reset(int row) {
        if (row >= starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            lengths = Arrays.copyOf(lengths, 2 * lengths.length);
        }
        starts[row] = 0;
        lengths[row] = NULL_LENGTH;
    }

    @Override
    int read(int row, byte[] data, int position, int end, int depth) {
        if (data[position] == 'n') {
            return JsonText.word(data, position, end);
        }
        byte closing = (byte) (keys == null ? ']' : '}');
        if (data[position] != (keys == null ? '[' : '{') || depth > JsonText.MAX_DEPTH) {
            return JsonText.ODD;
        }
        starts[row] = elements.rowCount();
        lengths[row] = 0;
        int at = JsonText.afterBlanks(data, position + 1, end);
        if (at < end && data[at] == closing) {
            return at + 1;
        }
        while (at < end) {
            int element = elements.add();
            lengths[row]++;
            values.reset(element);
            if (keys != null) {
                at = key(keys, element, data, at, end);
                if (at < 0 || at == end) {
                    return JsonText.ODD;
                }
            }
            at = values.read(element, data, at, end, depth + 1);
            if (at < 0) {
                return JsonText.ODD;
            }
            at = JsonText.next(data, at, end, closing);
            if (at < 0) {
                return at == JsonText.ODD ? JsonText.ODD : ~at;
            }
        }
        return JsonText.ODD;
    }

    /** Takes a key and returns the position of its value. */
    private static int key(JsonNode keys, int element, byte[] data, int position, int end) {
        keys.reset(element);
        int at = data[position] == '"' ? keys.read(element, data, position, end, 0) : JsonText.ODD;
        return at < 0 || at - position > JsonText.MAX_NAME_BYTES ? JsonText.ODD : JsonText.afterColon(data, at, end);
    }

    @Override
    Column column() {
        int rowCount = rows.rowCount();
        int[] counts = Arrays.copyOf(lengths, rowCount);
        long[] validity = null;
        for (int row = 0; row < rowCount; row++) {
            if (counts[row] == NULL_LENGTH) {
                counts[row] = 0;
                validity = validity == null ? Bitmap.ones(rowCount) : validity;
                Bitmap.clear(validity, row);
            }
        }
        List<Column> parts = keys == null ? List.of(values.column()) : List.of(keys.column(), values.column());
        return NestedColumn.lists(type, rowCount, layout, parts, Arrays.copyOf(starts, rowCount), counts, validity);
    }
}
