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
 * A fragment in Substrait and what travels beside it.
 *
 * @param plan the Substrait plan, serialised; equal fragments give equal bytes
 * @param foreign by ordinal of the plan's foreign expressions: bound (BoundReference ordinals are columns of the input
 *     of the operator that evaluates it), deterministic initialisation left to the evaluator
 * @param foreignAggregates by ordinal of the plan's foreign aggregates
 * @param foreignWindows by ordinal of the plan's foreign window functions
 * @param parameters by ordinal of the plan's parameters: values of subqueries, which the driver knows before the tasks start
 */
public record TranslatedFragment(
        byte[] plan,
        List<Expression> foreign,
        List<ForeignAggregate> foreignAggregates,
        List<ForeignWindowFunction> foreignWindows,
        List<Expression> parameters) {}
