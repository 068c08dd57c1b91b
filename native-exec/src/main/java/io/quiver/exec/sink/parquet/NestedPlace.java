/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import io.quiver.exec.scan.parquet.NestedShape;
import io.quiver.exec.sink.parquet.encode.ColumnChunk;
import io.quiver.exec.sink.parquet.encode.Entries;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place in the shape of a nested field, with the column that a batch has there. Entries pass from the outermost place
 * inwards, and each place adds the levels it decides. Source: Dremel (Melnik et al., 2010); MessageColumnIO of parquet-mr
 * 1.16, which does the same row by row.
 */
abstract class NestedPlace {
    /** {@code chunks} is called for the columns of the file from left to right. */
    static NestedPlace of(NestedShape shape, NestedParts host, Function<NestedShape.Leaf, ColumnChunk> chunks) {
        if (shape instanceof NestedShape.Struct struct) {
            return new Structs(struct, host, all(struct.fields(), host, chunks));
        }
        if (shape instanceof NestedShape.Collection collection) {
            return new Lists(collection, host, all(collection.parts(), host, chunks));
        }
        return new Values(chunks.apply((NestedShape.Leaf) shape));
    }

    private static List<NestedPlace> all(
            List<NestedShape> shapes, NestedParts host, Function<NestedShape.Leaf, ColumnChunk> chunks) {
        List<NestedPlace> places = new ArrayList<>(shapes.size());
        for (NestedShape shape : shapes) {
            places.add(of(shape, host, chunks));
        }
        return places;
    }

    /** Opens {@code column}, whose rows the next entries have. */
    abstract void open(Column column);

    /**
     * Hands on the entries of {@code rowCount} whole records and returns the number of entries of the column that gets the
     * most.
     */
    abstract int put(Entries entries, int rowCount) throws IOException;

    private static final class Values extends NestedPlace {
        private final ColumnChunk chunk;
        private @Nullable Column column;

        Values(ColumnChunk chunk) {
            this.chunk = chunk;
        }

        @Override
        void open(Column opened) {
            ColumnType.Physical physical = opened.type().physical();
            // Their chunks take flat columns alone: once a batch, not at each step.
            column = physical == ColumnType.Physical.BITS || physical == ColumnType.Physical.WIDE
                    ? opened.flat()
                    : opened;
        }

        @Override
        int put(Entries entries, int rowCount) throws IOException {
            chunk.write(Objects.requireNonNull(column), entries, rowCount);
            return entries.count();
        }
    }

    /** A place with places below it. */
    private abstract static class OfParts extends NestedPlace {
        private final ColumnType type;
        private final NestedParts host;
        private final List<NestedPlace> parts;
        private @Nullable NestedColumn opened;

        OfParts(ColumnType type, NestedParts host, List<NestedPlace> parts) {
            this.type = type;
            this.host = host;
            this.parts = parts;
        }

        @Override
        final void open(Column column) {
            NestedColumn nested = host.of(type, column);
            opened = nested;
            for (int p = 0; p < parts.size(); p++) {
                parts.get(p).open(nested.part(p));
            }
        }

        @Override
        final int put(Entries entries, int rowCount) throws IOException {
            Entries below = below(entries, Objects.requireNonNull(opened));
            int most = 0;
            for (NestedPlace part : parts) {
                most = Math.max(most, part.put(below, rowCount));
            }
            return most;
        }

        /** Returns the entries of the parts. */
        abstract Entries below(Entries entries, NestedColumn nested);
    }

    private static final class Structs extends OfParts {
        private final NestedShape.Struct shape;

        Structs(NestedShape.Struct shape, NestedParts host, List<NestedPlace> fields) {
            super(shape.type(), host, fields);
            this.shape = shape;
        }

        @Override
        Entries below(Entries entries, NestedColumn structs) {
            long @Nullable [] validity = structs.validity();
            int count = entries.count();
            int[] rows = new int[count];
            int[] definition = new int[count];
            for (int i = 0; i < count; i++) {
                int row = entries.rows()[i];
                boolean isPresent = row >= 0 && Bitmap.isSet(validity, row);
                rows[i] = isPresent ? row : -1;
                definition[i] = isPresent ? shape.definition() : entries.definition()[i];
            }
            return new Entries(entries.repetition(), definition, rows, count);
        }
    }

    /** Arrays or maps. The keys and values of maps are two parts with the same entries. */
    private static final class Lists extends OfParts {
        private final NestedShape.Collection shape;

        Lists(NestedShape.Collection shape, NestedParts host, List<NestedPlace> parts) {
            super(shape.type(), host, parts);
            this.shape = shape;
        }

        @Override
        Entries below(Entries entries, NestedColumn lists) {
            Entries elements = elements(entries, lists);
            if (shape.parts().size() > 1) {
                checkKeys(elements, lists.part(0));
            }
            return elements;
        }

        private Entries elements(Entries entries, NestedColumn lists) {
            int[] lengths = lengths(entries, lists);
            int total = 0;
            for (int length : lengths) {
                total = Math.addExact(total, Math.max(1, length));
            }
            int[] starts = lists.starts();
            int[] repetition = new int[total];
            int[] definition = new int[total];
            int[] rows = new int[total];
            int at = 0;
            for (int i = 0; i < lengths.length; i++) {
                int length = lengths[i];
                repetition[at] = entries.repetition()[i];
                if (length <= 0) {
                    definition[at] = length < 0 ? entries.definition()[i] : shape.definition();
                    rows[at++] = -1;
                    continue;
                }
                int start = starts[entries.rows()[i]];
                for (int k = 0; k < length; k++) {
                    definition[at + k] = shape.definition() + 1;
                    rows[at + k] = start + k;
                }
                Arrays.fill(repetition, at + 1, at + length, shape.repetition() + 1);
                at += length;
            }
            return new Entries(repetition, definition, rows, total);
        }

        /** Returns the number of elements of each entry; negative if there is no list. */
        private static int[] lengths(Entries entries, NestedColumn lists) {
            long @Nullable [] validity = lists.validity();
            int[] ofRows = lists.lengths();
            int[] lengths = new int[entries.count()];
            for (int i = 0; i < lengths.length; i++) {
                int row = entries.rows()[i];
                lengths[i] = row < 0 || !Bitmap.isSet(validity, row) ? -1 : ofRows[row];
            }
            return lengths;
        }

        /** Checks that keys are not null, because Spark's writer reads them without a null check. */
        private static void checkKeys(Entries elements, Column keys) {
            if (!keys.mayHaveNulls()) {
                return;
            }
            for (int i = 0; i < elements.count(); i++) {
                int row = elements.rows()[i];
                if (row >= 0 && keys.isNull(row)) {
                    throw new NullPointerException("a key of a map is null");
                }
            }
        }
    }
}
