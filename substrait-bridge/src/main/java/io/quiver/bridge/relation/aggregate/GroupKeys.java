/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.aggregate;

import io.quiver.bridge.expression.ComparableKeys;
import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.relation.Expressions;
import io.quiver.bridge.relation.RelationContext;
import io.quiver.bridge.type.TypeTranslator;
import io.quiver.spark.compat.Scala;
import io.substrait.expression.Expression;
import io.substrait.expression.Expression.SortDirection;
import io.substrait.expression.Expression.SortField;
import io.substrait.relation.Aggregate;
import io.substrait.relation.ImmutableSort;
import io.substrait.relation.Rel;
import io.substrait.relation.Sort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Complete$;
import org.apache.spark.sql.catalyst.expressions.aggregate.First;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import scala.Option;

/**
 * The keys of an aggregation: what distinguishes groups, and what is output for a group. Most keys are both. Of texts that are
 * equal under a collation, the first is output, through the aggregation's first measures: Spark outputs the key of the group's
 * first row. Source: SortBasedAggregationIterator, Spark 4.1.3.
 *
 * @param keys the keys as Spark names them
 * @param identities what distinguishes groups, key by key
 * @param handedOut for each key that needs a first measure, the ordinal of that measure; negative for others
 */
record GroupKeys(List<NamedExpression> keys, List<Expression> identities, List<Integer> handedOut) {
    static GroupKeys of(List<NamedExpression> keys, ExpressionTranslator expressions) {
        List<Expression> identities = new ArrayList<>();
        List<Integer> handedOut = new ArrayList<>();
        int firsts = 0;
        for (org.apache.spark.sql.catalyst.expressions.Expression key : Expressions.of(keys)) {
            boolean isItself = ComparableKeys.isComparedAsCarried(key.dataType());
            identities.add(expressions.translate(isItself ? key : ComparableKeys.identity(withoutAlias(key))));
            handedOut.add(isItself ? -1 : firsts++);
        }
        return new GroupKeys(keys, identities, handedOut);
    }

    private static org.apache.spark.sql.catalyst.expressions.Expression withoutAlias(
            org.apache.spark.sql.catalyst.expressions.Expression key) {
        return key instanceof Alias alias ? withoutAlias(alias.child()) : key;
    }

    /** The distinct expressions that distinguish groups: the aggregation's first columns. */
    List<Expression> distinct() {
        return List.copyOf(new LinkedHashSet<>(identities));
    }

    /** The functions that return the keys which are not output unchanged: the aggregation's first measures. */
    List<AggregateExpression> firsts() {
        List<AggregateExpression> firsts = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            if (handedOut.get(key) >= 0) {
                firsts.add(new AggregateExpression(
                        new First(withoutAlias(Expressions.of(keys).get(key)), false),
                        Complete$.MODULE$,
                        false,
                        Option.empty(),
                        NamedExpression$.MODULE$.newExprId()));
            }
        }
        return firsts;
    }

    int firstCount() {
        return (int) handedOut.stream().filter(ordinal -> ordinal >= 0).count();
    }

    /** The column of {@code aggregate} that holds a key. */
    int column(int key) {
        List<Expression> distinct = distinct();
        return handedOut.get(key) < 0 ? distinct.indexOf(identities.get(key)) : distinct.size() + handedOut.get(key);
    }

    /**
     * Sorts the aggregation by its keys: Spark relies on the output order of SortAggregateExec, and an aggregation that spills
     * does not keep the order of its input.
     */
    Rel inOrder(Aggregate aggregate, RelationContext context) {
        if (keys.isEmpty()) {
            return aggregate;
        }
        ExpressionTranslator expressions = context.expressions(columns());
        List<Attribute> columns = expressions.input();
        ImmutableSort.Builder sort = Sort.builder().input(aggregate);
        Set<Integer> sorted = new LinkedHashSet<>();
        for (int key = 0; key < keys.size(); key++) {
            int column = column(key);
            if (!sorted.add(column)) {
                continue;
            }
            DataType type = columns.get(column).dataType();
            sort.addSortFields(SortField.builder()
                    .expr(
                            TypeTranslator.isVectorised(type)
                                    ? RelationContext.column(aggregate, column)
                                    : expressions.translate(ComparableKeys.ordered(columns.get(column))))
                    .direction(SortDirection.ASC_NULLS_FIRST)
                    .build());
        }
        return sort.build();
    }

    /** The columns up to the last one that holds a key. */
    private List<Attribute> columns() {
        List<Attribute> columns = new ArrayList<>();
        for (Expression identity : distinct()) {
            org.apache.spark.sql.catalyst.expressions.Expression key =
                    Expressions.of(keys).get(identities.indexOf(identity));
            columns.add(attribute(ComparableKeys.identity(withoutAlias(key)).dataType()));
        }
        for (int key = 0; key < keys.size(); key++) {
            if (handedOut.get(key) >= 0) {
                columns.add(attribute(Expressions.of(keys).get(key).dataType()));
            }
        }
        return columns;
    }

    private static Attribute attribute(DataType type) {
        return new AttributeReference(
                "key", type, true, Metadata.empty(), NamedExpression$.MODULE$.newExprId(), Scala.seq(List.of()));
    }
}
