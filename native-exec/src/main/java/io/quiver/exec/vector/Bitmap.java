/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bits in {@code long[]} words, least significant bit first (Arrow's order): validity (1 = not null), boolean values,
 * active rows. A null array means all ones. Bits past the row count are unspecified: everything here that counts or
 * searches takes the row count and masks them.
 */
public final class Bitmap {
    private Bitmap() {}

    /** How many words hold {@code rowCount} bits. */
    public static int wordCount(int rowCount) {
        return (rowCount + 63) >>> 6;
    }

    public static boolean get(long[] words, int row) {
        return (words[row >> 6] >>> row & 1L) != 0;
    }

    /** As {@link #get}, where a null bitmap is all ones. */
    public static boolean isSet(long @Nullable [] words, int row) {
        return words == null || get(words, row);
    }

    public static void set(long[] words, int row) {
        words[row >> 6] |= 1L << row;
    }

    public static void clear(long[] words, int row) {
        words[row >> 6] &= ~(1L << row);
    }

    /** All zeros, room for {@code rowCount} bits. */
    public static long[] zeros(int rowCount) {
        return new long[wordCount(rowCount)];
    }

    /** All ones, room for {@code rowCount} bits. */
    public static long[] ones(int rowCount) {
        long[] words = new long[wordCount(rowCount)];
        Arrays.fill(words, -1L);
        return words;
    }

    /** The mask of the bits in use in the last word; -1 where {@code rowCount} fills that word. */
    public static long lastWordMask(int rowCount) {
        return (rowCount & 63) == 0 ? -1L : (1L << rowCount) - 1;
    }

    /** Intersects two bitmaps, null being all ones. The result may be one of them. */
    public static long @Nullable [] and(long @Nullable [] left, long @Nullable [] right, int rowCount) {
        if (left == null || left == right) {
            return right;
        }
        if (right == null) {
            return left;
        }
        long[] out = new long[wordCount(rowCount)];
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] & right[i];
        }
        return out;
    }

    /** The rows of {@code left} (null: all) that are not in {@code right}. */
    public static long[] andNot(long @Nullable [] left, long[] right, int rowCount) {
        long[] out = new long[wordCount(rowCount)];
        for (int i = 0; i < out.length; i++) {
            out[i] = (left == null ? -1L : left[i]) & ~right[i];
        }
        return out;
    }

    public static long[] or(long[] left, long[] right, int rowCount) {
        long[] out = new long[wordCount(rowCount)];
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] | right[i];
        }
        return out;
    }

    public static long[] not(long[] words, int rowCount) {
        long[] out = new long[wordCount(rowCount)];
        for (int i = 0; i < out.length; i++) {
            out[i] = ~words[i];
        }
        return out;
    }

    /** Counts the ones among the first {@code rowCount} bits. */
    public static int count(long @Nullable [] words, int rowCount) {
        if (words == null) {
            return rowCount;
        }
        int last = wordCount(rowCount) - 1;
        int count = 0;
        for (int i = 0; i < last; i++) {
            count += Long.bitCount(words[i]);
        }
        return last < 0 ? 0 : count + Long.bitCount(words[last] & lastWordMask(rowCount));
    }

    /** Whether any of the first {@code rowCount} bits is one. */
    public static boolean any(long[] words, int rowCount) {
        int last = wordCount(rowCount) - 1;
        for (int i = 0; i < last; i++) {
            if (words[i] != 0) {
                return true;
            }
        }
        return last >= 0 && (words[last] & lastWordMask(rowCount)) != 0;
    }

    /** Whether {@code container} has all ones that {@code words} has among the first {@code rowCount} bits. */
    public static boolean contains(long @Nullable [] container, long @Nullable [] words, int rowCount) {
        if (container == null || container == words) {
            return true;
        }
        return words == null ? all(container, rowCount) : !any(andNot(words, container, rowCount), rowCount);
    }

    /** Whether all of the first {@code rowCount} bits are ones. */
    public static boolean all(long @Nullable [] words, int rowCount) {
        return words == null || count(words, rowCount) == rowCount;
    }

    /**
     * Writes the rows whose bit is one into {@code out}, ascending, and returns how many there are. {@code out} has room
     * for {@code rowCount} rows.
     */
    public static int toSelection(long @Nullable [] words, int rowCount, int[] out) {
        if (words == null) {
            for (int i = 0; i < rowCount; i++) {
                out[i] = i;
            }
            return rowCount;
        }
        int count = 0;
        int wordCount = wordCount(rowCount);
        for (int w = 0; w < wordCount; w++) {
            long word = words[w];
            if (w == wordCount - 1) {
                word &= lastWordMask(rowCount);
            }
            int base = w << 6;
            while (word != 0) {
                out[count++] = base + Long.numberOfTrailingZeros(word);
                word &= word - 1;
            }
        }
        return count;
    }

    /**
     * Writes the bits {@code [from, from + count)} of {@code in} (null: ones) into {@code out} from {@code at} on. {@code out}
     * has zeros there.
     */
    public static void copy(long @Nullable [] in, int from, long[] out, int at, int count) {
        int done = 0;
        while (done < count) {
            int position = at + done;
            int run = Math.min(count - done, 64 - (position & 63));
            out[position >> 6] |= bits(in, from + done, run) << position;
            done += run;
        }
    }

    /** The bits {@code [from, from + count)}; null stays null. */
    public static long @Nullable [] range(long @Nullable [] words, int from, int count) {
        if (words == null) {
            return null;
        }
        long[] out = zeros(count);
        copy(words, from, out, 0, count);
        return out;
    }

    /** Reads 1 to 64 bits from one bit on. */
    private static long bits(long @Nullable [] in, int from, int count) {
        if (in == null) {
            return lastWordMask(count);
        }
        int shift = from & 63;
        long word = in[from >> 6] >>> shift;
        if (shift + count > 64) {
            word |= in[(from >> 6) + 1] << (64 - shift);
        }
        return word & lastWordMask(count);
    }

    /** Picks the bits of {@code rows[0..count)}; null stays null. */
    public static long @Nullable [] gather(long @Nullable [] words, int[] rows, int count) {
        if (words == null) {
            return null;
        }
        long[] out = new long[wordCount(count)];
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            out[i >> 6] |= (words[row >> 6] >>> row & 1L) << i;
        }
        return out;
    }
}
