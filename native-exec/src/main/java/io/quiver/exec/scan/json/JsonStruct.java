/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects, whose fields are found by name; others are passed over. Two fields of one name that is asked for are odd: on Spark the
 * last one counts, but a value of the first that is not of its type is malformed. Source: {@code JacksonParser.convertObject} of Spark
 * 4.1.
 */
final class JsonStruct extends JsonNode {
    private static final int MAX_DEPTH = 200;

    /** Jackson's limit is 50,000 characters. */
    private static final int MAX_NAME_BYTES = 10_000;

    private final ColumnType type;
    private final JsonNode[] fields;
    private final NameTable names;

    /** The object that had the field last. */
    private final int[] objects;

    private int object;

    JsonStruct(ColumnType type, List<byte[]> names, List<JsonNode> fields) {
        this.type = type;
        this.fields = fields.toArray(new JsonNode[0]);
        this.names = new NameTable(names);
        objects = new int[fields.size()];
    }

    @Override
    ColumnType type() {
        return type;
    }

    @Override
    void reset(int row) {
        for (JsonNode field : fields) {
            field.reset(row);
        }
    }

    @Override
    int read(int row, byte[] data, int position, int end, int depth) {
        if (data[position] != '{' || depth > MAX_DEPTH) {
            return JsonText.ODD;
        }
        object++;
        int at = JsonText.afterBlanks(data, position + 1, end);
        if (at < end && data[at] == '}') {
            return at + 1;
        }
        int name = NameTable.OTHER;
        while (true) {
            if (at == end || data[at] != '"') {
                return JsonText.ODD;
            }
            at++;
            int next = names.nextOf(name);
            int nameEnd = at + names.length(next);
            if (names.isAt(next, data, at, end)) {
                name = next;
            } else {
                nameEnd = JsonText.string(data, at, end);
                if (nameEnd < 0 || nameEnd - at > MAX_NAME_BYTES) {
                    return JsonText.ODD; // a name with something escaped in it, too
                }
                name = names.find(data, at, nameEnd, name);
            }
            at = JsonText.afterColon(data, nameEnd + 1, end);
            if (at == end) {
                return JsonText.ODD;
            }
            at = field(name, row, data, at, end, depth);
            if (at < 0) {
                return JsonText.ODD;
            }
            at = JsonText.afterBlanks(data, at, end);
            if (at == end) {
                return JsonText.ODD;
            }
            byte after = data[at++];
            if (after == '}') {
                return at;
            }
            if (after != ',') {
                return JsonText.ODD;
            }
            at = JsonText.afterBlanks(data, at, end);
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

    /** The columns of the fields. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>(fields.length);
        for (JsonNode field : fields) {
            columns.add(field.column());
        }
        return columns;
    }

    @Override
    Column column() {
        throw new IllegalStateException("the object of a line is no column");
    }
}
