/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums of decimals. State: the sum, 0 for no rows and null once it has overflowed, and isEmpty. Result: null for no rows;
 * for an overflow null, or Spark's error where the mode is ANSI. Source: Spark 4.1.3 {@code Sum}, {@code
 * CheckOverflowInSum}.
 */
final class DecimalSumAccumulator extends Accumulator {
    private final EvaluationMode mode;
    private final HostCode host;
    private final DecimalSums sums;
    private byte[] seen = new byte[0];

    DecimalSumAccumulator(Measure measure, int valueDigits, boolean keyless, HostCode host) {
        this.mode = measure.mode();
        this.host = host;
        this.sums = new DecimalSums(measure.stateTypes().get(0), valueDigits, keyless);
    }

    @Override
    boolean skipsNullStates() {
        return false;
    }

    @Override
    void update(Column[] arguments, int rowCount, int[] groups) {
        sums.add(arguments[0], rowCount, groups);
        byte[] out = seen;
        for (int i = 0; i < rowCount; i++) {
            out[groups[i]] = 1;
        }
    }

    @Override
    void merge(Column[] state, int rowCount, int[] groups) {
        long[] isEmpty = ((BooleanColumn) state[1]).words();
        for (int i = 0; i < rowCount; i++) {
            seen[groups[i]] |= (byte) (~(isEmpty[i >> 6] >>> i) & 1L);
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
    List<Column> state(int from, int count) {
        byte[] intact = new byte[count];
        for (int i = 0; i < count; i++) {
            intact[i] = (byte) (sums.isIntact(from + i) ? 1 : 0);
        }
        return List.of(sums.column(from, count, Flags.validity(intact, 0, count)), Flags.not(seen, from, count));
    }

    @Override
    Column result(int from, int count) {
        boolean overflowed = false;
        byte[] valid = new byte[count];
        for (int i = 0; i < count; i++) {
            boolean intact = sums.isIntact(from + i);
            overflowed |= !intact;
            valid[i] = intact ? seen[from + i] : 0;
        }
        if (overflowed && mode == EvaluationMode.ANSI && host.canEvaluate()) {
            return host.evaluate(state(from, count), count);
        }
        if (overflowed && mode == EvaluationMode.ANSI) {
            throw host.missing();
        }
        return sums.column(from, count, validity(valid, count));
    }

    private static long @Nullable [] validity(byte[] valid, int count) {
        return Flags.validity(valid, 0, count);
    }

    @Override
    void resize(int newCapacity) {
        sums.resize(newCapacity);
        seen = Arrays.copyOf(seen, newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return DecimalSums.bytesPerGroup() + 1;
    }
}
