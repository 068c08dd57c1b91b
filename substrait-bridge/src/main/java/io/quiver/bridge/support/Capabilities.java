/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.support;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;

/** Tells the bridge, in Spark's terms, what the executor can do. Bridge and executor share nothing else but plan bytes. */
public interface Capabilities {
    /** One argument of a scalar function; {@code literal} is a Catalyst {@code Literal.value} if {@code isLiteral}. */
    record Argument(DataType type, boolean isLiteral, Optional<Object> literal) {}

    /** The function for a Catalyst expression class without parameters other than children and mode. */
    Optional<String> functionFor(Class<?> catalystClass);

    /** How much of one use of a scalar function kernels cover. */
    enum Coverage {
        /** No kernel: Spark's code computes it. */
        NONE,
        /** A kernel that may decline a batch; Spark's code then computes the batch, or fails. */
        SOME_ROWS,
        /** A kernel that answers for any input: nothing can fail. */
        EVERY_ROW
    }

    /** How much of this use of a scalar function a kernel covers; {@code mode} is LEGACY, ANSI or TRY. */
    Coverage coverage(String function, String mode, List<Argument> arguments, DataType result);

    /**
     * An aggregate function that the executor has.
     *
     * @param isInWindows whether windows support it, too
     * @param leavesResults whether the executor only keeps its state, and Spark's expression computes the result
     */
    record Aggregate(String name, boolean isInWindows, boolean leavesResults) {}

    /** The aggregate function for a Catalyst class. */
    Optional<Aggregate> aggregateFor(Class<?> catalystClass);

    /** The window function for a Catalyst class that is not an aggregate. */
    Optional<String> windowFor(Class<?> catalystClass);

    /** Whether the executor has the aggregate function for these arguments, and whether it may fail for some rows. */
    Coverage aggregateCoverage(String function, String mode, List<DataType> arguments, DataType result);

    /**
     * Whether an aggregate function that the executor has gives the same to the bit in whatever order, and in whatever parts, a group's rows
     * come, and never fails.
     */
    boolean aggregatesInAnyOrder(String function, String mode, List<DataType> arguments);

    /**
     * The functions of a bound expression without a kernel, or of an aggregate without an accumulator, that nevertheless run over
     * columns. Spark's code runs the others row by row.
     */
    List<Expression> overColumns(Expression bound);
}
