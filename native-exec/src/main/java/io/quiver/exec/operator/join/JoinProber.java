/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.kernel.join.CodeIndex;
import io.quiver.exec.kernel.join.KeyEquality;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import java.util.Arrays;

/** Looks up batches of keys in a {@link JoinBuildTable}. State of one thread; the table is shared. */
final class JoinProber {
    private final JoinBuildTable table;
    private final CodeIndex index;
    private final CodeIndex.Scratch scratch = new CodeIndex.Scratch();
    private long[] codes = new long[0];
    private int[] heads = new int[0];
    private int[] probeRows = new int[0];
    private int[] buildRows = new int[0];
    private int[] equal = new int[0];

    JoinProber(JoinBuildTable table, JoinKeys probeKeys) {
        CodeIndex tableIndex = table.index();
        if (tableIndex == null || !table.keys().matches(probeKeys)) {
            throw new ExecutionException(
                    ErrorCode.PLAN_INVALID,
                    "a table built on keys %s is probed with keys %s"
                            .formatted(table.keys().types(), probeKeys.types()));
        }
        this.table = table;
        this.index = tableIndex;
    }

    /**
     * Returns the first matching build row of each row, or {@link CodeIndex#NONE}; valid until the next call. The index's
     * chain has the other matches.
     */
    int[] heads(Column[] keys, int rowCount) {
        reserve(rowCount);
        JoinKeys layout = table.keys();
        index.probe(layout.codes(keys, rowCount, table.seed(), codes), rowCount, heads, scratch);
        dropNulls(layout.matchable(keys, rowCount), rowCount);
        if (!layout.isExact()) {
            dropUnequal(keys, rowCount);
        }
        return heads;
    }

    /** Writes the rows that have a match to {@code selection}, ascending, and returns their number. */
    int select(Column[] keys, int rowCount, int[] selection) {
        JoinKeys layout = table.keys();
        if (layout.isExact()) {
            reserve(rowCount);
            long[] probed = layout.codes(keys, rowCount, table.seed(), codes);
            return index.select(probed, layout.matchable(keys, rowCount), rowCount, selection, scratch);
        }
        return CodeIndex.selectFound(heads(keys, rowCount), 0, rowCount, selection, 0);
    }

    private void reserve(int rowCount) {
        if (heads.length < rowCount) {
            heads = new int[rowCount];
            codes = new long[rowCount];
        }
    }

    private void dropNulls(long @org.jspecify.annotations.Nullable [] matchable, int rowCount) {
        if (matchable == null) {
            return;
        }
        for (int i = 0; i < rowCount; i++) {
            heads[i] |= (int) (matchable[i >> 6] >>> i & 1L) - 1;
        }
    }

    /**
     * Drops matches whose hashes are equal but whose keys are not. All rows of a chain have the same keys, so its first row
     * stands for all. If its keys differ, the search goes on in the next chain with that hash.
     */
    private void dropUnequal(Column[] keys, int rowCount) {
        if (probeRows.length < rowCount) {
            probeRows = new int[rowCount];
            buildRows = new int[rowCount];
            equal = new int[rowCount];
        }
        int count = 0;
        for (int i = 0; i < rowCount; i++) {
            probeRows[count] = i;
            buildRows[count] = heads[i];
            count += ~heads[i] >>> 31;
        }
        while (count > 0) {
            Cancellation.check();
            Arrays.fill(equal, 0, count, 1);
            compareKeys(table, keys, probeRows, buildRows, equal, count);
            count = goOnWhereUnequal(count);
        }
    }

    /** Returns how many rows have to be compared again. They are the first ones in {@link #probeRows}. */
    private int goOnWhereUnequal(int count) {
        int[] otherKeys = table.otherKeys();
        if (otherKeys == null) {
            for (int j = 0; j < count; j++) {
                heads[probeRows[j]] |= equal[j] - 1;
            }
            return 0;
        }
        int open = 0;
        for (int j = 0; j < count; j++) {
            if (equal[j] == 0) {
                int head = otherKeys[buildRows[j]];
                heads[probeRows[j]] = head;
                probeRows[open] = probeRows[j];
                buildRows[open] = head;
                open += ~head >>> 31;
            }
        }
        return open;
    }

    /** Clears {@code equal[j]} where the keys of a probe row and of a build row differ. */
    static void compareKeys(
            JoinBuildTable table, Column[] probeKeys, int[] probeRows, int[] buildRows, int[] equal, int count) {
        for (int k = 0; k < probeKeys.length; k++) {
            Column whole = table.wholeKey(k);
            Column probeKey = probeKeys[k].flat();
            if (whole != null) {
                KeyEquality.compare(probeKey, probeRows, whole, buildRows, equal, count);
            } else {
                Column gathered = table.gatherKey(k, buildRows, count);
                KeyEquality.compare(probeKey, probeRows, gathered, identity(count), equal, count);
            }
        }
    }

    private static int[] identity(int count) {
        int[] rows = new int[count];
        Bitmap.toSelection(null, count, rows);
        return rows;
    }
}
