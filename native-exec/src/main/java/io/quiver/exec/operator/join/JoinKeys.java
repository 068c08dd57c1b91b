/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.kernel.hash.KeyHash;
import io.quiver.exec.kernel.join.KeyPacking;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the keys of a join into one 64-bit code per row. Keys that fit are packed, and equal codes mean equal keys. Others
 * are hashed, and whoever finds equal codes compares the keys.
 */
final class JoinKeys {
    private final List<ColumnType> types;
    private final boolean[] nullSafe;
    private final boolean exact;
    private final boolean ordered;

    JoinKeys(List<ColumnType> types, List<Boolean> nullSafe) {
        if (types.size() != nullSafe.size()) {
            throw new IllegalArgumentException("%d keys with %d flags".formatted(types.size(), nullSafe.size()));
        }
        this.types = List.copyOf(types);
        this.nullSafe = new boolean[types.size()];
        long bits = 0;
        for (int k = 0; k < types.size(); k++) {
            this.nullSafe[k] = nullSafe.get(k);
            bits += KeyPacking.bits(types.get(k)) + (this.nullSafe[k] ? 1 : 0);
        }
        exact = bits <= 64;
        ordered = types.size() == 1 && !this.nullSafe[0] && isIntegral(types.get(0));
    }

    private static boolean isIntegral(ColumnType type) {
        return type.physical() == ColumnType.Physical.INTS || type.physical() == ColumnType.Physical.LONGS;
    }

    List<ColumnType> types() {
        return types;
    }

    int count() {
        return types.size();
    }

    /** Returns whether rows with equal codes have equal keys. */
    boolean isExact() {
        return exact;
    }

    /** Returns whether the code is the value of the only key, an integer. */
    boolean isOrdered() {
        return ordered;
    }

    /** Returns whether both sides make the same codes. */
    boolean matches(JoinKeys other) {
        if (types.size() != other.types.size() || !Arrays.equals(nullSafe, other.nullSafe)) {
            return false;
        }
        for (int k = 0; k < types.size(); k++) {
            if (types.get(k).physical() != other.types.get(k).physical()
                    || KeyPacking.bits(types.get(k)) != KeyPacking.bits(other.types.get(k))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the rows that can match: those without a null in a key that is not null safe. Null for all. */
    long @Nullable [] matchable(Column[] keys, int rowCount) {
        return KeyPacking.withoutNulls(keys, nullSafe, rowCount);
    }

    /** Returns the code of each row, in {@code scratch}, a new array, or the column's own array. */
    long[] codes(Column[] keys, int rowCount, long seed, long[] scratch) {
        if (ordered) {
            return KeyPacking.integral(keys[0], scratch.length < rowCount ? new long[rowCount] : scratch, rowCount);
        }
        if (!exact) {
            long[] hashes = KeyHash.seeded(scratch, seed, rowCount);
            for (Column key : keys) {
                KeyHash.fold(key, hashes, rowCount, seed);
            }
            return hashes;
        }
        long[] packed = KeyPacking.zeros(scratch, rowCount);
        for (int k = 0; k < keys.length; k++) {
            KeyPacking.append(keys[k], nullSafe[k], packed, rowCount);
        }
        return packed;
    }
}
