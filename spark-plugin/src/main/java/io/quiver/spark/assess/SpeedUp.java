/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

/**
 * How many times as fast a query may become: {@code 1 / (1 - covered * (1 - 1 / factor))}, where {@code covered} is the part of its time
 * in which tasks ran, times the share of their time in operators that would run on Quiver, and {@code factor} is how many times as fast
 * these operators are. Factors are those of TPC-H's queries: the least, the geometric mean, and that of all tasks' processor time.
 */
record SpeedUp(double least, double middle, double most) {
    private static final double LEAST_FACTOR = 1.5;
    private static final double MIDDLE_FACTOR = 3.1;
    private static final double MOST_FACTOR = 8;

    static SpeedUp of(double covered) {
        return new SpeedUp(ratio(covered, LEAST_FACTOR), ratio(covered, MIDDLE_FACTOR), ratio(covered, MOST_FACTOR));
    }

    private static double ratio(double covered, double factor) {
        return 1 / (1 - Math.min(1, covered) * (1 - 1 / factor));
    }
}
