/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.catalog;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Describes an aggregate function that has an accumulator.
 *
 * @param name the name in plans
 * @param sparkClass the full name of the Catalyst class it stands for
 * @param takes the argument types that it has accumulators for
 * @param isInWindows whether windows have it, too
 * @param leavesResults whether the host's own expression computes the result from the state
 * @param total whether it cannot fail on any number of rows, by mode and argument types
 * @param inAnyParts whether the states of a group's rows, in their order, merge to the same bits however the rows are divided
 */
public record AggregateDefinition(
        String name,
        String sparkClass,
        Predicate<List<ColumnType>> takes,
        boolean isInWindows,
        boolean leavesResults,
        BiPredicate<EvaluationMode, List<ColumnType>> total,
        BiPredicate<EvaluationMode, List<ColumnType>> inAnyParts) {
    /**
     * Whether the state of a group is the same to the bit in whatever order its rows come, too. Of floating-point numbers that are equal and have
     * other bits, 0.0 and -0.0, the first stays.
     */
    public boolean inAnyOrder(EvaluationMode mode, List<ColumnType> types) {
        return inAnyParts.test(mode, types) && types.stream().noneMatch(AggregateDefinition::isFloating);
    }

    private static boolean isFloating(ColumnType type) {
        return type.kind() == ColumnType.Kind.FLOAT || type.kind() == ColumnType.Kind.DOUBLE;
    }
}
