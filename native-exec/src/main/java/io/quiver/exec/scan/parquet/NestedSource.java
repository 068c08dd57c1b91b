/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.scan.parquet.decode.PassThroughCodecs;
import io.quiver.exec.scan.parquet.decode.RowSpans;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.jspecify.annotations.Nullable;

/** Reads a nested column of the file with a reader for each of its leaves. */
final class NestedSource implements ScanSource {
    /**
     * Elements of collections decoded at once for each row of a batch. Further ones are decoded in parts and copied together.
     */
    private static final int ELEMENTS_PER_ROW = 8;

    private final NestedShape.Root root;
    private final List<NestedLeaf> leaves = new ArrayList<>();
    private long rowsToSkip;

    NestedSource(NestedShape.Root root, List<ParquetColumnPlan> plans, int capacity, PassThroughCodecs codecs) {
        this.root = root;
        addLeaves(root.shape(), List.of(), plans, capacity, codecs);
    }

    /** {@code collections} are the definition levels of the collections around the shape, from the outermost inwards. */
    private void addLeaves(
            NestedShape shape,
            List<Integer> collections,
            List<ParquetColumnPlan> plans,
            int capacity,
            PassThroughCodecs codecs) {
        if (shape instanceof NestedShape.Struct struct) {
            struct.fields().forEach(field -> addLeaves(field, collections, plans, capacity, codecs));
        } else if (shape instanceof NestedShape.Collection collection) {
            List<Integer> inner = new ArrayList<>(collections);
            inner.add(collection.definition());
            collection.parts().forEach(part -> addLeaves(part, inner, plans, capacity, codecs));
        } else {
            leaves.add(new NestedLeaf(
                    plans.get(leaves.size()),
                    collections.stream().mapToInt(Integer::intValue).toArray(),
                    collections.isEmpty() ? capacity : ELEMENTS_PER_ROW * capacity,
                    codecs));
        }
    }

    @Override
    public boolean isReadInFull() {
        return leaves.stream().anyMatch(leaf -> leaf.plan().mayDecline());
    }

    @Override
    public ColumnType type() {
        return root.shape().type();
    }

    @Override
    public void startRowGroup(PageReadStore pages, @Nullable RowSpans spans) throws IOException {
        rowsToSkip = 0;
        for (NestedLeaf leaf : leaves) {
            leaf.startRowGroup(pages, spans);
        }
    }

    @Override
    public long textBytes(BlockMetaData rowGroup) {
        long bytes = 0;
        for (NestedLeaf leaf : leaves) {
            bytes += ScanSource.chunkBytes(rowGroup, leaf.plan());
        }
        return bytes;
    }

    @Override
    public void skip(int rows) {
        rowsToSkip += rows;
    }

    @Override
    public Column read(int rows) throws IOException {
        List<Column> values = new ArrayList<>(leaves.size());
        for (NestedLeaf leaf : leaves) {
            leaf.skip(rowsToSkip);
            values.add(leaf.read(rows));
        }
        rowsToSkip = 0;
        return NestedAssembly.assemble(root, leaves, values, rows);
    }

    @Override
    public Column read(int rows, int[] selection, int count) throws IOException {
        Column all = read(rows);
        return count == rows ? all : all.gather(selection, count);
    }
}
