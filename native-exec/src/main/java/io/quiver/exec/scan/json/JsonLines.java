/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.kernel.json.JsonText;
import io.quiver.exec.scan.text.LineFinder;
import io.quiver.exec.scan.text.LineParser;
import io.quiver.exec.scan.text.LineSlots;
import io.quiver.exec.scan.text.TextChunk;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.List;

/** Reads lines that are one object each. Skips blank lines, as Spark does. One thread. */
public final class JsonLines implements LineParser {
    private final List<JsonField.Named> fields;
    private final LineSlots lines;
    private final LineFinder finder;
    private final JsonObject object;
    private boolean isAscii = true;

    /** Reads these fields of each object. */
    public JsonLines(List<JsonField.Named> fields, LineFinder finder) {
        this.fields = fields;
        this.finder = finder;
        lines = new LineSlots(fields.size());
        object = JsonObject.of(fields, lines, lines);
    }

    @Override
    public List<ColumnType> types() {
        return fields.stream().map(field -> field.field().type()).toList();
    }

    @Override
    public void start(TextChunk chunk) {
        finder.start(chunk);
    }

    @Override
    public boolean next() {
        while (finder.next()) {
            if (JsonText.afterBlanks(finder.data(), finder.lineStart(), finder.lineEnd()) < finder.lineEnd()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int lineStart() {
        return finder.lineStart();
    }

    @Override
    public int lineEnd() {
        return finder.lineEnd();
    }

    @Override
    public LineSlots slots() {
        return lines;
    }

    @Override
    public void add() {
        int start = finder.lineStart();
        int end = finder.lineEnd();
        int row = lines.add(start, end);
        if (row == 0) {
            isAscii = true;
            object.clear();
        }
        object.reset(row);
        isAscii &= finder.isAscii();
        if (!JsonText.isRead(finder.data(), start, end, finder.isAscii())
                || !isObject(finder.data(), row, start, end)) {
            object.reset(row);
            lines.setOdd(row);
        }
    }

    private boolean isObject(byte[] data, int row, int start, int end) {
        int at = object.read(row, data, JsonText.afterBlanks(data, start, end), end, 0);
        return at >= 0 && JsonText.afterBlanks(data, at, end) == end;
    }

    @Override
    public List<Column> columns() {
        lines.setAscii(isAscii);
        return object.columns(lines.rowCount());
    }
}
