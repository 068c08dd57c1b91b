/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Column;

/**
 * Computes moments of pairs of numbers. State: count, both means and the co-moment; then, for a correlation, the second
 * moments of both; for a regression, count, mean and second moment of x. Operations and their order are Spark's, to the bit.
 * Source: Spark 4.1.3 {@code Covariance}, {@code PearsonCorrelation}, {@code RegrSlope}, {@code RegrIntercept}.
 */
final class PairsAccumulator extends DoubleStates {
    /** Which columns the state has beside the co-moment. */
    enum Kind {
        COVARIANCE(4),
        CORRELATION(6),
        /** Its arguments are y and x; the pairs are of x and y. */
        REGRESSION(7);

        private final int width;

        Kind(int width) {
            this.width = width;
        }
    }

    private final Kind kind;

    PairsAccumulator(Kind kind, HostCode host) {
        super(kind.width, host);
        this.kind = kind;
    }

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        boolean swapped = kind == Kind.REGRESSION;
        double[] xs = doubles(arguments[swapped ? 1 : 0]);
        double[] ys = doubles(arguments[swapped ? 0 : 1]);
        double[] counts = state(0);
        double[] xMeans = state(1);
        double[] yMeans = state(2);
        double[] products = state(3);
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            double n = counts[group] + 1.0;
            double dx = xs[i] - xMeans[group];
            double dy = ys[i] - yMeans[group];
            double xMean = xMeans[group] + dx / n;
            double yMean = yMeans[group] + dy / n;
            counts[group] = n;
            xMeans[group] = xMean;
            yMeans[group] = yMean;
            products[group] += dx * (ys[i] - yMean);
            switch (kind) {
                case COVARIANCE -> {}
                case CORRELATION -> {
                    state(4)[group] += dx * (xs[i] - xMean);
                    state(5)[group] += dy * (ys[i] - yMean);
                }
                case REGRESSION -> addTo(state(4), state(5), state(6), group, xs[i]);
            }
        }
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        double[] rightCounts = doubles(state[0]);
        double[] rightXMeans = doubles(state[1]);
        double[] rightYMeans = doubles(state[2]);
        double[] rightProducts = doubles(state[3]);
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            double n1 = state(0)[group];
            double n2 = rightCounts[i];
            double n = n1 + n2;
            double dx = rightXMeans[i] - state(1)[group];
            double dxN = n == 0.0 ? 0.0 : dx / n;
            double dy = rightYMeans[i] - state(2)[group];
            double dyN = n == 0.0 ? 0.0 : dy / n;
            state(0)[group] = n;
            state(1)[group] += dxN * n2;
            state(2)[group] += dyN * n2;
            state(3)[group] = state(3)[group] + rightProducts[i] + dx * dyN * n1 * n2;
            switch (kind) {
                case COVARIANCE -> {}
                case CORRELATION -> {
                    state(4)[group] = state(4)[group] + doubles(state[4])[i] + dx * dxN * n1 * n2;
                    state(5)[group] = state(5)[group] + doubles(state[5])[i] + dy * dyN * n1 * n2;
                }
                case REGRESSION -> mergeVariance(state, i, group);
            }
        }
    }

    private void mergeVariance(Column[] state, int row, int group) {
        double n1 = state(4)[group];
        double n2 = doubles(state[4])[row];
        double n = n1 + n2;
        double delta = doubles(state[5])[row] - state(5)[group];
        double deltaN = n == 0.0 ? 0.0 : delta / n;
        state(4)[group] = n;
        state(5)[group] += deltaN * n2;
        state(6)[group] = state(6)[group] + doubles(state[6])[row] + delta * deltaN * n1 * n2;
    }
}
