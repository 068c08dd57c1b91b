/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.translation;

import io.quiver.spark.column.nested.NestedAccess;
import io.quiver.spark.expression.SparkAggregates;
import io.quiver.spark.expression.TupleRows;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.JsonTuple;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;

/** Finds the functions without a kernel that the host evaluates a column at a time. */
final class OverColumns {
    private OverColumns() {}

    /** The functions in a bound expression or aggregate; none if Spark's code evaluates it row by row. */
    static List<Expression> of(Expression bound) {
        if (bound instanceof AggregateExpression aggregate) {
            return SparkAggregates.isOverColumns(aggregate) ? List.of(aggregate.aggregateFunction()) : List.of();
        }
        if (bound instanceof JsonTuple tuple) {
            return TupleRows.isOverColumns(tuple) ? List.of(tuple) : List.of();
        }
        return NestedAccess.functions(bound);
    }
}
