/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.WideColumn;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds the keys of some rows as columns of longs: one or two for each key that has words, then the null bits of all keys.
 */
final class KeyWords {
    private final List<ColumnType> types;
    private final int[] first;
    private final int nullWord;
    private final long[][] words;

    KeyWords(List<ColumnType> types, IntPredicate hasWords) {
        this.types = List.copyOf(types);
        this.first = new int[types.size()];
        int word = 0;
        for (int k = 0; k < first.length; k++) {
            first[k] = word;
            word += hasWords.test(k) ? KeyCodes.wordCount(types.get(k)) : 0;
        }
        this.nullWord = word;
        this.words = new long[word + (types.size() + 63) / 64][0];
    }

    /** Returns the number of longs of a row. */
    int width() {
        return words.length;
    }

    /** Returns the position of a key's first long. */
    int first(int key) {
        return first[key];
    }

    /** Returns the position of the long with a key's null bit. */
    int nullWord(int key) {
        return nullWord + (key >> 6);
    }

    /** Returns the longs of the rows, by position. */
    long[][] words() {
        return words;
    }

    /** Returns the longs of a key, the first ones if it has two. */
    long[] of(int key) {
        return words[first[key]];
    }

    /** Starts {@code rowCount} rows without nulls. */
    void start(int rowCount) {
        if (words[0].length < rowCount) {
            for (int w = 0; w < words.length; w++) {
                words[w] = new long[rowCount];
            }
            return;
        }
        for (int w = nullWord; w < words.length; w++) {
            Arrays.fill(words[w], 0, rowCount, 0);
        }
    }

    /** Encodes a key of fixed width. */
    void encode(int key, Column flat, int rowCount) {
        long[] out = of(key);
        KeyCodes.encode(flat, rowCount, out);
        if (flat instanceof WideColumn wide) {
            System.arraycopy(wide.low(), 0, words[first[key] + 1], 0, rowCount);
        }
        long[] validity = flat.validity();
        if (validity == null) {
            return;
        }
        markNulls(key, validity, rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.get(validity, i)) {
                out[i] = 0;
                if (flat instanceof WideColumn) {
                    words[first[key] + 1][i] = 0;
                }
            }
        }
    }

    /** Marks the rows in which a key is null. */
    void markNulls(int key, long[] validity, int rowCount) {
        long[] nulls = words[nullWord(key)];
        for (int i = 0; i < rowCount; i++) {
            nulls[i] |= (~validity[i >> 6] >>> i & 1L) << key;
        }
    }

    /** Returns the column of a key of fixed width, with longs from {@code word}. */
    Column decode(int key, int count, IntFunction<long[]> word) {
        ColumnType type = types.get(key);
        long[] values = word.apply(first[key]);
        long[] low = KeyCodes.wordCount(type) == 2 ? word.apply(first[key] + 1) : values;
        return KeyCodes.decode(type, count, values, low, validity(key, count, word));
    }

    /** Returns the validity of a key; null if it is never null. */
    long @Nullable [] validity(int key, int count, IntFunction<long[]> word) {
        long[] nulls = word.apply(nullWord(key));
        long[] validity = null;
        for (int i = 0; i < count; i++) {
            if ((nulls[i] >>> key & 1L) != 0) {
                if (validity == null) {
                    validity = Bitmap.ones(count);
                }
                Bitmap.clear(validity, i);
            }
        }
        return validity;
    }

    long sizeBytes() {
        return 8L * words.length * words[0].length;
    }
}
