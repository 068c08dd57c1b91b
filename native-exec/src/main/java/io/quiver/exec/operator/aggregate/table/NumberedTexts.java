/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.kernel.hash.BytesInterner;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers the text keys of rows. A text becomes its number among the texts of its column, one long in a row. One thread. */
final class NumberedTexts {
    /** Returns the numbers of the first {@code count} of some rows. */
    @FunctionalInterface
    interface Numbers {
        long[] of(int key, int count);
    }

    private final List<ColumnType> types;
    private final @Nullable BytesInterner[] interners;
    private int[] ids = new int[0];

    private NumberedTexts(List<ColumnType> types, @Nullable BytesInterner[] interners) {
        this.types = types;
        this.interners = interners;
    }

    /** Numbers all text keys. */
    static NumberedTexts of(List<ColumnType> types) {
        @Nullable BytesInterner[] interners = new BytesInterner[types.size()];
        for (int k = 0; k < interners.length; k++) {
            interners[k] = types.get(k).physical() == ColumnType.Physical.BYTES ? new BytesInterner() : null;
        }
        return new NumberedTexts(List.copyOf(types), interners);
    }

    /** Returns these without some keys. The others keep their numbers. */
    NumberedTexts butFor(BitSet keys) {
        @Nullable BytesInterner[] left = interners.clone();
        keys.stream().forEach(k -> left[k] = null);
        return new NumberedTexts(types, left);
    }

    boolean has(int key) {
        return interners[key] != null;
    }

    /** Returns how many distinct texts a key has had; 0 for a key without numbers. */
    int size(int key) {
        BytesInterner interner = interners[key];
        return interner == null ? 0 : interner.size();
    }

    /** Writes the numbers of a key's rows. With {@code insert} new texts get new numbers, otherwise -1. */
    void encode(int key, Column texts, int rowCount, long[] out, boolean insert) {
        if (ids.length < rowCount) {
            ids = new int[rowCount];
        }
        interner(key).intern(texts, rowCount, ids, insert);
        for (int i = 0; i < rowCount; i++) {
            out[i] = ids[i];
        }
    }

    /** Returns the texts of a key by their numbers. */
    Column decode(int key, long[] numbers) {
        return interner(key).values(types.get(key), ints(numbers), numbers.length);
    }

    private BytesInterner interner(int key) {
        BytesInterner interner = interners[key];
        if (interner == null) {
            throw new IllegalStateException("key %d has no numbers".formatted(key));
        }
        return interner;
    }

    private static int[] ints(long[] numbers) {
        int[] ints = new int[numbers.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) numbers[i];
        }
        return ints;
    }

    /** Returns how many of {@code count} rows have at most {@code bytes} of text in each key; at least one. */
    int countWithin(long bytes, int count, Numbers numbers) {
        int within = count;
        for (int k = 0; k < interners.length; k++) {
            BytesInterner interner = interners[k];
            if (interner != null) {
                within = interner.countWithin(bytes, ints(numbers.of(k, within)), within);
            }
        }
        return within;
    }

    /** Returns whether arrays can also hold the texts of a batch. */
    boolean hasRoomFor(Batch keys) {
        boolean hasRoom = true;
        for (int k = 0; k < interners.length; k++) {
            BytesInterner interner = interners[k];
            hasRoom = hasRoom && (interner == null || interner.hasRoomFor(keys.rowCount(), keys.column(k)));
        }
        return hasRoom;
    }

    /** Estimates the bytes held after {@code more} rows of {@code keys} have come. */
    long sizeBytesAfter(int more, Batch keys) {
        long size = 0;
        for (int k = 0; k < interners.length; k++) {
            BytesInterner interner = interners[k];
            if (interner != null) {
                size += interner.sizeBytesAfter(more, more == 0 ? 0 : ColumnBuilder.bytesOf(keys.column(k)));
            }
        }
        return size;
    }
}
