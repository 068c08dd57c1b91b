/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

/** Holds row numbers in a ring. Rows are added at the end and dropped at both ends. */
public final class ValueRows {
    private int[] rows = new int[16];
    private int first;
    private int count;

    public int count() {
        return count;
    }

    public void clear() {
        first = 0;
        count = 0;
    }

    public int get(int index) {
        return rows[first + index & rows.length - 1];
    }

    public int last() {
        return get(count - 1);
    }

    public void add(int row) {
        if (count == rows.length) {
            grow();
        }
        rows[first + count & rows.length - 1] = row;
        count++;
    }

    public void dropFirst() {
        first = first + 1 & rows.length - 1;
        count--;
    }

    public void dropLast() {
        count--;
    }

    /** Drops the rows up to {@code row}. The rows must ascend. */
    public void dropUpTo(int row) {
        while (count > 0 && rows[first] <= row) {
            dropFirst();
        }
    }

    private void grow() {
        int[] larger = new int[Math.multiplyExact(2, rows.length)];
        for (int i = 0; i < count; i++) {
            larger[i] = get(i);
        }
        rows = larger;
        first = 0;
    }
}
