/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.kernel.hash.LongInterner;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of several keys, one long each (see {@link KeyWords}), as one long: while all keys are numbers near 0, such as those of texts. It is looked
 * up faster than all of them. Each key has as many bits as its numbers have needed so far; with more of them the rows are made anew.
 */
final class KeysInOneLong {
    /** A long that is not negative. */
    private static final int MAX_BITS = 63;

    private final KeyWords keyWords;
    private final boolean[] isText;
    private int[] bits;
    private LongInterner numbers = new LongInterner();
    /** Of a batch: by key the numbers of its values, and the rows. */
    private final long[][] codes;

    private long[] rows = new long[0];

    KeysInOneLong(List<ColumnType> types, KeyWords keyWords) {
        this.keyWords = keyWords;
        this.isText = new boolean[types.size()];
        for (int key = 0; key < isText.length; key++) {
            isText[key] = types.get(key).physical() == ColumnType.Physical.BYTES;
        }
        this.bits = new int[isText.length];
        this.codes = new long[isText.length][0];
    }

    /** Whether keys of these types may be small. */
    static boolean mayHave(List<ColumnType> types) {
        return types.size() <= MAX_BITS && types.stream().allMatch(KeysInOneLong::isSmall);
    }

    private static boolean isSmall(ColumnType type) {
        return switch (type.physical()) {
            case BITS, INTS, LONGS, BYTES -> true;
            case FLOATS, DOUBLES, WIDE -> false;
        };
    }

    int size() {
        return numbers.size();
    }

    /** Writes the numbers of the rows {@code words[..][i]}; false, and nothing is done, where all keys together need too many bits. */
    boolean intern(long[][] words, int rowCount, int[] ids) {
        reserve(rowCount);
        encode(words, rowCount);
        if (!makeRoom(rowCount)) {
            return false;
        }
        putTogether(rowCount);
        numbers.intern(rows, null, rowCount, ids);
        return true;
    }

    /** Writes the numbers of the rows, -1 for those not seen before. */
    void find(long[][] words, int rowCount, int[] ids) {
        reserve(rowCount);
        encode(words, rowCount);
        putTogether(rowCount);
        numbers.find(rows, null, rowCount, ids);
        for (int key = 0; key < bits.length; key++) {
            for (int i = 0; i < rowCount; i++) {
                if (codes[key][i] >>> bits[key] != 0) {
                    ids[i] = -1;
                }
            }
        }
    }

    private void reserve(int rowCount) {
        if (rows.length >= rowCount) {
            return;
        }
        rows = new long[rowCount];
        for (int key = 0; key < bits.length; key++) {
            codes[key] = isText[key] ? codes[key] : new long[rowCount];
        }
    }

    /** Makes numbers from 0 on of the keys: texts have theirs; of others null is 0, and then come 0, -1, 1, -2 and so on. */
    private void encode(long[][] words, int rowCount) {
        for (int key = 0; key < bits.length; key++) {
            if (isText[key]) {
                codes[key] = words[key];
                continue;
            }
            long[] values = words[key];
            long[] nulls = words[keyWords.nullWord(key)];
            long[] out = codes[key];
            for (int i = 0; i < rowCount; i++) {
                long value = values[i];
                // those farthest from 0, one half of all, have none: what is negative needs too many bits
                long none = (value << 1 ^ value) >> 63;
                out[i] = (((value << 1 ^ value >> 63) + 1) | none) * (1 - (nulls[i] >>> key & 1));
            }
        }
    }

    private static long decode(long code) {
        long folded = code - 1;
        return code == 0 ? 0 : folded >>> 1 ^ -(folded & 1);
    }

    private boolean makeRoom(int rowCount) {
        int[] needed = bits.clone();
        boolean isEnough = true;
        int sum = 0;
        for (int key = 0; key < bits.length; key++) {
            long all = 0;
            for (int i = 0; i < rowCount; i++) {
                all |= codes[key][i];
            }
            int width = Long.SIZE - Long.numberOfLeadingZeros(all);
            isEnough &= width <= bits[key];
            needed[key] = Math.max(bits[key], width);
            sum += needed[key];
        }
        if (!isEnough && sum <= MAX_BITS) {
            widen(needed);
        }
        return sum <= MAX_BITS;
    }

    private void putTogether(int rowCount) {
        long[] out = rows;
        Arrays.fill(out, 0, rowCount, 0);
        for (int key = 0; key < bits.length; key++) {
            long[] add = codes[key];
            int width = bits[key];
            for (int i = 0; i < rowCount; i++) {
                out[i] = out[i] << width | add[i];
            }
        }
    }

    /** Makes all rows so far anew, in their order. */
    private void widen(int[] needed) {
        LongInterner wider = new LongInterner();
        int[] ids = new int[Batch.TARGET_ROWS];
        for (int from = 0; from < size(); from += Batch.TARGET_ROWS) {
            Cancellation.check();
            int count = Math.min(Batch.TARGET_ROWS, size() - from);
            long[] out = new long[count];
            for (int key = 0; key < bits.length; key++) {
                long[] add = codesOf(key, from, count);
                for (int i = 0; i < count; i++) {
                    out[i] = out[i] << needed[key] | add[i];
                }
            }
            wider.intern(out, null, count, ids);
        }
        numbers = wider;
        bits = needed;
    }

    private long[] codesOf(int key, int from, int count) {
        int shift = 0;
        for (int after = key + 1; after < bits.length; after++) {
            shift += bits[after];
        }
        long mask = (1L << bits[key]) - 1;
        long[] values = numbers.values();
        long[] found = new long[count];
        for (int i = 0; i < count; i++) {
            found[i] = values[from + i] >>> shift & mask;
        }
        return found;
    }

    /** One of the longs of which the rows {@code [from, from + count)} were made. */
    long[] word(int word, int from, int count) {
        if (word < bits.length) {
            long[] values = codesOf(word, from, count);
            for (int i = 0; i < count && !isText[word]; i++) {
                values[i] = decode(values[i]);
            }
            return values;
        }
        long[] nulls = new long[count];
        for (int key = 0; key < bits.length; key++) {
            long[] values = isText[key] ? nulls : codesOf(key, from, count);
            for (int i = 0; i < count && !isText[key]; i++) {
                nulls[i] |= values[i] == 0 ? 1L << key : 0;
            }
        }
        return nulls;
    }

    boolean hasRoomFor(int more) {
        return numbers.hasRoomFor(more);
    }

    long sizeBytesAfter(int more) {
        return numbers.sizeBytesAfter(more) + 8L * (1 + codes.length) * rows.length;
    }
}
