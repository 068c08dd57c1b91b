/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.spark.compat.Scala;
import io.substrait.extension.AdvancedExtension;
import io.substrait.relation.ImmutableSort;
import io.substrait.relation.Rel;
import io.substrait.relation.Sort;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.RangePartitioning;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SortPrefixUtils;
import org.apache.spark.sql.internal.SQLConf;

/**
 * Translates SortExec, global or not, to a Sort of one partition: Spark has already made the partitions. If no consumer relies on the
 * order, the rows are returned as they are.
 */
public final class SortTranslator implements RelationTranslator<SortExec> {
    @Override
    public Rel translate(SortExec stock, List<RelationInput> inputs, RelationContext context) {
        RelationInput input = inputs.get(0);
        List<SortOrder> orders = Scala.list(stock.sortOrder());
        ExpressionTranslator expressions = context.expressions(input.output());
        SortKeys.requireInfallibleTies(orders, stock.child().outputPartitioning(), expressions);
        if (!context.countsOnOrder() && orders.stream().noneMatch(order -> expressions.mayFail(order.child()))) {
            return context.handOn(input.rel());
        }
        ImmutableSort.Builder sort = Sort.builder()
                .input(input.rel())
                .addAllSortFields(SortKeys.translate(orders, expressions))
                .hint(context.hint());
        if (isByDigits(orders)) {
            sort.extension(AdvancedExtension.<TieOrder, NullAware>builder()
                    .addOptimizations(new TieOrder(ranges(stock)))
                    .build());
        }
        return sort.build();
    }

    /** The number of ranges that stock Spark would sort, if this sort has all rows in one range. */
    private static int ranges(SortExec stock) {
        boolean isOfOneRange = stock.global()
                && stock.child().outputPartitioning() instanceof RangePartitioning range
                && range.numPartitions() == 1;
        return isOfOneRange ? SQLConf.get().numShufflePartitions() : 1;
    }

    /** Whether Spark uses a radix sort, which determines where nulls are. Source: SortExec, Spark 4.1.3. */
    private static boolean isByDigits(List<SortOrder> orders) {
        return orders.size() == 1
                && orders.get(0).child().nullable()
                && SQLConf.get().enableRadixSort()
                && SortPrefixUtils.canSortFullyWithPrefix(orders.get(0));
    }
}
