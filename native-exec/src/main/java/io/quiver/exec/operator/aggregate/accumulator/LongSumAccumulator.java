/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes sums of bytes, shorts, ints and longs. LEGACY wraps; state: the sum, null for no rows. In ANSI Spark's code raises
 * the overflow at the row. In TRY an overflow makes the sum null for good; state: sum and isEmpty. Source: Spark 4.1.3
 * {@code Sum}.
 */
final class LongSumAccumulator extends Accumulator {
    private final EvaluationMode mode;
    private final boolean tracksEmpty;
    private final boolean keyless;
    private final HostCode host;
    private long[] sums = new long[0];
    /** The groups that have had a value. */
    private final Seen seen = new Seen();
    /** 0 where the sum has overflowed, in TRY. */
    private byte[] intact = new byte[0];

    private long[] scratch = new long[0];

    LongSumAccumulator(Measure measure, boolean keyless, HostCode host) {
        this.mode = measure.mode();
        this.tracksEmpty = measure.stateTypes().size() == 2;
        this.keyless = keyless;
        this.host = host;
    }

    @Override
    public boolean skipsNullStates() {
        return !tracksEmpty;
    }

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        seen.mark(groups, rowCount);
        if (keyless && addTogether(arguments[0], rowCount)) {
            return;
        }
        long[] values = longs(arguments[0], rowCount);
        if (tracksEmpty) {
            tryAdd(values, rowCount, groups);
        } else if (mode == EvaluationMode.ANSI) {
            if (addChecked(values, rowCount, groups, sums) < 0) {
                throw overflow(values, rowCount, groups, arguments);
            }
        } else {
            add(values, rowCount, groups, sums);
        }
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        if (!tracksEmpty) {
            update(state, rowCount, groups);
            return;
        }
        long[] values = ((LongColumn) state[0]).values();
        long[] isEmpty = ((BooleanColumn) state[1]).words();
        for (int i = 0; i < rowCount; i++) {
            if ((isEmpty[i >> 6] >>> i & 1L) != 0) {
                continue;
            }
            int group = groups[i];
            seen.mark(group);
            if (state[0].isNull(i)) {
                intact[group] = 0;
            } else {
                tryAdd(values[i], group);
            }
        }
    }

    /** Adds the rows of the only group. Returns false and adds nothing if an intermediate sum might overflow. */
    private boolean addTogether(Column column, int rowCount) {
        long before = sums[0];
        if (column instanceof IntColumn ints) {
            if (mayLeaveRange(before, 31, rowCount)) {
                return false;
            }
            sums[0] = before + sum(ints.values(), rowCount);
            return true;
        }
        long[] values = ((LongColumn) column).values();
        if (mode != EvaluationMode.LEGACY && mayLeaveRange(before, bits(values, rowCount), rowCount)) {
            return false;
        }
        sums[0] = before + sum(values, rowCount);
        return true;
    }

    /**
     * Returns whether {@code before} plus {@code rowCount} values from {@code -2^bits} to {@code 2^bits} might overflow a
     * long.
     */
    private static boolean mayLeaveRange(long before, int bits, int rowCount) {
        int sumBits = bits + 32 - Integer.numberOfLeadingZeros(rowCount);
        if (sumBits > 62) {
            return true;
        }
        long most = 1L << sumBits;
        return before > Long.MAX_VALUE - most || before < Long.MIN_VALUE + most;
    }

    /** Returns the number of bits of the values without their signs. */
    private static int bits(long[] values, int rowCount) {
        long all = 0;
        for (int i = 0; i < rowCount; i++) {
            all |= values[i] ^ values[i] >> 63;
        }
        return 64 - Long.numberOfLeadingZeros(all);
    }

    private static long sum(int[] values, int rowCount) {
        long sum = 0;
        for (int i = 0; i < rowCount; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static long sum(long[] values, int rowCount) {
        long sum = 0;
        for (int i = 0; i < rowCount; i++) {
            sum += values[i];
        }
        return sum;
    }

    private long[] longs(Column column, int rowCount) {
        if (column instanceof LongColumn longs) {
            return longs.values();
        }
        if (scratch.length < rowCount) {
            scratch = new long[rowCount];
        }
        int[] values = ((IntColumn) column).values();
        for (int i = 0; i < rowCount; i++) {
            scratch[i] = values[i];
        }
        return scratch;
    }

    private static void add(long[] values, int rowCount, int[] groups, long[] sums) {
        for (int i = 0; i < rowCount; i++) {
            sums[groups[i]] += values[i];
        }
    }

    /** Adds modulo 2^64; returns a negative number if any addition has overflowed. */
    private static long addChecked(long[] values, int rowCount, int[] groups, long[] sums) {
        long overflow = 0;
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            long value = values[i];
            long before = sums[group];
            long after = before + value;
            overflow |= (before ^ after) & (value ^ after);
            sums[group] = after;
        }
        return overflow;
    }

    /** Takes the rows back out, which arithmetic modulo 2^64 allows, and adds them again up to the one that overflows. */
    private RuntimeException overflow(long[] values, int rowCount, int[] groups, Column[] arguments) {
        for (int i = rowCount - 1; i >= 0; i--) {
            sums[groups[i]] -= values[i];
        }
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            long after = sums[group] + values[i];
            if (((sums[group] ^ after) & (values[i] ^ after)) < 0) {
                return host.updateFailure(i, state(group, 1), arguments);
            }
            sums[group] = after;
        }
        throw new IllegalStateException("an overflow that was seen is not there");
    }

    private void tryAdd(long[] values, int rowCount, int[] groups) {
        for (int i = 0; i < rowCount; i++) {
            tryAdd(values[i], groups[i]);
        }
    }

    private void tryAdd(long value, int group) {
        long after = sums[group] + value;
        if (((sums[group] ^ after) & (value ^ after)) < 0) {
            intact[group] = 0;
        }
        sums[group] = after;
    }

    @Override
    void groupsAre(int groupCount) {
        seen.grow(groupCount);
    }

    @Override
    public List<Column> state(int from, int count) {
        if (!tracksEmpty) {
            return List.of(result(from, count));
        }
        return List.of(sums(from, count, Flags.validity(intact, from, count)), seen.isEmpty(from, count));
    }

    @Override
    public Column result(int from, int count) {
        if (!tracksEmpty) {
            return sums(from, count, seen.validity(from, count));
        }
        byte[] valid = new byte[count];
        for (int i = 0; i < count; i++) {
            valid[i] = seen.get(from + i) ? intact[from + i] : 0;
        }
        return sums(from, count, Flags.validity(valid, 0, count));
    }

    private Column sums(int from, int count, long @Nullable [] validity) {
        long[] values = Arrays.copyOfRange(sums, from, from + count);
        return new LongColumn(ColumnType.LONG, count, values, validity);
    }

    @Override
    void resize(int newCapacity) {
        sums = Arrays.copyOf(sums, newCapacity);
        seen.resize(newCapacity);
        int known = intact.length;
        intact = Arrays.copyOf(intact, newCapacity);
        Arrays.fill(intact, known, newCapacity, (byte) 1);
    }

    @Override
    int bytesPerGroup() {
        return 10;
    }
}
