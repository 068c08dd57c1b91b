/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.optimize;

import io.quiver.bridge.relation.FilterTranslator;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import scala.Option;

/**
 * An aggregation without the conditions below it that require non-null keys. Keys are identified by their position.
 *
 * @param stock as Spark has it
 * @param aggregate without the conditions; the declared nullability of its columns does not change
 * @param dropped the keys that had such a condition
 */
record AggregateWithNullKeys(Aggregate stock, Aggregate aggregate, Set<Integer> dropped) {
    /** Drops all such conditions. */
    static AggregateWithNullKeys of(Aggregate aggregate) {
        Set<Integer> all = new TreeSet<>();
        for (int i = 0; i < aggregate.groupingExpressions().size(); i++) {
            all.add(i);
        }
        return of(aggregate, all);
    }

    static AggregateWithNullKeys of(Aggregate aggregate, Set<Integer> positions) {
        Map<ExprId, Integer> keys = new HashMap<>();
        for (int position : positions) {
            if (aggregate.groupingExpressions().apply(position) instanceof Attribute key) {
                keys.put(key.exprId(), position);
            }
        }
        Set<Integer> dropped = new TreeSet<>();
        LogicalPlan input = without(aggregate.child(), keys, dropped);
        return new AggregateWithNullKeys(aggregate, (Aggregate) aggregate.withNewChildren(Scala.seqOf(input)), dropped);
    }

    private static LogicalPlan without(LogicalPlan plan, Map<ExprId, Integer> keys, Set<Integer> dropped) {
        if (plan instanceof Filter filter) {
            List<Expression> others = new ArrayList<>();
            for (Expression conjunct : FilterTranslator.split(filter.condition())) {
                Integer key = conjunct instanceof IsNotNull present && present.child() instanceof Attribute column
                        ? keys.get(column.exprId())
                        : null;
                if (key == null) {
                    others.add(conjunct);
                } else {
                    dropped.add(key);
                }
            }
            LogicalPlan input = without(filter.child(), keys, dropped);
            return others.stream()
                    .reduce(And::new)
                    .<LogicalPlan>map(condition -> new Filter(condition, input))
                    .orElse(input);
        }
        if (plan instanceof Project project) {
            return project.withNewChildren(Scala.seqOf(without(project.child(), below(project, keys), dropped)));
        }
        return isPassed(plan) ? plan.mapChildren(side -> without(side, keys, dropped)) : plan;
    }

    private static Map<ExprId, Integer> below(Project project, Map<ExprId, Integer> keys) {
        Map<ExprId, Integer> below = new HashMap<>();
        for (NamedExpression column : Scala.list(project.projectList())) {
            Integer key = keys.get(column.exprId());
            Expression value = column instanceof Alias alias ? alias.child() : (Expression) column;
            if (key != null && value instanceof Attribute source) {
                below.put(source.exprId(), key);
            }
        }
        return below;
    }

    /**
     * Whether it has an exchange that can be shared: it reads only files without buckets, and buckets may already be the groups.
     */
    boolean isShuffled() {
        return Scala.list(stock.collectLeaves()).stream()
                .allMatch(leaf -> leaf instanceof LogicalRelation table
                        && table.relation() instanceof HadoopFsRelation files
                        && files.bucketSpec().isEmpty());
    }

    /** Whether no expression can raise an error for the rows that the conditions had dropped. */
    boolean cannotFail() {
        return InfallibleAggregates.are(stock) && cannotFail(stock.child());
    }

    private static boolean cannotFail(LogicalPlan plan) {
        if (!isPassed(plan)) {
            return true;
        }
        List<Attribute> input = new ArrayList<>();
        List<LogicalPlan> children = Scala.list(plan.children());
        children.forEach(child -> input.addAll(Scala.list(child.output())));
        return InfallibleAggregates.areSafe(Scala.list(plan.expressions()), input)
                && children.stream().allMatch(AggregateWithNullKeys::cannotFail);
    }

    /** Whether conditions are looked for below the node. An inner join passes rows without the key like any other row. */
    private static boolean isPassed(LogicalPlan plan) {
        return plan instanceof Filter
                || plan instanceof Project
                || (plan instanceof Join join && join.joinType() == Inner$.MODULE$);
    }

    /** The input, the keys and the functions, in Spark's canonical form, by which Spark finds equal exchanges. */
    LogicalPlan shape() {
        Map<Expression, NamedExpression> computed = new LinkedHashMap<>();
        for (NamedExpression result : Scala.list(aggregate.aggregateExpressions())) {
            addFunctions((Expression) result, computed);
        }
        return new Aggregate(
                        aggregate.groupingExpressions(),
                        Scala.seq(computed.values()),
                        aggregate.child(),
                        aggregate.hint())
                .canonicalized();
    }

    private static void addFunctions(Expression expression, Map<Expression, NamedExpression> computed) {
        if (expression instanceof AggregateExpression function) {
            computed.putIfAbsent(
                    function.canonicalized(),
                    new Alias(
                            function,
                            "computed",
                            NamedExpression.newExprId(),
                            Scala.seqOf(),
                            Option.empty(),
                            Scala.seqOf()));
            return;
        }
        Scala.list(expression.children()).forEach(child -> addFunctions(child, computed));
    }
}
