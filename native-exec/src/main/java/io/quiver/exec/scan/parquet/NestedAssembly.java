/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.scan.parquet.decode.CorruptPageException;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.NestedColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Assembles nested columns from the entries of their leaves. An instance of a shape (a struct, a collection, a value) begins
 * at one entry of each leaf below it. These entries are found from the outermost shape inwards. Source: Dremel (Melnik et
 * al., 2010); ParquetColumnVector of Spark 4.1.
 */
final class NestedAssembly {
    private final NestedColumn.Layout layout;
    private final List<NestedLeaf> leaves;
    private final List<Column> values;
    private int leaf;

    private NestedAssembly(NestedColumn.Layout layout, List<NestedLeaf> leaves, List<Column> values) {
        this.layout = layout;
        this.leaves = leaves;
        this.values = values;
    }

    /** Assembles the {@code rows} records whose entries {@code leaves} have read, with the values of each leaf's entries. */
    static Column assemble(NestedShape.Root root, List<NestedLeaf> leaves, List<Column> values, int rows) {
        List<int[]> begins = new ArrayList<>(leaves.size());
        for (int l = 0; l < leaves.size(); l++) {
            NestedLeaf leaf = leaves.get(l);
            boolean isKnown = l > 0 && leaf.repeatsAs(leaves.get(l - 1));
            begins.add(isKnown ? begins.get(l - 1) : begins(leaf.repetition(), leaf.count(), rows));
        }
        return new NestedAssembly(root.layout(), leaves, values).column(root.shape(), begins, rows);
    }

    /** Returns the first entry of each record. The array has room for one more. */
    private static int[] begins(int[] repetition, int count, int rows) {
        int[] begins = new int[rows + 1];
        int row = 0;
        for (int i = 0; i < count && row < rows; i++) {
            begins[row] = i;
            row += (repetition[i] - 1) >>> 31;
        }
        return begins;
    }

    /** Returns the instances of a shape that begin at the entries {@code begins} of each leaf below the shape. */
    private Column column(NestedShape shape, List<int[]> begins, int count) {
        if (shape instanceof NestedShape.Struct struct) {
            return struct(struct, begins, count);
        }
        return shape instanceof NestedShape.Collection collection
                ? collection(collection, begins, count)
                : value(begins.get(0), count);
    }

    private Column value(int[] begins, int count) {
        Column entries = values.get(leaf++);
        if (count == entries.rowCount()) {
            return entries;
        }
        Column found = entries.gather(begins, count);
        // Empty collections have an entry without a value each: often nothing else is null.
        boolean isFull = found.mayHaveNulls() && Bitmap.all(found.validity(), count);
        return isFull ? found.withValidity(null) : found;
    }

    private NestedColumn struct(NestedShape.Struct shape, List<int[]> begins, int count) {
        long[] validity = present(begins, count, shape.definition());
        List<Column> fields = new ArrayList<>(shape.fields().size());
        int from = 0;
        for (NestedShape field : shape.fields()) {
            int to = from + field.leaves().size();
            fields.add(column(field, begins.subList(from, to), count));
            from = to;
        }
        return NestedColumn.structs(shape.type(), count, layout, fields, Bitmap.all(validity, count) ? null : validity);
    }

