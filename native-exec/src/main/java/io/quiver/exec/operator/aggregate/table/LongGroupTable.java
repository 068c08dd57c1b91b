/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.kernel.hash.LongInterner;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import java.util.Arrays;
import java.util.List;

/** Groups by one key of at most 64 bits. */
final class LongGroupTable implements GroupTable {
    private final ColumnType type;
    private final LongInterner interner = new LongInterner();
    private long[] scratch = new long[Batch.TARGET_ROWS];

    LongGroupTable(ColumnType type) {
        this.type = type;
    }

    @Override
    public void assign(Batch keys, int[] groups) {
        Column key = keys.column(0).flat();
        interner.intern(codes(key), key.validity(), key.rowCount(), groups);
    }

    @Override
    public void find(Batch keys, int[] groups) {
        Column key = keys.column(0).flat();
        interner.find(codes(key), key.validity(), key.rowCount(), groups);
    }

    private long[] codes(Column key) {
        if (key instanceof LongColumn longs) {
            return longs.values();
        }
        int rowCount = key.rowCount();
        if (scratch.length < rowCount) {
            scratch = new long[rowCount];
        }
        KeyCodes.encode(key, rowCount, scratch);
        return scratch;
    }

    @Override
    public int groupCount() {
        return interner.size();
    }

    @Override
    public List<Column> keys(int from, int count) {
        long[] words = Arrays.copyOfRange(interner.values(), from, from + count);
        int nullRow = interner.nullId() - from;
        long[] validity = null;
        if (nullRow >= 0 && nullRow < count) {
            validity = Bitmap.ones(count);
            Bitmap.clear(validity, nullRow);
        }
        return List.of(KeyCodes.decode(type, count, words, words, validity));
    }

    @Override
    public boolean hasRoomFor(Batch keys) {
        return interner.hasRoomFor(keys.rowCount());
    }

    @Override
    public long sizeBytesAfter(int more, Batch keys) {
        return interner.sizeBytesAfter(more) + 8L * scratch.length;
    }
}
