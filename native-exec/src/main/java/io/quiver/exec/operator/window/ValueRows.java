/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window;

/** Row numbers in a ring: added at the end, dropped at both ends. */
final class ValueRows {
    private int[] rows = new int[16];
    private int first;
    private int count;

    int count() {
        return count;
    }

    void clear() {
        first = 0;
        count = 0;
    }

    int get(int index) {
        return rows[first + index & rows.length - 1];
    }

    int last() {
        return get(count - 1);
    }

    void add(int row) {
        if (count == rows.length) {
            grow();
        }
        rows[first + count & rows.length - 1] = row;
        count++;
    }

    void dropFirst() {
        first = first + 1 & rows.length - 1;
        count--;
    }

    void dropLast() {
        count--;
    }

    /** Drops the rows up to {@code row}; they ascend. */
    void dropUpTo(int row) {
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
