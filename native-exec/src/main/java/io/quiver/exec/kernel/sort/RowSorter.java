/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.sort;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.vector.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts row numbers by several columns, stable: by the first word of the first key with {@link RadixSort}, then each run
 * of equal words by the next word, and so on; short runs by insertion. Used once.
 */
public final class RowSorter {
    private static final int SHORT_RUN = 24;

    private final List<SortWords> wordsOfKeys = new ArrayList<>();
    private final Column[] columns;
    private final RowOrder order;
    private final RadixSort radix = new RadixSort();
    private final int[] rows;

    private RowSorter(List<SortColumn> keys, int[] rows) {
        boolean[] ascending = new boolean[keys.size()];
        boolean[] nullsFirst = new boolean[keys.size()];
        this.columns = new Column[keys.size()];
        for (int k = 0; k < keys.size(); k++) {
            ascending[k] = keys.get(k).ascending();
            nullsFirst[k] = keys.get(k).nullsFirst();
            columns[k] = keys.get(k).column();
            wordsOfKeys.add(new SortWords(keys.get(k)));
        }
        this.order = new RowOrder(ascending, nullsFirst);
        this.rows = rows;
    }

    /** Row numbers in the order of the flat columns of {@code keys}. Equal rows keep their order. */
    public static int[] sort(List<SortColumn> keys, int rowCount) {
        int[] rows = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            rows[i] = i;
        }
        return sort(keys, rows);
    }

    /** Sorts {@code rows}, row numbers of the flat columns of {@code keys}. Equal rows keep their order. */
    public static int[] sort(List<SortColumn> keys, int[] rows) {
        new RowSorter(keys, rows).sort(0, rows.length, 0, 0);
        return rows;
    }

    /** Sorts {@code rows[from..to)}, which are equal in all words before this one. */
    private void sort(int from, int to, int startKey, int startWord) {
        int key = startKey;
        int word = startWord;
        int count = to - from;
        if (count <= SHORT_RUN) {
            insertionSort(from, to);
            return;
        }
        Cancellation.check();
        long[] words = new long[count];
        while (key < columns.length) {
            if (word == wordsOfKeys.get(key).wordCount()) {
                key++;
                word = 0;
                continue;
            }
            word = wordsOfKeys.get(key).skipEqual(word, rows, from, count);
            wordsOfKeys.get(key).load(word, rows, from, count, words);
            radix.sort(words, rows, from, count);
            word++;
            if (words[0] != words[count - 1]) {
                sortRuns(words, from, count, key, word);
                return;
            }
        }
    }

    private void sortRuns(long[] words, int from, int count, int key, int word) {
        if (key == columns.length - 1 && word == wordsOfKeys.get(key).wordCount()) {
            return;
        }
        int start = 0;
        for (int i = 1; i <= count; i++) {
            Cancellation.checkAt(i); // runs may be short and many
            if (i == count || words[i] != words[start]) {
                if (i - start > 1) {
                    sort(from + start, from + i, key, word);
                }
                start = i;
            }
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int row = rows[i];
            int at = i;
            while (at > from && order.compare(columns, rows[at - 1], columns, row) > 0) {
                rows[at] = rows[at - 1];
                at--;
            }
            rows[at] = row;
        }
    }
}
