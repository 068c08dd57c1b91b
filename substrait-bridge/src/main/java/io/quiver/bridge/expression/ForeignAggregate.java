/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;

/**
 * An aggregate function that Spark's own code computes.
 *
 * @param aggregate its function's children are bound to the columns of the measure's arguments (value arguments, or state
 *     columns where the mode merges)
 * @param isRaw whether the results go out as the function hands them out, to an expression that computes with that: as
 *     bytes that only Spark's side can read, in a binary column
 */
public record ForeignAggregate(AggregateExpression aggregate, boolean isRaw) implements Serializable {}
