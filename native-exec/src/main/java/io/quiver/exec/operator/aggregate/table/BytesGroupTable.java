/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.kernel.hash.BytesInterner;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.util.List;

/** Groups by one key of text, binary or opaque bytes. */
final class BytesGroupTable implements GroupTable {
    private final ColumnType type;
    private final BytesInterner interner = new BytesInterner();

    BytesGroupTable(ColumnType type) {
        this.type = type;
    }

    @Override
    public void assign(Batch keys, int[] groups) {
        interner.intern(keys.column(0), keys.rowCount(), groups, true);
    }

    @Override
    public void find(Batch keys, int[] groups) {
        interner.intern(keys.column(0), keys.rowCount(), groups, false);
    }

    @Override
    public int groupCount() {
        return interner.size();
    }

    @Override
    public List<Column> keys(int from, int count) {
        return List.of(interner.values(type, numbers(from, count), count));
    }

    @Override
    public int countWithin(long bytes, int from, int count) {
        return interner.countWithin(bytes, numbers(from, count), count);
    }

    private static int[] numbers(int from, int count) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = from + i;
        }
        return numbers;
    }

    @Override
    public boolean hasRoomFor(Batch keys) {
        return interner.hasRoomFor(keys.rowCount(), keys.column(0));
    }

    @Override
    public long sizeBytesAfter(int more, Batch keys) {
        return interner.sizeBytesAfter(more, more == 0 ? 0 : ColumnBuilder.bytesOf(keys.column(0)));
    }
}
