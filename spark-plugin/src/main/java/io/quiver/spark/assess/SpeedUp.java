/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

/**
 * Estimates how many times as fast a query may become. Its time in stages is divided by one factor, and the time between them by
 * another, for the part of the operators that would run on Quiver. The factors are those of TPC-H and of web analytics, cold and
 * hot: see docs/assess.md.
 */
record SpeedUp(double least, double middle, double most) {
    private static final Factors LEAST = new Factors(1.5, 1);
    private static final Factors MIDDLE = new Factors(4.5, 1.4);
    private static final Factors MOST = new Factors(8, 1.8);

    private record Factors(double inStages, double between) {}

    /**
     * @param share of task time, from 0 to 1
     * @param inStages part of the query's time in which stages ran, from 0 to 1
     */
    static SpeedUp of(double share, double inStages) {
        return new SpeedUp(ratio(share, inStages, LEAST), ratio(share, inStages, MIDDLE), ratio(share, inStages, MOST));
    }

    private static double ratio(double share, double inStages, Factors factors) {
        double saved = inStages * (1 - 1 / factors.inStages()) + (1 - inStages) * (1 - 1 / factors.between());
        return 1 / (1 - share * saved);
    }
}
