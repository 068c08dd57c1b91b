/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/**
 * Computes central moments up to the second, third or fourth, for variances, skewness and kurtosis. State: count, mean, and
 * the moments. Operations and their order are Spark's, to the bit. Source: Spark 4.1.3 {@code CentralMomentAgg}.
 */
final class MomentsAccumulator extends DoubleStates {
    private final int order;

    MomentsAccumulator(int order, HostCode host) {
        super(order + 1, host);
        this.order = order;
    }

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        double[] values = doubles(arguments[0]);
        double[] counts = state(0);
        double[] means = state(1);
        double[] seconds = state(2);
        if (order > 2) {
            updateHigher(values, rowCount, groups);
            return;
        }
        for (int i = 0; i < rowCount; i++) {
            addTo(counts, means, seconds, groups[i], values[i]);
        }
    }

    private void updateHigher(double[] values, int rowCount, int[] groups) {
        double[] counts = state(0);
        double[] means = state(1);
        double[] seconds = state(2);
        double[] thirds = state(3);
        double @Nullable [] fourths = order > 3 ? state(4) : null;
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            double n = counts[group] + 1.0;
            double delta = values[i] - means[group];
            double deltaN = delta / n;
            double m2 = seconds[group] + delta * (delta - deltaN);
            double delta2 = delta * delta;
            double deltaN2 = deltaN * deltaN;
            double m3 = thirds[group] - 3.0 * deltaN * m2 + delta * (delta2 - deltaN2);
            counts[group] = n;
            means[group] += deltaN;
            seconds[group] = m2;
            thirds[group] = m3;
            if (fourths != null) {
                fourths[group] = fourths[group]
                        - 4.0 * deltaN * m3
                        - 6.0 * deltaN2 * m2
                        + delta * (delta * delta2 - deltaN * deltaN2);
            }
        }
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        double[] rightCounts = doubles(state[0]);
        double[] rightMeans = doubles(state[1]);
        double[] rightSeconds = doubles(state[2]);
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            double n1 = state(0)[group];
            double n2 = rightCounts[i];
            double n = n1 + n2;
            double delta = rightMeans[i] - state(1)[group];
            double deltaN = n == 0.0 ? 0.0 : delta / n;
            double m2 = state(2)[group];
            if (order > 2) {
                mergeHigher(state, i, group, n1, n2, delta, deltaN);
            }
            state(0)[group] = n;
            state(1)[group] += deltaN * n2;
            state(2)[group] = m2 + rightSeconds[i] + delta * deltaN * n1 * n2;
        }
    }

    /** Merges the third and the fourth moment. They read the second and the third, so they come before these change. */
    private void mergeHigher(Column[] state, int row, int group, double n1, double n2, double delta, double deltaN) {
        double left2 = state(2)[group];
        double right2 = doubles(state[2])[row];
        double left3 = state(3)[group];
        double right3 = doubles(state[3])[row];
        state(3)[group] = left3
                + right3
                + deltaN * deltaN * delta * n1 * n2 * (n1 - n2)
                + 3.0 * deltaN * (n1 * right2 - n2 * left2);
        if (order > 3) {
            state(4)[group] = state(4)[group]
                    + doubles(state[4])[row]
                    + deltaN * deltaN * deltaN * delta * n1 * n2 * (n1 * n1 - n1 * n2 + n2 * n2)
                    + 6.0 * deltaN * deltaN * (n1 * n1 * right2 + n2 * n2 * left2)
                    + 4.0 * deltaN * (n1 * right3 - n2 * left3);
        }
    }
}
