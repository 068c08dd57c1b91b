/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.window;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.relation.NullAware;
import io.quiver.bridge.relation.RelationContext;
import io.quiver.bridge.relation.RelationInput;
import io.quiver.bridge.relation.RelationTranslator;
import io.quiver.bridge.relation.UngroupedInput;
import io.quiver.bridge.support.Dialect;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.spark.compat.Scala;
import io.substrait.expression.EnumArg;
import io.substrait.expression.Expression.AggregationInvocation;
import io.substrait.expression.Expression.AggregationPhase;
import io.substrait.expression.Expression.WindowBoundsType;
import io.substrait.expression.ExpressionCreator;
import io.substrait.expression.WindowBound;
import io.substrait.extension.AdvancedExtension;
import io.substrait.relation.ConsistentPartitionWindow;
import io.substrait.relation.ConsistentPartitionWindow.WindowRelFunctionInvocation;
import io.substrait.relation.Filter;
import io.substrait.relation.ImmutableFilter;
import io.substrait.relation.Rel;
import io.substrait.type.TypeCreator;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.execution.window.Partial$;
import org.apache.spark.sql.execution.window.WindowGroupLimitExec;

/**
 * Translates WindowGroupLimitExec to a filter on a rank that is not output; the executor makes one operator of the two. After
 * Spark's partial one the final one limits again.
 */
public final class WindowGroupLimitTranslator implements RelationTranslator<WindowGroupLimitExec> {
    @Override
    public Rel translate(WindowGroupLimitExec stock, List<RelationInput> inputs, RelationContext context) {
        RelationInput input = inputs.get(0);
        ExpressionTranslator expressions = context.expressions(input.output());
        String name = expressions
                .capabilities()
                .windowFor(stock.rankLikeFunction().getClass())
                .orElseThrow(() -> new Untranslatable(
                        Reason.OPERATOR_FORM, stock.rankLikeFunction().prettyName()));
        Rel ranked = ConsistentPartitionWindow.builder()
                .input(input.rel())
                .addAllPartitionExpressions(
                        WindowKeys.partition(Scala.<Expression>list(stock.partitionSpec()), expressions))
                .addAllSorts(WindowKeys.order(Scala.<SortOrder>list(stock.orderSpec()), false, expressions))
                .addWindowFunctions(rank(name))
                .build();
        context.contents().countVectorised();
        context.contents().evaluatedByKernel(stock.rankLikeFunction());
        int width = input.output().size();
        ImmutableFilter.Builder filter = Filter.builder()
                .input(ranked)
                .condition(ExpressionTranslator.call(
                        "lte",
                        TypeCreator.REQUIRED.BOOLEAN,
                        List.of(RelationContext.column(ranked, width), ExpressionCreator.i32(false, stock.limit()))))
                .remap(Rel.Remap.offset(0, width))
                .hint(context.hint());
        if (context.ungrouped() != UngroupedInput.NONE && stock.mode() == Partial$.MODULE$) {
            filter.extension(AdvancedExtension.<UngroupedInput, NullAware>builder()
                    .addOptimizations(context.ungrouped())
                    .build());
        }
        return filter.build();
    }

    private static WindowRelFunctionInvocation rank(String name) {
        return WindowRelFunctionInvocation.builder()
                .declaration(Dialect.window(name))
                .arguments(List.of(
                        EnumArg.of("LEGACY"),
                        TypeCreator.REQUIRED.struct(List.of()),
                        ExpressionCreator.i32(false, -1),
                        ExpressionCreator.i32(false, 0),
                        ExpressionCreator.i32(false, 0)))
                .outputType(TypeCreator.REQUIRED.I32)
                .aggregationPhase(AggregationPhase.INITIAL_TO_RESULT)
                .invocation(AggregationInvocation.ALL)
                .lowerBound(WindowBound.UNBOUNDED)
                .upperBound(WindowBound.CURRENT_ROW)
                .boundsType(WindowBoundsType.ROWS)
                .build();
    }
}
