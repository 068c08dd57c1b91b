/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.logic;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;

/** The functions of comparisons and logic, one line each. */
public final class LogicFunctions {
    public static final List<ScalarFunction> ALL = List.of(
            Connectives.AND,
            Connectives.OR,
            Connectives.NOT,
            NullTests.IS_NULL,
            NullTests.IS_NOT_NULL,
            NullTests.COALESCE,
            Comparisons.EQUAL,
            Comparisons.NOT_EQUAL,
            Comparisons.LT,
            Comparisons.LTE,
            Comparisons.GT,
            Comparisons.GTE,
            Comparisons.IS_NOT_DISTINCT_FROM,
            Extremes.GREATEST,
            Extremes.LEAST);

    private LogicFunctions() {}
}
