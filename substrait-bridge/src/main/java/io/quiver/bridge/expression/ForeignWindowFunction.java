/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * An aggregate or window function that Spark's own window code computes over frames.
 *
 * @param function over attributes of {@code input}, not bound to ordinals
 * @param input the attributes of the window's input columns, in order
 */
public record ForeignWindowFunction(Expression function, List<Attribute> input) implements Serializable {
    public ForeignWindowFunction {
        input = List.copyOf(input);
    }
}
