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

/** Which functions the host evaluates a column at a time, though there is no kernel for them. */
final class OverColumns {
    private OverColumns() {}

    /** Those of a bound expression or aggregate; none where Spark's code goes over its rows. */
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
