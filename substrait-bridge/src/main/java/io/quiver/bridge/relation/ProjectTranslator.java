/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.spark.compat.Scala;
import io.substrait.relation.Rel;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.execution.ProjectExec;

/** Translates ProjectExec to a Project. */
public final class ProjectTranslator implements RelationTranslator<ProjectExec> {
    @Override
    public Rel translate(ProjectExec stock, List<RelationInput> inputs, RelationContext context) {
        RelationInput input = inputs.get(0);
        return context.projectOperator(
                input.rel(),
                context.expressions(input.output())
                        .translateAll(Expressions.of(Scala.<NamedExpression>list(stock.projectList()))));
    }
}
