/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import java.util.Map;
import java.util.Optional;

/** Lists the executor's window functions that are not aggregates, by the Catalyst classes they stand for. */
public final class WindowCatalog {
    private static final String EXPRESSIONS = "org.apache.spark.sql.catalyst.expressions.";

    private static final Map<String, String> BY_SPARK_CLASS = Map.of(
            EXPRESSIONS + "RowNumber", "row_number",
            EXPRESSIONS + "Rank", "rank",
            EXPRESSIONS + "DenseRank", "dense_rank",
            EXPRESSIONS + "PercentRank", "percent_rank",
            EXPRESSIONS + "CumeDist", "cume_dist",
            EXPRESSIONS + "NTile", "ntile",
            EXPRESSIONS + "NthValue", "nth_value",
            EXPRESSIONS + "Lead", "lead",
            EXPRESSIONS + "Lag", "lead");

    private WindowCatalog() {}

    /** Returns the function's name in plans. Lag is lead in the other direction. */
    public static Optional<String> forSparkClass(String className) {
        return Optional.ofNullable(BY_SPARK_CLASS.get(className));
    }
}
