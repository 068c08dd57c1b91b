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
 * @param aggregate its function's children are bound to the columns of the measure's arguments (value arguments, or state columns
 *     if the mode merges)
 * @param isRaw whether an expression uses the results exactly as the function returns them: as bytes in a binary column that only
 *     Spark's side can read
 */
public record ForeignAggregate(AggregateExpression aggregate, boolean isRaw) implements Serializable {}
