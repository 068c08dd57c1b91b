/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.List;

/** Makes each row of one batch a group, whatever its keys. */
public final class EachRowTable implements GroupTable {
    private final Batch keys;

    /** Groups the rows of a batch whose first {@code keyCount} columns are the keys. */
    public EachRowTable(Batch batch, int keyCount) {
        this.keys = new Batch(batch.columns().subList(0, keyCount), batch.rowCount());
    }

    @Override
    public void assign(Batch rows, int[] groups) {
        for (int i = 0; i < rows.rowCount(); i++) {
            groups[i] = i;
        }
    }

    @Override
    public void find(Batch rows, int[] groups) {
        assign(rows, groups);
    }

    @Override
    public int groupCount() {
        return keys.rowCount();
    }

    @Override
    public List<Column> keys(int from, int count) {
        return keys.slice(from, from + count).columns();
    }

    @Override
    public boolean hasRoomFor(Batch rows) {
        return true;
    }

    @Override
    public long sizeBytesAfter(int more, Batch rows) {
        return 0;
    }
}
