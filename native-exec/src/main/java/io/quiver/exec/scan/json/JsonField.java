/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.scan.text.FieldReader;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import java.util.List;
import java.util.function.Supplier;

/** A column that is asked for. */
public sealed interface JsonField {
    ColumnType type();

    /**
     * Values that are not nested.
     *
     * @param values what values of JSON text it takes
     * @param reader makes a reader of their texts
     */
    record Flat(ColumnType type, JsonValues values, Supplier<FieldReader> reader) implements JsonField {}

    /** Objects of these fields. */
    record Struct(ColumnType type, NestedColumn.Layout layout, List<Named> fields) implements JsonField {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /** Arrays of such elements. */
    record Array(ColumnType type, NestedColumn.Layout layout, JsonField element) implements JsonField {}

    /** Objects of any names, each of them a key, with such values. */
    record Map(ColumnType type, NestedColumn.Layout layout, JsonField value) implements JsonField {}

    /** What a plain line has none of: the text of a corrupt record. */
    record NotInFile(ColumnType type) implements JsonField {}

    /** Texts. */
    static JsonField text(JsonValues values) {
        return new Flat(ColumnType.STRING, values, JsonTextFields::new);
    }

    /** A field with its name. */
    record Named(String name, JsonField field) {}
}
