/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone;

import io.quiver.exec.function.standard.StandardCatalog;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.plan.PipelineBuilder;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.vector.Batch;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of several relations, one after the other. Each is opened when its turn comes. */
final class UnionSource implements BatchSource {
    private final Iterator<PlanNode> relations;
    private final ExecutionContext context;
    private @Nullable Operator current;

    UnionSource(List<PlanNode> relations, ExecutionContext context) {
        this.relations = relations.iterator();
        this.context = context;
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            if (current == null) {
                if (!relations.hasNext()) {
                    return null;
                }
                current = PipelineBuilder.build(relations.next(), StandardCatalog.get(), context);
            }
            Batch batch = current.next();
            if (batch != null) {
                return batch;
            }
            current.close();
            current = null;
        }
    }
}
