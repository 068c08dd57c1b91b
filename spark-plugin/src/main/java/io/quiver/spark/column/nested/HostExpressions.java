/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.expression.ForeignExpressions;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** Evaluates with Spark's own code the expressions that kernels do not cover, bound to the columns of batches. */
@FunctionalInterface
public interface HostExpressions {
    ForeignExpressions of(List<Expression> expressions);
}
