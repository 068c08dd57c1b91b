/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.spark.compat.Scala;
import io.substrait.expression.Expression;
import io.substrait.expression.ExpressionCreator;
import io.substrait.relation.Expand;
import io.substrait.relation.ImmutableExpand;
import io.substrait.relation.Rel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.execution.ExpandExec;
import scala.collection.immutable.Seq;

/** Translates ExpandExec to an Expand with only switching fields: every input row makes one output row per projection. */
public final class ExpandTranslator implements RelationTranslator<ExpandExec> {
    @Override
    public Rel translate(ExpandExec stock, List<RelationInput> inputs, RelationContext context) {
        RelationInput input = inputs.get(0);
        ExpressionTranslator expressions = context.expressions(input.output());
        List<List<Expression>> projections = new ArrayList<>();
        for (Seq<org.apache.spark.sql.catalyst.expressions.Expression> projection :
                Scala.<Seq<org.apache.spark.sql.catalyst.expressions.Expression>>list(stock.projections())) {
            projections.add(expressions.translateAll(
                    Scala.<org.apache.spark.sql.catalyst.expressions.Expression>list(projection)));
        }
        ImmutableExpand.Builder expand = Expand.builder().input(input.rel()).hint(context.hint());
        int width = stock.output().size();
        for (int column = 0; column < width; column++) {
            int ordinal = column;
            expand.addFields(Expand.SwitchingField.builder()
                    .addAllDuplicates(projections.stream()
                            .map(projection -> projection.get(ordinal))
                            .toList())
                    .build());
        }
        if (width == 0) {
            // How often a row comes out stands in the fields alone: one that nobody reads says it where all columns are
            // pruned.
            expand.addFields(Expand.SwitchingField.builder()
                    .addAllDuplicates(Collections.nCopies(projections.size(), ExpressionCreator.bool(false, true)))
                    .build());
        }
        // Substrait hands on the input fields beyond those that are given; Spark does not.
        return expand.remap(Rel.Remap.offset(0, width)).build();
    }
}
