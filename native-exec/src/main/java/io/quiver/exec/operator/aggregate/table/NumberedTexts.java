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

/** The keys that are text: each text is a number among those of its column, which is one long of a row. One thread. */
final class NumberedTexts {
    /** The numbers of the first {@code count} of some rows. */
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

    /** All keys that are text. */
    static NumberedTexts of(List<ColumnType> types) {
        @Nullable BytesInterner[] interners = new BytesInterner[types.size()];
        for (int k = 0; k < interners.length; k++) {
            interners[k] = types.get(k).physical() == ColumnType.Physical.BYTES ? new BytesInterner() : null;
        }
        return new NumberedTexts(List.copyOf(types), interners);
    }

    /** Without some keys; the others keep their numbers. */
    NumberedTexts butFor(BitSet keys) {
        @Nullable BytesInterner[] left = interners.clone();
        keys.stream().forEach(k -> left[k] = null);
        return new NumberedTexts(types, left);
    }

    boolean has(int key) {
        return interners[key] != null;
    }

    /** How many texts a key has had; 0 for another key. */
    int size(int key) {
        BytesInterner interner = interners[key];
        return interner == null ? 0 : interner.size();
    }

    /** Writes the numbers of a key's rows; new texts get new numbers if {@code insert}, else -1. */
    void encode(int key, Column texts, int rowCount, long[] out, boolean insert) {
        if (ids.length < rowCount) {
            ids = new int[rowCount];
        }
        interner(key).intern(texts, rowCount, ids, insert);
        for (int i = 0; i < rowCount; i++) {
            out[i] = ids[i];
        }
    }

    /** The texts of a key. */
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

    /** How many of {@code count} rows have texts of at most so many bytes for each key: one in any case. */
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

    /** Whether the texts of a batch still fit in arrays. */
    boolean hasRoomFor(Batch keys) {
        boolean hasRoom = true;
        for (int k = 0; k < interners.length; k++) {
            BytesInterner interner = interners[k];
            hasRoom = hasRoom && (interner == null || interner.hasRoomFor(keys.rowCount(), keys.column(k)));
        }
        return hasRoom;
    }

    /** Bytes held once {@code more} rows of {@code keys} have come. */
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
