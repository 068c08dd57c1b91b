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
 * The groups of an aggregation: numbers distinct keys from 0 in the order of their first appearance. Keys are equal when
 * their bits are; null is a key.
 */
public interface GroupTable {
    /** The best table for these keys. */
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

    /** Writes the group of each row, -1 for keys not seen before. */
    void find(Batch keys, int[] groups);

    int groupCount();

    /** The key columns of groups {@code [from, from + count)}. */
    List<Column> keys(int from, int count);

    /** How many groups from {@code from} on, of {@code count}, have keys of about as many bytes of text and such at most: one in any case. */
    default int countWithin(long bytes, int from, int count) {
        return count;
    }

    /** Whether arrays can be large enough for the groups of {@code keys} too. */
    boolean hasRoomFor(Batch keys);

    /** About how many bytes are held once {@code more} groups have come whose keys are from {@code keys}. */
    long sizeBytesAfter(int more, Batch keys);
}
