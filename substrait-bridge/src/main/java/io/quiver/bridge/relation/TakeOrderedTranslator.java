/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.spark.compat.Scala;
import io.substrait.expression.Expression;
import io.substrait.relation.Fetch;
import io.substrait.relation.Rel;
import io.substrait.relation.Sort;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;

/**
 * Translates TakeOrderedAndProjectExec over one partition to Project(Fetch(Sort)), which the executor runs as a top-n. Spark's
 * limit includes the rows that the offset skips. The caller brings the partitions together.
 */
public final class TakeOrderedTranslator implements RelationTranslator<TakeOrderedAndProjectExec> {
    @Override
    public Rel translate(TakeOrderedAndProjectExec stock, List<RelationInput> inputs, RelationContext context) {
        RelationInput input = inputs.get(0);
        ExpressionTranslator expressions = context.expressions(input.output());
        List<SortOrder> orders = Scala.list(stock.sortOrder());
        SortKeys.requireInfallibleTies(orders, stock.child().outputPartitioning(), expressions);
        Rel sorted = Sort.builder()
                .input(input.rel())
                .addAllSortFields(SortKeys.translate(orders, expressions))
                .build();
        Rel top = Fetch.builder()
                .input(sorted)
                .offset(stock.offset())
                .count(Math.max(0, stock.limit() - stock.offset()))
                .hint(context.hint())
                .build();
        List<Expression> columns =
                expressions.translateAll(Expressions.of(Scala.<NamedExpression>list(stock.projectList())));
        return RelationContext.isIdentity(top, columns) ? top : RelationContext.project(top, columns);
    }
}
