/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.support.Scala;
import io.substrait.relation.Rel;
import io.substrait.relation.Sort;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.execution.SortExec;

/** SortExec, global or not, as a Sort of one partition: Spark has made the partitions before. */
public final class SortTranslator implements RelationTranslator<SortExec> {
    @Override
    public Rel translate(SortExec stock, List<RelationInput> inputs, RelationContext context) {
        RelationInput input = inputs.get(0);
        return Sort.builder()
                .input(input.rel())
                .addAllSortFields(SortKeys.translate(
                        Scala.<SortOrder>list(stock.sortOrder()), context.expressions(input.output())))
                .hint(context.hint())
                .build();
    }
}
