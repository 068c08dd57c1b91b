/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.aggregate;

import io.quiver.bridge.relation.Expressions;
import io.quiver.spark.compat.Scala;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateMode;
import org.apache.spark.sql.catalyst.expressions.aggregate.Partial$;
import org.apache.spark.sql.catalyst.expressions.aggregate.PartialMerge$;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;

/** Describes the first of the two hash maps of Spark's generated aggregations, which takes no keys with nulls. */
final class FirstHashMap {
    private FirstHashMap() {}

    /**
     * Whether Spark aggregates nullable keys with two maps. Source: HashAggregateExec.checkIfFastHashMapSupported,
     * doConsumeWithKeys, Spark 4.1.3.
     */
    static boolean leavesOutNulls(BaseAggregateExec stock) {
        List<Expression> keys = Expressions.of(Scala.<NamedExpression>list(stock.groupingExpressions()));
        if (!(stock instanceof HashAggregateExec hash)
                || !SQLConf.get().enableTwoLevelAggMap()
                || keys.stream().noneMatch(Expression::nullable)
                || !keys.stream().allMatch(key -> fits(key.dataType()))) {
            return false;
        }
        boolean isPartialOnly = (Boolean) SQLConf.get().getConf(SQLConf.ENABLE_TWOLEVEL_AGG_MAP_PARTIAL_ONLY());
        for (AggregateExpression aggregate : Scala.<AggregateExpression>list(stock.aggregateExpressions())) {
            AggregateMode mode = aggregate.mode();
            if (isPartialOnly && mode != Partial$.MODULE$ && mode != PartialMerge$.MODULE$) {
                return false;
            }
            List<AttributeReference> state =
                    Scala.list(aggregate.aggregateFunction().aggBufferAttributes());
            if (!state.stream().allMatch(attribute -> fits(attribute.dataType()) && !isWide(attribute.dataType()))) {
                return false;
            }
        }
        return AggregateBuffers.isGenerated(hash);
    }

    private static boolean fits(DataType type) {
        return CodeGenerator.isPrimitiveType(type)
                || type instanceof DecimalType
                || type instanceof StringType
                || type instanceof CalendarIntervalType;
    }

    private static boolean isWide(DataType type) {
        return type instanceof DecimalType && DecimalType.isByteArrayDecimalType(type);
    }
}
