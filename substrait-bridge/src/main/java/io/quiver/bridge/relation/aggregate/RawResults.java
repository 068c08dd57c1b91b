/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.aggregate;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.relation.Expressions;
import io.quiver.bridge.relation.RelationCall;
import io.quiver.bridge.relation.RelationContext;
import io.quiver.bridge.support.Dialect;
import io.quiver.bridge.type.TypeTranslator;
import io.quiver.spark.compat.Scala;
import io.substrait.expression.FunctionArg;
import io.substrait.relation.Rel;
import io.substrait.type.Type;
import io.substrait.type.TypeCreator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Collect;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/**
 * Finds results of aggregate functions that Spark's result expressions see exactly as the function returns them: decimals may
 * then have another scale than their type. Spark's own code computes expressions over them, all columns of a row together, since
 * writing a decimal converts it to its type for the columns that follow. Source: AggregationIterator.generateResultProjection,
 * UnsafeRowWriter.write of Spark 4.1.3.
 */
final class RawResults {
    private RawResults() {}

    /** The results that an expression computes with; a column that is the result itself only shows its type. */
    static Set<ExprId> of(BaseAggregateExec stock, List<NamedExpression> results) {
        Set<ExprId> candidates = new HashSet<>();
        List<AggregateExpression> aggregates = Scala.list(stock.aggregateExpressions());
        List<Attribute> attributes = Scala.list(stock.aggregateAttributes());
        for (int i = 0; i < aggregates.size(); i++) {
            if (mayBeOfAnotherScale(aggregates.get(i).aggregateFunction())) {
                candidates.add(attributes.get(i).exprId());
            }
        }
        Set<ExprId> used = new HashSet<>();
        if (!candidates.isEmpty()) {
            results.forEach(result -> collect(withoutAlias((Expression) result), used));
            candidates.retainAll(used);
        }
        return candidates;
    }

    /** Declarative functions and collections return their inputs, or values of expressions, which have their type. */
    private static boolean mayBeOfAnotherScale(AggregateFunction function) {
        return function instanceof ImperativeAggregate
                && !(function instanceof Collect<?>)
                && hasDecimal(function.dataType());
    }

    private static boolean hasDecimal(DataType type) {
        if (type instanceof ArrayType array) {
            return hasDecimal(array.elementType());
        }
        if (type instanceof MapType map) {
            return hasDecimal(map.keyType()) || hasDecimal(map.valueType());
        }
        if (type instanceof StructType struct) {
            return List.of(struct.fields()).stream().map(StructField::dataType).anyMatch(RawResults::hasDecimal);
        }
        if (type instanceof UserDefinedType<?> userDefined) {
            return hasDecimal(userDefined.sqlType());
        }
        return type instanceof DecimalType;
    }

    /** Collects what an expression reads; nothing if it is a column. */
    private static void collect(Expression expression, Set<ExprId> used) {
        for (Expression child : Scala.<Expression>list(expression.children())) {
            if (child instanceof AttributeReference attribute) {
                used.add(attribute.exprId());
            }
            collect(child, used);
        }
    }

    private static Expression withoutAlias(Expression expression) {
        return expression instanceof Alias alias ? withoutAlias(alias.child()) : expression;
    }

    /** The result columns, as the one row that Spark's projection makes of each group. */
    static Rel project(List<NamedExpression> results, Rel grouped, ExpressionTranslator expressions) {
        List<FunctionArg> arguments = expressions.foreignRow(Expressions.of(results));
        int width = grouped.getRecordType().fields().size();
        IntStream.range(0, width).forEach(i -> arguments.add(RelationContext.column(grouped, i)));
        List<Type> made = new ArrayList<>();
        for (Expression result : Expressions.of(results)) {
            made.add(TypeTranslator.translate(result.dataType(), result.nullable()));
        }
        return new RelationCall(
                        Dialect.GENERATE,
                        ExpressionTranslator.call(Dialect.GENERATE, TypeCreator.REQUIRED.struct(made), arguments),
                        made)
                .over(grouped)
                .remap(Rel.Remap.offset(width, made.size()))
                .build();
    }
}
