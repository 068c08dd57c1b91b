/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import io.quiver.bridge.expression.ForeignAggregate;
import io.quiver.bridge.expression.ForeignWindowFunction;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * A fragment in Substrait, and what travels beside it.
 *
 * @param plan the serialised Substrait plan; equal fragments give equal bytes
 * @param foreign the plan's foreign expressions, by ordinal. They are bound: BoundReference ordinals are input columns of the
 *     operator that evaluates the expression. The evaluator initialises nondeterministic ones.
 * @param foreignAggregates the plan's foreign aggregates, by ordinal
 * @param foreignWindows the plan's foreign window functions, by ordinal
 * @param parameters the plan's parameters, by ordinal: values of subqueries, which the driver knows before the tasks start
 */
public record TranslatedFragment(
        byte[] plan,
        List<Expression> foreign,
        List<ForeignAggregate> foreignAggregates,
        List<ForeignWindowFunction> foreignWindows,
        List<Expression> parameters) {}
