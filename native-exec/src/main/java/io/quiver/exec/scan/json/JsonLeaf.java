/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.kernel.json.JsonCopy;
import io.quiver.exec.kernel.json.JsonText;
import io.quiver.exec.kernel.json.JsonTexts;
import io.quiver.exec.scan.text.FieldReader;
import io.quiver.exec.scan.text.FieldSlots;
import io.quiver.exec.scan.text.SlotRows;
import io.quiver.exec.vector.Column;

/** Finds the positions of values that are not nested. Their column reads them later. */
final class JsonLeaf extends JsonNode {
    private final JsonValues values;
    private final FieldReader reader;
    private final FieldSlots slots;
    private final int nullLength;

    JsonLeaf(JsonValues values, FieldReader reader, SlotRows rows) {
        this.values = values;
        this.reader = reader;
        slots = new FieldSlots(rows);
        nullLength = values.isText() ? JsonTexts.NULL_LENGTH : 0;
    }

    @Override
    void clear() {}

    @Override
    void reset(int row) {
        slots.set(row, 0, nullLength);
    }

    @Override
    Column column() {
        return reader.read(slots);
    }

    @Override
    int read(int row, byte[] data, int position, int end, int depth) {
        return switch (data[position]) {
            case '"' -> string(row, data, position + 1, end);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(row, data, position, end);
            case 'n' -> nothing(row, data, position, end);
            case 't', 'f' ->
                values == JsonValues.BOOLEAN || values.isAny()
                        ? text(row, position, JsonText.word(data, position, end))
                        : JsonText.ODD;
            default ->
                values.isAny()
                        ? any(row, data, position, JsonText.afterValue(data, position, end, depth))
                        : JsonText.ODD;
        };
    }

    /** Takes the text up to {@code end}, unless {@code end} is {@link JsonText#ODD}. */
    private int text(int row, int start, int end) {
        if (end != JsonText.ODD) {
            slots.set(row, start, end - start);
        }
        return end;
    }

    /** Takes a value up to {@code end} as a text, unless {@code end} is {@link JsonText#ODD}. */
    private int any(int row, byte[] data, int start, int end) {
        if (end == JsonText.ODD || values == JsonValues.ANY_AS_TEXT) {
            return text(row, start, end);
        }
        JsonCopy.Form form = JsonCopy.form(data, start, end, false);
        slots.set(row, start, form == JsonCopy.Form.SAME ? end - start : ~(end - start));
        return form == JsonCopy.Form.UNKNOWN ? JsonText.ODD : end;
    }

    private int nothing(int row, byte[] data, int position, int end) {
        reset(row);
        return JsonText.word(data, position, end);
    }

    private int number(int row, byte[] data, int position, int end) {
        int at = JsonText.number(data, position, end);
        if (at == JsonText.ODD) {
            return JsonText.ODD;
        }
        boolean isInteger = at >= 0;
        int numberEnd = isInteger ? at : ~at;
        if (values.isAny()) {
            return any(row, data, position, numberEnd);
        }
        boolean isTaken =
                switch (values) {
                    case INTEGER -> isInteger;
                    case FRACTION -> !isInteger || data[position] != '-' || data[position + 1] != '0';
                    case NUMBER_OR_STRING -> true;
                    case ANY_AS_TEXT, ANY_AS_COPY, STRING, PLAIN_STRING, BOOLEAN -> false;
                };
        return isTaken ? text(row, position, numberEnd) : JsonText.ODD;
    }

    private int string(int row, byte[] data, int start, int end) {
        int quote = JsonText.string(data, start, end);
        if (quote == JsonText.ODD) {
            return JsonText.ODD;
        }
        boolean isPlain = quote >= 0;
        int stringEnd = isPlain ? quote : ~quote;
        boolean isTaken =
                switch (values) {
                    case STRING, ANY_AS_TEXT, ANY_AS_COPY -> true;
                    case NUMBER_OR_STRING, PLAIN_STRING -> isPlain && stringEnd > start;
                    case INTEGER, FRACTION, BOOLEAN -> false;
                };
        if (!isTaken) {
            return JsonText.ODD;
        }
        slots.set(row, isPlain ? start : ~start, stringEnd - start);
        return stringEnd + 1;
    }
}
