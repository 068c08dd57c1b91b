/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.finish;

import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.EquivalentExpressions;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.internal.SQLConf;
import scala.Option;

/**
 * Columns of which some are not computed yet: a projection that waits for the operator that first uses them.
 *
 * @param operator returns everything that {@code columns} read
 * @param columns attributes of {@code operator}, and late expressions over them
 * @param whole the operator of the original plan that returns all of {@code columns} computed, if there is one
 */
record PostponedColumns(SparkPlan operator, List<NamedExpression> columns, Optional<SparkPlan> whole) {
    static PostponedColumns none(SparkPlan operator) {
        return new PostponedColumns(operator, List.copyOf(Scala.list(operator.output())), Optional.of(operator));
    }

    static PostponedColumns of(ProjectExec project) {
        return new PostponedColumns(project.child(), Scala.list(project.projectList()), Optional.of(project));
    }

    /** The operator that returns all columns computed. */
    SparkPlan computed() {
        return whole.orElseGet(() -> project(columns, operator));
    }

    Map<ExprId, Alias> late() {
        Map<ExprId, Alias> late = new HashMap<>();
        for (NamedExpression column : columns) {
            if (column instanceof Alias alias) {
                late.put(alias.exprId(), alias);
            }
        }
        return late;
    }

    /** Computes all columns except those that may wait. */
    PostponedColumns computing(Predicate<Alias> mayWait) {
        return computing(mayWait, Set.of());
    }

    /** Computes all columns except those that may wait; the waiting ones then read no attribute of the {@code taken} ids. */
    PostponedColumns computing(Predicate<Alias> mayWait, Set<ExprId> taken) {
        Map<ExprId, NamedExpression> now = new LinkedHashMap<>();
        List<Alias> waiting = new ArrayList<>();
        for (NamedExpression column : columns) {
            if (column instanceof Alias alias && mayWait.test(alias)) {
                waiting.add(alias);
            } else {
                now.put(column.exprId(), column);
            }
        }
        Map<ExprId, Expression> renamed = new HashMap<>();
        for (Alias column : waiting) {
            for (Attribute input : attributes(column)) {
                if (taken.contains(input.exprId()) && !renamed.containsKey(input.exprId())) {
                    Alias fresh = alias(input, input.name());
                    now.put(fresh.exprId(), fresh);
                    renamed.put(input.exprId(), fresh.toAttribute());
                } else if (!taken.contains(input.exprId())) {
                    now.putIfAbsent(input.exprId(), input);
                }
            }
        }
        Set<ExprId> waitingIds = Set.copyOf(waiting.stream().map(Alias::exprId).toList());
        List<NamedExpression> then = new ArrayList<>();
        for (NamedExpression column : columns) {
            then.add(
                    waitingIds.contains(column.exprId())
                            ? (NamedExpression) replace((Expression) column, renamed)
                            : column.toAttribute());
        }
        return new PostponedColumns(project(List.copyOf(now.values()), operator), then, Optional.empty());
    }

    /**
     * Computes the parts that Spark computes once for several columns, before all columns. The columns then read none of
     * {@code late}: what they use of it is computed where it is used.
     */
    PostponedColumns standingAlone(Map<ExprId, Alias> late, Predicate<Expression> mayFail) {
        List<Expression> shared =
                isOneProjection() ? shared().stream().filter(mayFail).toList() : List.of();
        if (shared.isEmpty() && late.isEmpty()) {
            return this;
        }
        Map<Expression, Alias> parts = new LinkedHashMap<>();
        shared.forEach(part -> parts.put(part, alias(part, "shared")));
        Map<ExprId, Expression> inlined = new HashMap<>();
        late.forEach((id, column) -> inlined.put(id, column.child()));
        List<NamedExpression> after = new ArrayList<>();
        Map<ExprId, NamedExpression> below = new LinkedHashMap<>();
        parts.values().forEach(part -> below.put(part.exprId(), part));
        for (NamedExpression column : columns) {
            NamedExpression handedOn = late.get(column.exprId());
            NamedExpression alone = handedOn != null
                    ? handedOn
                    : (NamedExpression)
                            replace(mapChildren((Expression) column, child -> replaceShared(child, parts)), inlined);
            after.add(alone);
            attributes((Expression) alone).forEach(input -> below.putIfAbsent(input.exprId(), input));
        }
        return new PostponedColumns(
                parts.isEmpty() ? operator : project(List.copyOf(below.values()), operator), after, Optional.empty());
    }

    /** Whether the columns are one projection of the plan: Spark computes their common parts once. */
    private boolean isOneProjection() {
        return whole.isPresent() && whole.get() instanceof ProjectExec;
    }

    /** The largest part first, since smaller ones may be contained in it. */
    private List<Expression> shared() {
        if (!SQLConf.get().subexpressionEliminationEnabled()) {
            return List.of();
        }
        EquivalentExpressions equivalent =
                new EquivalentExpressions(SQLConf.get().subexpressionEliminationSkipForShotcutExpr());
        columns.forEach(column -> equivalent.addExprTree((Expression) column, equivalent.addExprTree$default$2()));
        return Scala.list(equivalent.getCommonSubexpressions()).stream()
                .sorted(Comparator.comparingInt((Expression part) -> part.height())
                        .reversed())
                .toList();
    }

    private static Alias alias(Expression expression, String name) {
        return new Alias(
                expression, name, NamedExpression$.MODULE$.newExprId(), Scala.seqOf(), Option.empty(), Scala.seqOf());
    }

    private static SparkPlan project(List<NamedExpression> columns, SparkPlan operator) {
        List<Attribute> output = Scala.list(operator.output());
        boolean isSame = columns.size() == output.size();
        for (int i = 0; isSame && i < columns.size(); i++) {
            isSame = columns.get(i) instanceof Attribute attribute
                    && attribute.exprId().equals(output.get(i).exprId());
        }
        return isSame ? operator : new ProjectExec(Scala.seq(columns), operator);
    }

    /** The attributes that an expression reads, once per occurrence. */
    static List<Attribute> attributes(Expression expression) {
        if (expression instanceof Attribute attribute) {
            return List.of(attribute);
        }
        return Scala.<Expression>list(expression.children()).stream()
                .flatMap(child -> attributes(child).stream())
                .toList();
    }

    /** The expression with attributes replaced. */
    static Expression replace(Expression expression, Map<ExprId, Expression> by) {
        if (expression instanceof Attribute attribute) {
            return by.getOrDefault(attribute.exprId(), expression);
        }
        return mapChildren(expression, child -> replace(child, by));
    }

    private static Expression replaceShared(Expression expression, Map<Expression, Alias> parts) {
        for (Map.Entry<Expression, Alias> part : parts.entrySet()) {
            if (part.getKey().semanticEquals(expression)) {
                return (Expression) part.getValue().toAttribute();
            }
        }
        return mapChildren(expression, child -> replaceShared(child, parts));
    }

    private static Expression mapChildren(Expression expression, UnaryOperator<Expression> change) {
        List<Expression> before = Scala.<Expression>list(expression.children());
        List<Expression> after = before.stream().map(change).toList();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) != after.get(i)) {
                return (Expression) expression.withNewChildren(Scala.seq(after));
            }
        }
        return expression;
    }
}
