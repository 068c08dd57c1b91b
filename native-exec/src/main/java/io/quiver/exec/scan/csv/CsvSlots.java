/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.csv;

import io.quiver.exec.scan.text.FieldSlots;
import io.quiver.exec.scan.text.LineSlots;
import io.quiver.exec.vector.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Holds the positions of the requested fields in the lines of a batch. One thread. */
final class CsvSlots {
    private final List<CsvField> fields;
    private final LineSlots lines;
    private final FieldSlots[] slots;
    private final int[] ordinals;
    /** The field of each column of the file, or -1. */
    private final int[] fieldsByOrdinal;

    CsvSlots(List<CsvField> fields) {
        this.fields = fields;
        ordinals = fields.stream().mapToInt(CsvField::ordinal).toArray();
        fieldsByOrdinal = new int[Arrays.stream(ordinals).max().orElse(-1) + 1];
        Arrays.fill(fieldsByOrdinal, -1);
        for (int f = 0; f < ordinals.length; f++) {
            if (ordinals[f] >= 0) {
                fieldsByOrdinal[ordinals[f]] = f;
            }
        }
        lines = new LineSlots(ordinals.length);
        slots = new FieldSlots[ordinals.length];
        Arrays.setAll(slots, f -> new FieldSlots(lines));
    }

    LineSlots lines() {
        return lines;
    }

    FieldSlots field(int field) {
        return slots[field];
    }

    boolean hasNoFields() {
        return ordinals.length == 0;
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>(slots.length);
        for (int f = 0; f < slots.length; f++) {
            columns.add(fields.get(f).values().read(slots[f]));
        }
        return columns;
    }

    /** Adds a line with {@code count} separators at {@code separators[first ..]} and no other structure. */
    void add(int lineStart, int lineEnd, int[] separators, int first, int count) {
        int row = lines.add(lineStart, lineEnd);
        for (int f = 0; f < ordinals.length; f++) {
            int ordinal = ordinals[f];
            int start = lineEnd;
            int end = lineEnd;
            if (ordinal >= 0 && ordinal <= count) {
                start = ordinal == 0 ? lineStart : separators[first + ordinal - 1] + 1;
                end = ordinal == count ? lineEnd : separators[first + ordinal];
            }
            slots[f].set(row, start, end - start);
        }
    }

    /** Adds a line whose fields are set one by one with {@link #set}. */
    int addEmpty(int lineStart, int lineEnd) {
        int row = lines.add(lineStart, lineEnd);
        for (FieldSlots field : slots) {
            field.set(row, lineEnd, 0);
        }
        return row;
    }

    /** Sets the position of a column of the file in a line. */
    void set(int row, int ordinal, int start, int end) {
        int field = ordinal < fieldsByOrdinal.length ? fieldsByOrdinal[ordinal] : -1;
        if (field >= 0) {
            slots[field].set(row, start, end - start);
        }
    }
}
