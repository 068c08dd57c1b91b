/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verdict;

/** Reasons why operators that Quiver supports stay on Spark, as EXPLAIN and an assessment of a stock job give them. */
public final class NotWorthIt {
    public static final String ROW_BASED_INPUT = "its input is row-based";
    public static final String HANDFUL_OF_ROWS = "a handful of local rows";
    public static final String NESTED_ROWS = "its input is row-based and has nested values";
    public static final String NESTED_HANDED_ON = "Spark's code hands nested values on to Spark's code";
    public static final String ROWS_IN_AND_OUT = "its input and its output are rows";
    public static final String RANGE_IN_LOOP = "Spark generates the rows of a range inside the same loop";

    private NotWorthIt() {}
}
