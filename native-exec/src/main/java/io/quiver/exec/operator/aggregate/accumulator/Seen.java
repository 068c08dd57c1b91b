/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.BooleanColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tracks which groups have had a value. If there are few groups, all soon have one and nothing is left to mark. */
final class Seen {
    private static final int FEW_GROUPS = 4096;

    private byte[] flags = new byte[0];
    private int groupCount;
    private boolean all;

    void grow(int newGroupCount) {
        if (newGroupCount > groupCount) {
            groupCount = newGroupCount;
            all = false;
        }
    }

    void resize(int newCapacity) {
        flags = Arrays.copyOf(flags, newCapacity);
    }

    void mark(int[] groups, int rowCount) {
        if (all) {
            return;
        }
        byte[] out = flags;
        for (int i = 0; i < rowCount; i++) {
            out[groups[i]] = 1;
        }
        if (groupCount <= FEW_GROUPS) {
            all = allSet();
        }
    }

    void mark(int group) {
        flags[group] = 1;
    }

    private boolean allSet() {
        for (int group = 0; group < groupCount; group++) {
            if (flags[group] == 0) {
                return false;
            }
        }
        return true;
    }

    boolean get(int group) {
        return flags[group] != 0;
    }

    /** Returns the validity of groups {@code [from, from + count)}; null if all are seen. */
    long @Nullable [] validity(int from, int count) {
        return Flags.validity(flags, from, count);
    }

    /** Returns a boolean column that is true where nothing was seen. */
    BooleanColumn isEmpty(int from, int count) {
        return Flags.not(flags, from, count);
    }
}