    private NestedColumn collection(NestedShape.Collection shape, List<int[]> begins, int count) {
        long[] validity = present(begins, count, shape.definition());
        int[] starts = new int[count];
        int[] lengths = new int[count];
        List<int[]> elements = new ArrayList<>(begins.size());
        int total = 0;
        for (int l = 0; l < begins.size(); l++) {
            if (l > 0 && haveSameElements(leaf + l, begins.get(l - 1), begins.get(l), count, shape.definition())) {
                elements.add(elements.get(l - 1));
                continue;
            }
            int[] found = leaves.get(leaf + l).isRepeatedOnce()
                    ? elementsOfRecords(leaves.get(leaf + l), count, shape, lengths)
                    : elements(leaves.get(leaf + l), begins.get(l), count, shape, lengths);
            if (l > 0 && found.length != total) {
                throw new CorruptPageException(
                        "%d elements in one column, %d in another".formatted(total, found.length));
            }
            total = found.length;
            elements.add(found);
        }
        for (int i = 1; i < count; i++) {
            starts[i] = starts[i - 1] + lengths[i - 1];
        }
        List<Column> parts = new ArrayList<>(shape.parts().size());
        int from = 0;
        for (NestedShape part : shape.parts()) {
            int to = from + part.leaves().size();
            parts.add(column(part, elements.subList(from, to), total));
            from = to;
        }
        return NestedColumn.lists(
                shape.type(), count, layout, parts, starts, lengths, Bitmap.all(validity, count) ? null : validity);
    }

    /**
     * Returns whether a leaf's elements begin at the same entries as those of the leaf before. Leaves that begin alike also
     * repeat alike.
     */
    private boolean haveSameElements(int leaf, int[] beginsBefore, int[] begins, int count, int level) {
        if (begins != beginsBefore) {
            return false;
        }
        int[] before = leaves.get(leaf - 1).definition();
        int[] definition = leaves.get(leaf).definition();
        int different = 0;
        for (int i = 0; i < count; i++) {
            different |= (level - before[begins[i]]) ^ (level - definition[begins[i]]);
        }
        return different >= 0;
    }

    /** Works like {@link #elements} if each record has one collection of the leaf, without a branch for each entry. */
    private static int[] elementsOfRecords(NestedLeaf leaf, int count, NestedShape.Collection shape, int[] lengths) {
        int[] repetition = leaf.repetition();
        int[] definition = leaf.definition();
        int[] found = new int[leaf.count()];
        int level = shape.definition();
        int total = 0;
        int record = -1;
        for (int i = 0; i < found.length; i++) {
            record += (repetition[i] - 1) >>> 31;
            found[total] = i;
            total += (level - definition[i]) >>> 31;
            lengths[record] = total;
        }
        for (int i = count - 1; i > 0; i--) {
            lengths[i] -= lengths[i - 1];
        }
        return total == found.length ? found : Arrays.copyOf(found, total);
    }

    /** Returns the entries at which elements begin and sets the length of each instance. */
    private static int[] elements(
            NestedLeaf leaf, int[] begins, int count, NestedShape.Collection shape, int[] lengths) {
        int[] repetition = leaf.repetition();
        int[] definition = leaf.definition();
        int[] found = new int[leaf.count()];
        int total = 0;
        for (int i = 0; i < count; i++) {
            int entry = begins[i];
            int before = total;
            if (definition[entry] > shape.definition()) {
                found[total++] = entry;
                for (entry++; entry < leaf.count() && repetition[entry] > shape.repetition(); entry++) {
                    if (repetition[entry] == shape.repetition() + 1) {
                        found[total++] = entry;
                    }
                }
            }
            lengths[i] = total - before;
        }
        return total == found.length ? found : Arrays.copyOf(found, total);
    }

    /** Returns which instances exist. The leaves agree on it. */
    private long[] present(List<int[]> begins, int count, int level) {
        long[] present = present(leaves.get(leaf).definition(), begins.get(0), count, level);
        for (int l = 1; l < begins.size(); l++) {
            long[] other = present(leaves.get(leaf + l).definition(), begins.get(l), count, level);
            if (!Arrays.equals(present, other)) {
                throw new CorruptPageException("a value that is there in one column and not in another");
            }
        }
        return present;
    }

    private static long[] present(int[] definition, int[] begins, int count, int level) {
        long[] present = Bitmap.zeros(count);
        for (int from = 0; from < count; from += Long.SIZE) {
            long word = 0;
            int bits = Math.min(Long.SIZE, count - from);
            for (int i = 0; i < bits; i++) {
                word |= (long) (level - definition[begins[from + i]] - 1 >>> 31) << i;
            }
            present[from >> 6] = word;
        }
        return present;
    }
}
