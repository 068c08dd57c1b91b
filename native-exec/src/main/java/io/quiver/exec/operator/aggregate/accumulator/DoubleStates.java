/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A state of several doubles, never null and initially 0. Spark's own expression computes the result from them, one for each
 * group, and handles any division by 0.
 */
abstract class DoubleStates extends Accumulator {
    private final double[][] states;
    private final HostCode host;

    DoubleStates(int width, HostCode host) {
        this.states = new double[width][0];
        this.host = host;
    }

    /** Returns the values of a state column, by group. */
    final double[] state(int column) {
        return states[column];
    }

    static double[] doubles(Column column) {
        return ((DoubleColumn) column).values();
    }

    /** Adds a value to the count, the mean and the second moment of a group, in the order of {@code CentralMomentAgg}. */
    static void addTo(double[] counts, double[] means, double[] seconds, int group, double value) {
        double n = counts[group] + 1.0;
        double delta = value - means[group];
        double deltaN = delta / n;
        counts[group] = n;
        means[group] += deltaN;
        seconds[group] += delta * (delta - deltaN);
    }

    /** Sets the given values, because merging them into 0 would round. */
    @Override
    public final void restore(Column[] state, int rowCount, int[] groups) {
        for (int column = 0; column < states.length; column++) {
            double[] in = doubles(state[column]);
            double[] out = states[column];
            for (int i = 0; i < rowCount; i++) {
                out[groups[i]] = in[i];
            }
        }
    }

    @Override
    public final List<Column> state(int from, int count) {
        List<Column> columns = new ArrayList<>(states.length);
        for (double[] state : states) {
            columns.add(
                    new DoubleColumn(ColumnType.DOUBLE, count, Arrays.copyOfRange(state, from, from + count), null));
        }
        return columns;
    }

    @Override
    public final Column result(int from, int count) {
        return host.evaluate(state(from, count), count);
    }

    @Override
    final void resize(int newCapacity) {
        for (int column = 0; column < states.length; column++) {
            states[column] = Arrays.copyOf(states[column], newCapacity);
        }
    }

    @Override
    final int bytesPerGroup() {
        return 8 * states.length;
    }
}
