/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;

/** A column, or a part of one, that values of JSON text become. One thread. */
abstract sealed class JsonNode permits JsonLeaf, JsonStruct {
    abstract ColumnType type();

    /** Makes a new row null. */
    abstract void reset(int row);

    /** Takes the value at {@code position} for a row; returns where the value ends, or {@link JsonText#ODD}. */
    abstract int read(int row, byte[] data, int position, int end, int depth);

    /** The rows of the batch. */
    abstract Column column();
}
