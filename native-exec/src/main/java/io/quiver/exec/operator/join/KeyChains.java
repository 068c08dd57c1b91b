/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.kernel.join.CodeIndex;
import io.quiver.exec.kernel.join.KeyEquality;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;

/** The chains of rows with equal codes, whose rows may have different keys. */
final class KeyChains {
    private final JoinBuildTable rows;
    private final int[] next;

    /** {@code rows} is a table without an index; {@code next} maps each row to its next row in the chain. */
    KeyChains(JoinBuildTable rows, int[] next) {
        this.rows = rows;
        this.next = next;
    }

    /** Returns whether all rows of each chain have equal keys. */
    boolean holdOneKeyEach() {
        int[] left = new int[Batch.TARGET_ROWS];
        int[] right = new int[Batch.TARGET_ROWS];
        int count = 0;
        for (int row = 0; row < next.length; row++) {
            Cancellation.checkAt(row);
            left[count] = row;
            right[count] = next[row];
            count += ~next[row] >>> 31;
            if (count == left.length || (row == next.length - 1 && count > 0)) {
                if (Arrays.stream(equalKeys(left, right, count)).anyMatch(bit -> bit == 0)) {
                    return false;
                }
                count = 0;
            }
        }
        return true;
    }

    private int[] equalKeys(int[] left, int[] right, int count) {
        int[] equal = new int[count];
        Arrays.fill(equal, 1);
        int[] identity = new int[count];
        Bitmap.toSelection(null, count, identity);
        for (int k = 0; k < rows.keyCount(); k++) {
            KeyEquality.compare(
                    rows.gatherKey(k, left, count), identity, rows.gatherKey(k, right, count), identity, equal, count);
        }
        return equal;
    }

    /**
     * Splits the chains in place into chains of one key each, keeping the order of rows. The first row of a chain stays the
     * first of its part.
     *
     * @return the array for {@link JoinBuildTable#otherKeys()}
     */
    int[] part() {
        long[] follows = Bitmap.zeros(next.length);
        for (int row : next) {
            if (row >= 0) {
                Bitmap.set(follows, row);
            }
        }
        int[] otherKeys = new int[next.length];
        Arrays.fill(otherKeys, CodeIndex.NONE);
        for (int head = 0; head < next.length; head++) {
            if (!Bitmap.get(follows, head) && next[head] >= 0) {
                part(head, otherKeys);
            }
        }
        return otherKeys;
    }

    private void part(int head, int[] otherKeys) {
        int[] open = chain(head);
        int previousHead = CodeIndex.NONE;
        while (open.length > 0) {
            Cancellation.check();
            int first = open[0];
            if (previousHead >= 0) {
                otherKeys[previousHead] = first;
            }
            previousHead = first;
            int[] firsts = new int[open.length];
            Arrays.fill(firsts, first);
            int[] equal = equalKeys(firsts, open, open.length);
            int last = first;
            int openCount = 0;
            for (int i = 1; i < open.length; i++) {
                if (equal[i] == 1) {
                    next[last] = open[i];
                    last = open[i];
                } else {
                    open[openCount++] = open[i];
                }
            }
            next[last] = CodeIndex.NONE;
            open = Arrays.copyOf(open, openCount);
        }
    }

    private int[] chain(int head) {
        int length = 0;
        for (int row = head; row >= 0; row = next[row]) {
            length++;
        }
        int[] chain = new int[length];
        int at = 0;
        for (int row = head; row >= 0; row = next[row]) {
            chain[at++] = row;
        }
        return chain;
    }
}
