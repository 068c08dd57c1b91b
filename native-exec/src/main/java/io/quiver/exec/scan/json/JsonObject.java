/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.kernel.json.JsonText;
import io.quiver.exec.kernel.json.NameTable;
import io.quiver.exec.scan.text.SlotRows;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads objects. It finds fields by name and skips those that are not requested. Two fields with the same requested name are
 * odd: on Spark the last one counts, but the first one is malformed if its value does not have its type. Source:
 * {@code JacksonParser.convertObject} of Spark 4.1.
 */
final class JsonObject {
    private final List<JsonField.Named> named;
    private final JsonNode[] fields;
    private final NameTable names;

    /** The last object that had the field. */
    private final int[] objects;

    private int object;

    private JsonObject(List<JsonField.Named> named, List<byte[]> names, List<JsonNode> fields) {
        this.named = named;
        this.fields = fields.toArray(new JsonNode[0]);
        this.names = new NameTable(names);
        objects = new int[fields.size()];
    }

    /** Returns a reader of the fields {@code named}. Those that are in no file are null. */
    static JsonObject of(List<JsonField.Named> named, SlotRows rows, SlotRows lines) {
        List<byte[]> names = new ArrayList<>();
        List<JsonNode> fields = new ArrayList<>();
        for (JsonField.Named field : named) {
            if (!(field.field() instanceof JsonField.NotInFile)) {
                names.add(field.name().getBytes(StandardCharsets.UTF_8));
                fields.add(JsonNode.of(field.field(), rows, lines));
            }
        }
        return new JsonObject(named, names, fields);
    }

    /** Starts a batch. */
    void clear() {
        for (JsonNode field : fields) {
            field.clear();
        }
    }

    /** Makes the fields of a new row null. */
    void reset(int row) {
        for (JsonNode field : fields) {
            field.reset(row);
        }
    }

    /** Reads the object at {@code position} for a row and returns its end, or {@link JsonText#ODD}. */
    int read(int row, byte[] data, int position, int end, int depth) {
        if (data[position] != '{' || depth > JsonText.MAX_DEPTH) {
            return JsonText.ODD;
        }
        object++;
        int at = JsonText.afterBlanks(data, position + 1, end);
        if (at < end && data[at] == '}') {
            return at + 1;
        }
        int name = NameTable.OTHER;
        while (true) {
            name = names.read(data, at, end, name);
            if (name == JsonText.ODD) {
                return JsonText.ODD;
            }
            at = names.valueStart(data, end);
            if (at == end) {
                return JsonText.ODD;
            }
            at = field(name, row, data, at, end, depth);
            if (at < 0) {
                return JsonText.ODD;
            }
            at = JsonText.next(data, at, end, (byte) '}');
            if (at < 0) {
                return at == JsonText.ODD ? JsonText.ODD : ~at;
            }
        }
    }

    private int field(int name, int row, byte[] data, int position, int end, int depth) {
        if (name == NameTable.OTHER || name > fields.length) {
            return JsonText.afterValue(data, position, end, depth + 1);
        }
        int field = name - 1;
        if (objects[field] == object) {
            return JsonText.ODD;
        }
        objects[field] = object;
        return fields[field].read(row, data, position, end, depth + 1);
    }

    /** Returns the columns of the fields. */
    List<Column> columns(int rowCount) {
        List<Column> columns = new ArrayList<>(named.size());
        int inFile = 0;
        for (JsonField.Named field : named) {
            columns.add(
                    field.field() instanceof JsonField.NotInFile absent
                            ? ConstantColumn.ofNull(absent.type(), rowCount)
                            : fields[inFile++].column());
        }
        return columns;
    }
}
