/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.standalone.function.Value;
import io.substrait.proto.Type;
import java.util.ArrayList;
import java.util.List;

/** A relation of a plan: the executor's node, and the Substrait types of its columns. */
record Relation(PlanNode node, List<Type> types) {
    Relation {
        types = List.copyOf(types);
    }

    int width() {
        return types.size();
    }

    /** Returns the same columns from another node. */
    Relation over(PlanNode other) {
        return new Relation(other, types);
    }

    Value field(int ordinal) {
        if (ordinal < 0 || ordinal >= types.size()) {
            throw PlanFailures.invalid("field %d of %d", ordinal, types.size());
        }
        return new Value(new Expression.FieldReference(ordinal, node.types().get(ordinal)), types.get(ordinal));
    }

    List<Value> fields() {
        List<Value> fields = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            fields.add(field(i));
        }
        return fields;
    }

    /** Returns a projection to these values. */
    Relation project(List<Value> values) {
        return new Relation(
                new PlanNode.ProjectNode(
                        -1, node, values.stream().map(Value::expression).toList()),
                values.stream().map(Value::type).toList());
    }
}
