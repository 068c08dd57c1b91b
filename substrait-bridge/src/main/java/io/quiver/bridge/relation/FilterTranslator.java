/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.spark.compat.Scala;
import io.substrait.relation.Filter;
import io.substrait.relation.Rel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.execution.FilterExec;

/** Translates FilterExec to a Filter over its conjuncts; each is evaluated only for the rows that passed the ones before it. */
public final class FilterTranslator implements RelationTranslator<FilterExec> {
    @Override
    public Rel translate(FilterExec stock, List<RelationInput> inputs, RelationContext context) {
        RelationInput input = inputs.get(0);
        ExpressionTranslator expressions = context.expressions(input.output());
        return Filter.builder()
                .input(input.rel())
                .condition(ExpressionTranslator.conjunction(expressions.translateAll(conjuncts(stock.condition()))))
                .hint(context.hint())
                .build();
    }

    /**
     * The conjuncts in the order in which Spark's generated code evaluates them, which decides what fails first. A null check
     * waits until a conjunct needs its column; null checks that no conjunct needs come last. Source:
     * GeneratePredicateHelper.generatePredicateCode, Spark 4.1.3.
     */
    public static List<Expression> conjuncts(Expression condition) {
        return inSparksOrder(split(condition));
    }

    /** The conjuncts in their written order. */
    public static List<Expression> split(Expression condition) {
        List<Expression> conjuncts = new ArrayList<>();
        List<Expression> pending = new ArrayList<>(List.of(condition));
        while (!pending.isEmpty()) {
            Expression next = pending.remove(pending.size() - 1);
            if (next instanceof And and) {
                pending.add(and.right());
                pending.add(and.left());
            } else {
                conjuncts.add(next);
            }
        }
        return conjuncts;
    }

    private static List<Expression> inSparksOrder(List<Expression> conjuncts) {
        List<Expression> nullChecks = new ArrayList<>();
        List<Expression> others = new ArrayList<>();
        Set<ExprId> notNull = new HashSet<>();
        for (Expression conjunct : conjuncts) {
            if (conjunct instanceof IsNotNull check && isNullIntolerant(check.child())) {
                nullChecks.add(conjunct);
                references(conjunct).forEach(attribute -> notNull.add(attribute.exprId()));
            } else {
                others.add(conjunct);
            }
        }
        List<Expression> ordered = new ArrayList<>();
        for (Expression other : others) {
            for (Attribute attribute : references(other)) {
                if (notNull.remove(attribute.exprId())) {
                    ordered.add(new IsNotNull(attribute));
                }
            }
            ordered.add(other);
        }
        nullChecks.stream()
                .filter(check -> !(((IsNotNull) check).child() instanceof Attribute attribute)
                        || notNull.contains(attribute.exprId()))
                .forEach(ordered::add);
        return ordered;
    }

    private static List<Attribute> references(Expression expression) {
        return Scala.list(expression.references().toSeq());
    }

    /** Follows PredicateHelper.isNullIntolerant. */
    private static boolean isNullIntolerant(Expression expression) {
        return expression.nullIntolerant()
                && Scala.<Expression>list(expression.children()).stream().allMatch(FilterTranslator::isNullIntolerant);
    }
}
