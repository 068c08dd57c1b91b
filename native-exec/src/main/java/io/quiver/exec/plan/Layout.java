/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * A relation as plans see it: a node and its fields. A field is one column, or the columns of an aggregate function's state,
 * which plans treat as one struct.
 */
record Layout(PlanNode node, List<Field> fields) {
    /** {@code columns} columns of the node from {@code first} on; one where the field is no state. */
    record Field(int first, int columns, boolean isState) {}

    Layout {
        fields = List.copyOf(fields);
    }

    /** A relation whose fields are its node's columns. */
    static Layout of(PlanNode node) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < node.types().size(); i++) {
            fields.add(new Field(i, 1, false));
        }
        return new Layout(node, fields);
    }

    /** The same fields over a node with the same columns. */
    Layout over(PlanNode other) {
        return new Layout(other, fields);
    }

    ColumnType type(int column) {
        return node.types().get(column);
    }
}
