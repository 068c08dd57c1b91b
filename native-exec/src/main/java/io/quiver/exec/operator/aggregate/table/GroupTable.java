/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.List;

/**
 * Numbers the groups of an aggregation: distinct keys get numbers from 0 in the order of their first appearance. Keys are
 * equal if their bits are; null is a key.
 */
public interface GroupTable {
    /** Returns the best table for these keys. */
    static GroupTable create(List<ColumnType> keyTypes) {
        if (keyTypes.isEmpty()) {
            return new SingleGroupTable();
        }
        if (keyTypes.size() == 1 && KeyCodes.wordCount(keyTypes.get(0)) == 1) {
            return keyTypes.get(0).physical() == ColumnType.Physical.BYTES
                    ? new BytesGroupTable(keyTypes.get(0))
                    : new LongGroupTable(keyTypes.get(0));
        }
        boolean hasText = keyTypes.stream().anyMatch(type -> type.physical() == ColumnType.Physical.BYTES);
        return hasText ? new TextGroupTable(keyTypes) : new RowGroupTable(keyTypes);
    }

    /** Writes the group of each row of {@code keys}, the first columns of the batch; new keys get new groups. */
    void assign(Batch keys, int[] groups);

    /** Writes the group of each row, or -1 for new keys. */
    void find(Batch keys, int[] groups);

    int groupCount();

    /** Returns the key columns of groups {@code [from, from + count)}. */
    List<Column> keys(int from, int count);

    /**
     * Returns how many of the {@code count} groups from {@code from} on have variable-width keys of about {@code bytes} at
     * most; at least one.
     */
    default int countWithin(long bytes, int from, int count) {
        return count;
    }

    /** Returns whether arrays can also hold the groups of {@code keys}. */
    boolean hasRoomFor(Batch keys);

    /** Estimates the bytes held after {@code more} groups with keys from {@code keys} have come. */
    long sizeBytesAfter(int more, Batch keys);
}
