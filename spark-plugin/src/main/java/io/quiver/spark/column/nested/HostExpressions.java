/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.expression.ForeignExpressions;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** Spark's own code of expressions that are bound to the columns of batches, for what kernels do not do. */
@FunctionalInterface
public interface HostExpressions {
    ForeignExpressions of(List<Expression> expressions);
}
