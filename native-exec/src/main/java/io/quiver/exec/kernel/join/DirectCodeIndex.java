/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.join;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Has one slot for each code of a dense range. Slot 0 is always empty and stands for the codes out of range. */
final class DirectCodeIndex extends CodeIndex {
    private final long least;
    private final int[] slots;

    private DirectCodeIndex(long least, int[] slots, int @Nullable [] next) {
        super(next);
        this.least = least;
        this.slots = slots;
    }

    static DirectCodeIndex build(long[] codes, long @Nullable [] rows, int count, long least, int range) {
        int[] slots = new int[range + 1];
        int[] next = null;
        for (int i = 0; i < count; i++) {
            Cancellation.checkAt(i);
            if (!Bitmap.isSet(rows, i)) {
                continue;
            }
            int slot = (int) (codes[i] - least) + 1;
            int head = slots[slot];
            if (head != 0) {
                if (next == null) {
                    next = new int[count];
                    Arrays.fill(next, NONE);
                }
                next[i] = head - 1;
            }
            slots[slot] = i + 1;
        }
        return new DirectCodeIndex(least, slots, next);
    }

    @Override
    void probeRound(long[] codes, int from, int count, int[] heads, Scratch scratch) {
        int[] at = scratch.slots;
        positionsOf(codes, from, count, least, slots.length - 1, 1, at);
        gather(slots, at, count, heads, from);
    }

    /** Only gathers: cache misses overlap as long as no store index depends on what was loaded. */
    private static void gather(int[] table, int[] at, int count, int[] heads, int from) {
        for (int i = 0; i < count; i++) {
            heads[from + i] = table[at[i]] - 1;
        }
    }

    @Override
    int selectRound(long[] codes, int from, int count, int[] selection, int to, Scratch scratch) {
        int[] at = scratch.slots;
        positionsOf(codes, from, count, least, slots.length - 1, 1, at);
        int[] table = slots;
        int selected = to;
        for (int i = 0; i < count; i++) {
            selection[selected] = from + i;
            selected += -table[at[i]] >>> 31;
        }
        return selected;
    }

    @Override
    public long sizeBytes() {
        return 4L * slots.length + chainBytes();
    }
}
