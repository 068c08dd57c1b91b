/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.Arrays;
import java.util.List;

/** Has no keys: all rows are in one group, which exists once a row has come. */
final class SingleGroupTable implements GroupTable {
    private int groupCount;

    @Override
    public void assign(Batch keys, int[] groups) {
        Arrays.fill(groups, 0, keys.rowCount(), 0);
        groupCount = 1;
    }

    @Override
    public void find(Batch keys, int[] groups) {
        Arrays.fill(groups, 0, keys.rowCount(), groupCount - 1);
    }

    @Override
    public int groupCount() {
        return groupCount;
    }

    @Override
    public List<Column> keys(int from, int count) {
        return List.of();
    }

    @Override
    public boolean hasRoomFor(Batch keys) {
        return true;
    }

    @Override
    public long sizeBytesAfter(int more, Batch keys) {
        return 0;
    }
}
