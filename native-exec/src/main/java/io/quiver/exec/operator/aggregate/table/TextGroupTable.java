/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.BitSet;
import java.util.List;

/** Groups by several keys with text among them. It numbers texts first and packs those that turn out to hardly repeat. */
final class TextGroupTable implements GroupTable {
    /** A smaller table stays in caches either way. */
    static final int FEW_GROUPS = 1 << 16;

    private GroupTable table;
    private boolean isDecided;

    TextGroupTable(List<ColumnType> types) {
        table = new RowGroupTable(types);
    }

    @Override
    public void assign(Batch keys, int[] groups) {
        table.assign(keys, groups);
        if (!isDecided && table instanceof RowGroupTable rows && rows.groupCount() > FEW_GROUPS) {
            isDecided = true; // later there would be more to copy
            BitSet unshared = rows.unshared();
            table = unshared.isEmpty() ? rows : rows.packed(unshared);
        }
    }

    @Override
    public void find(Batch keys, int[] groups) {
        table.find(keys, groups);
    }

    @Override
    public int groupCount() {
        return table.groupCount();
    }

    @Override
    public List<Column> keys(int from, int count) {
        return table.keys(from, count);
    }

    @Override
    public int countWithin(long bytes, int from, int count) {
        return table.countWithin(bytes, from, count);
    }

    @Override
    public boolean hasRoomFor(Batch keys) {
        return table.hasRoomFor(keys);
    }

    @Override
    public long sizeBytesAfter(int more, Batch keys) {
        return table.sizeBytesAfter(more, keys);
    }
}
