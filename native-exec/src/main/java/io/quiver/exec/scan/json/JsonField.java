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

/** A requested column. */
public sealed interface JsonField {
    ColumnType type();

    /**
     * A column of values that are not nested.
     *
     * @param values the kinds of JSON values it takes
     * @param reader makes a reader of their texts
     */
    record Flat(ColumnType type, JsonValues values, Supplier<FieldReader> reader) implements JsonField {}

    /** Objects with these fields. */
    record Struct(ColumnType type, NestedColumn.Layout layout, List<Named> fields) implements JsonField {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /** Arrays with elements of this kind. */
    record Array(ColumnType type, NestedColumn.Layout layout, JsonField element) implements JsonField {}

    /** Objects with any names, each a key, and values of this kind. */
    record Map(ColumnType type, NestedColumn.Layout layout, JsonField value) implements JsonField {}

    /** A column that no plain line has: the text of a corrupt record. */
    record NotInFile(ColumnType type) implements JsonField {}

    /** A column of texts. */
    static JsonField text(JsonValues values) {
        return new Flat(ColumnType.STRING, values, JsonTextFields::new);
    }

    /** A field with its name. */
    record Named(String name, JsonField field) {}
}
