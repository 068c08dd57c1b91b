/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import java.util.Arrays;
import java.util.List;

/**
 * Computes sums of decimals. State: the sum, 0 for no rows and null once it has overflowed, and isEmpty. Result: null for no
 * rows. An overflow gives null, or Spark's error in ANSI mode. Source: Spark 4.1.3 {@code Sum}, {@code CheckOverflowInSum}.
 */
final class DecimalSumAccumulator extends Accumulator {
    private final EvaluationMode mode;
    private final HostCode host;
    private final DecimalSums sums;
    private final boolean ownsSums;
    private final Seen seen = new Seen();

    /** {@code ownsSums} is true if no other accumulator adds the same values to {@code sums}. */
    DecimalSumAccumulator(Measure measure, DecimalSums sums, boolean ownsSums, HostCode host) {
        this.mode = measure.mode();
        this.host = host;
        this.sums = sums;
        this.ownsSums = ownsSums;
    }

    @Override
    public boolean skipsNullStates() {
        return false;
    }

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        if (ownsSums) {
            sums.add(arguments[0], rowCount, groups);
        }
        seen.mark(groups, rowCount);
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        long[] isEmpty = ((BooleanColumn) state[1]).words();
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.get(isEmpty, i)) {
                seen.mark(groups[i]);
            }
        }
        if (!ownsSums) {
            return;
        }
        long[] validity = state[0].validity();
        if (validity == null) {
            sums.add(state[0], rowCount, groups);
            return;
        }
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.get(validity, i) && !Bitmap.get(isEmpty, i)) {
                sums.overflow(groups[i]);
            }
        }
        int[] rows = new int[rowCount];
        int count = Bitmap.toSelection(validity, rowCount, rows);
        int[] groupsOfRows = new int[count];
        for (int i = 0; i < count; i++) {
            groupsOfRows[i] = groups[rows[i]];
        }
        sums.add(state[0].gather(rows, count), count, groupsOfRows);
    }

    @Override
    void groupsAre(int groupCount) {
        seen.grow(groupCount);
    }

    @Override
    public List<Column> state(int from, int count) {
        byte[] intact = new byte[count];
        for (int i = 0; i < count; i++) {
            intact[i] = (byte) (sums.isIntact(from + i) ? 1 : 0);
        }
        return List.of(sums.column(from, count, Flags.validity(intact, 0, count)), seen.isEmpty(from, count));
    }

    @Override
    public Column result(int from, int count) {
        boolean overflowed = false;
        byte[] valid = new byte[count];
        for (int i = 0; i < count; i++) {
            boolean intact = sums.isIntact(from + i);
            overflowed |= !intact;
            valid[i] = (byte) (intact && seen.get(from + i) ? 1 : 0);
        }
        if (overflowed && mode == EvaluationMode.ANSI) {
            throw RowFailure.raise(failure(from, count));
        }
        return sums.column(from, count, Flags.validity(valid, 0, count));
    }

    /** Returns the error that Spark raises at the first group whose sum does not fit in its type. */
    private Throwable failure(int from, int count) {
        int group = from;
        while (group < from + count - 1 && sums.isIntact(group)) {
            group++;
        }
        return host.evaluateFailure(Arrays.asList(sums.isKnown(group) ? sums.total(group) : null, !seen.get(group)));
    }

    @Override
    void resize(int newCapacity) {
        if (ownsSums) {
            sums.resize(newCapacity);
        }
        seen.resize(newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return (ownsSums ? DecimalSums.bytesPerGroup() : 0) + 1;
    }
}
