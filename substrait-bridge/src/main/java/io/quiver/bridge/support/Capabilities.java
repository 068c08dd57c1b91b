/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.support;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;

/** What the executor can do, asked by the bridge in Spark's terms; the only thing the two share beside plan bytes. */
public interface Capabilities {
    /** One argument of a scalar function; {@code literal} is a Catalyst {@code Literal.value} where {@code isLiteral}. */
    record Argument(DataType type, boolean isLiteral, Optional<Object> literal) {}

    /** The function that stands for a Catalyst expression class with no parameters beside children and mode. */
    Optional<String> functionFor(Class<?> catalystClass);

    /** How far kernels go for one use of a scalar function. */
    enum Coverage {
        /** There is no kernel: Spark's code computes it. */
        NONE,
        /** There is one that may decline a batch, which Spark's code then computes, or fails for. */
        SOME_ROWS,
        /** There is one that answers whatever it gets: nothing can fail. */
        EVERY_ROW
    }

    /** How far a kernel covers this use of a scalar function; {@code mode} is LEGACY, ANSI or TRY. */
    Coverage coverage(String function, String mode, List<Argument> arguments, DataType result);

    /**
     * An aggregate function that the executor has.
     *
     * @param isInWindows whether windows have it, too
     * @param leavesResults whether its state alone is the executor's, and Spark's expression makes the result of it
     */
    record Aggregate(String name, boolean isInWindows, boolean leavesResults) {}

    /** The aggregate function that stands for a Catalyst class. */
    Optional<Aggregate> aggregateFor(Class<?> catalystClass);

    /** The window function, no aggregate, that stands for a Catalyst class. */
    Optional<String> windowFor(Class<?> catalystClass);

    /** How far the executor has the aggregate function over these arguments: whether it may fail for rows, or there is none. */
    Coverage aggregateCoverage(String function, String mode, List<DataType> arguments, DataType result);

    /**
     * Of the functions of a bound expression without a kernel, or of an aggregate without an accumulator, those that run over columns all the same. The others
     * are Spark's code, row by row.
     */
    List<Expression> overColumns(Expression bound);
}
