/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.scan.text.FieldReader;
import io.quiver.exec.vector.ColumnType;
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

    /** What a plain line has none of: the text of a corrupt record. */
    record NotInFile(ColumnType type) implements JsonField {}

    /** Texts. */
    static JsonField text(JsonValues values) {
        return new Flat(ColumnType.STRING, values, JsonTextFields::new);
    }

    /** A field with its name. */
    record Named(String name, JsonField field) {}
}
