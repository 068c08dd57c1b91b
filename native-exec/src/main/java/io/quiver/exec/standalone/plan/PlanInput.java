/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.plan.PlanNode;
import io.substrait.proto.Type;
import java.util.List;

/** The source of an input of a plan. */
public sealed interface PlanInput {
    /** A table by its name, with the columns that the plan names, in the plan's order. */
    record Table(String name, List<String> columns, List<Type> types) implements PlanInput {
        public Table {
            columns = List.copyOf(columns);
            types = List.copyOf(types);
        }
    }

    /** Constant rows within the plan. */
    record Rows(List<List<Expression>> rows) implements PlanInput {
        public Rows {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** The rows of other relations, one after the other. */
    record Union(List<PlanNode> relations) implements PlanInput {
        public Union {
            relations = List.copyOf(relations);
        }
    }
}
