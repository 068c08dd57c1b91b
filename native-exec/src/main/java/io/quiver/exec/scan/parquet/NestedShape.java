/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;

/**
 * The structure of a nested column of a file. Levels are those of Parquet's column readers: a struct or collection exists
 * from its {@code definition} level on, and a collection's elements follow each other at the level above its
 * {@code repetition} level.
 */
public sealed interface NestedShape {
    ColumnType type();

    /** Returns the columns of the file below this shape, from left to right. */
    List<Leaf> leaves();

    /** A column of the file. */
    record Leaf(ColumnDescriptor descriptor, ColumnType type) implements NestedShape {
        @Override
        public List<Leaf> leaves() {
            return List.of(this);
        }
    }

    record Struct(int definition, List<NestedShape> fields, ColumnType type) implements NestedShape {
        public Struct {
            fields = List.copyOf(fields);
        }

        @Override
        public List<Leaf> leaves() {
            return leavesOf(fields);
        }
    }

    /** An array with its element, or a map with its key and its value. */
    record Collection(int repetition, int definition, List<NestedShape> parts, ColumnType type) implements NestedShape {
        public Collection {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Leaf> leaves() {
            return leavesOf(parts);
        }
    }

    /** A nested column with the host's layout of it. */
    record Root(NestedShape shape, NestedColumn.Layout layout) {}

    private static List<Leaf> leavesOf(List<NestedShape> shapes) {
        return shapes.stream().flatMap(shape -> shape.leaves().stream()).toList();
    }
}
