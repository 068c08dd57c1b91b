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
 * What is to be said of an aggregate function that has an accumulator.
 *
 * @param name the name in plans
 * @param sparkClass the full name of the Catalyst class it stands for
 * @param takes the types of arguments that it has accumulators for
 * @param isInWindows whether windows have it, too
 * @param leavesResults whether the host's own expression makes the result of its state
 * @param total whether no rows, however many, can make it fail, by mode and argument types
 * @param inAnyParts whether the states of a group's rows, in their order, merge to the same bits however the rows are divided
 */
public record AggregateDefinition(
        String name,
        String sparkClass,
        Predicate<List<ColumnType>> takes,
        boolean isInWindows,
        boolean leavesResults,
        BiPredicate<EvaluationMode, List<ColumnType>> total,
        BiPredicate<EvaluationMode, List<ColumnType>> inAnyParts) {}
