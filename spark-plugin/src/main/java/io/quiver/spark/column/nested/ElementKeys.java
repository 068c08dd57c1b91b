/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Compares elements of types whose equal values have equal bits. */
final class ElementKeys {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final Column elements;
    /** Numbers themselves; hashes of texts, equal for equal texts. */
    private final long[] keys;

    private final @Nullable BytesColumn bytes;

    private ElementKeys(Column elements, long[] keys, @Nullable BytesColumn bytes) {
        this.elements = elements;
        this.keys = keys;
        this.bytes = bytes;
    }

    static boolean isKnown(ColumnType type) {
        return switch (type.kind()) {
            case BYTE, SHORT, INT, LONG, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING -> true;
            case DECIMAL -> type.physical() == ColumnType.Physical.LONGS;
            case BOOLEAN, FLOAT, DOUBLE, BINARY, NULL, OPAQUE -> false;
        };
    }

    /** The keys of a flat column of a known type. */
    static ElementKeys of(Column elements) {
        if (elements instanceof LongColumn longs) {
            return new ElementKeys(elements, longs.values(), null);
        }
        long[] keys = new long[elements.rowCount()];
        if (elements instanceof IntColumn ints) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = ints.values()[i];
            }
            return new ElementKeys(elements, keys, null);
        }
        BytesColumn bytes = (BytesColumn) elements;
        for (int i = 0; i < keys.length; i++) {
            keys[i] = hash(bytes.data(), bytes.starts()[i], bytes.lengths()[i]);
        }
        return new ElementKeys(elements, keys, bytes);
    }

    private static long hash(byte[] data, int start, int length) {
        long hash = length;
        for (int i = start; i < start + length; i++) {
            hash = (hash ^ data[i]) * PRIME;
        }
        return hash ^ hash >>> 32;
    }

    boolean isNull(int place) {
        return elements.isNull(place);
    }

    /** Whether two elements, neither of them null, are equal. */
    boolean areSame(int place, ElementKeys others, int other) {
        if (keys[place] != others.keys[other]) {
            return false;
        }
        if (bytes == null || others.bytes == null) {
            return true;
        }
        int start = bytes.starts()[place];
        int otherStart = others.bytes.starts()[other];
        return Arrays.equals(
                bytes.data(),
                start,
                start + bytes.lengths()[place],
                others.bytes.data(),
                otherStart,
                otherStart + others.bytes.lengths()[other]);
    }
}
