/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.kernel.decimal.DecimalAverage;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import java.util.Arrays;
import java.util.List;

/**
 * Computes averages of decimals. State: the sum, null once it has overflowed, and the count. The result is the sum divided by
 * the count, rounded half up. An overflow gives null, or Spark's error in ANSI mode.
 *
 * <p>Spark 4.1.3 {@code DecimalDivideWithOverflowCheck} first cuts the quotient to 39 digits after the point and then rounds
 * to the scale of the result, which is at most 38. Cutting crosses no half-way point of that scale, so rounding once gives
 * the same result.
 */
final class DecimalAverageAccumulator extends Accumulator {
    private final ColumnType resultType;
    private final DecimalAverage average;
    private final EvaluationMode mode;
    private final HostCode host;
    private final DecimalSums sums;
    private final boolean ownsSums;
    private final GroupHistogram histogram;
    private long[] counts = new long[0];

    /** {@code ownsSums} is true if no other accumulator adds the same values to {@code sums}. */
    DecimalAverageAccumulator(
            Measure measure, DecimalSums sums, boolean ownsSums, GroupHistogram histogram, HostCode host) {
        this.resultType = measure.valueType();
        this.average =
                new DecimalAverage(resultType, measure.stateTypes().get(0).scale());
        this.mode = measure.mode();
        this.host = host;
        this.sums = sums;
        this.ownsSums = ownsSums;
        this.histogram = histogram;
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
        histogram.addTo(counts, rowCount, groups);
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        long[] countsIn = ((LongColumn) state[1]).values();
        for (int i = 0; i < rowCount; i++) {
            counts[groups[i]] += countsIn[i];
        }
        if (!ownsSums) {
            return;
        }
        long[] validity = state[0].validity();
        if (validity == null) {
            sums.add(state[0], rowCount, groups);
            return;
        }
        int[] rows = new int[rowCount];
        int[] groupsOfRows = new int[rowCount];
        int count = 0;
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.get(validity, i)) {
                rows[count] = i;
                groupsOfRows[count++] = groups[i];
            } else {
                sums.overflow(groups[i]);
            }
        }
        sums.add(state[0].gather(rows, count), count, groupsOfRows);
    }

    @Override
    public List<Column> state(int from, int count) {
        byte[] intact = new byte[count];
        for (int i = 0; i < count; i++) {
            intact[i] = (byte) (sums.isIntact(from + i) ? 1 : 0);
        }
        return List.of(
                sums.column(from, count, Flags.validity(intact, 0, count)),
                new LongColumn(ColumnType.LONG, count, Arrays.copyOfRange(counts, from, from + count), null));
    }

    @Override
    public Column result(int from, int count) {
        ColumnBuilder builder = ColumnBuilder.create(resultType, count);
        for (int group = from; group < from + count; group++) {
            if (counts[group] == 0) {
                builder.appendNull();
            } else if (!sums.isKnown(group) || !appendAverage(group, builder)) {
                if (mode == EvaluationMode.ANSI) {
                    throw RowFailure.raise(host.evaluateFailure(
                            Arrays.asList(sums.isKnown(group) ? sums.total(group) : null, counts[group])));
                }
                builder.appendNull();
            }
        }
        return builder.build();
    }

    /** Appends the average; false if it does not fit in the result type. */
    private boolean appendAverage(int group, ColumnBuilder builder) {
        return sums.isLong(group)
                ? average.append(sums.asLong(group), counts[group], builder)
                : average.append(sums.total(group), counts[group], builder);
    }

    @Override
    void resize(int newCapacity) {
        if (ownsSums) {
            sums.resize(newCapacity);
        }
        counts = Arrays.copyOf(counts, newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return (ownsSums ? DecimalSums.bytesPerGroup() : 0) + 8;
    }
}
