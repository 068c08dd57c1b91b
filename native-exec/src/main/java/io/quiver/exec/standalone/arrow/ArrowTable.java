/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.arrow;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.standalone.table.Table;
import io.quiver.exec.vector.Batch;
import io.substrait.proto.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** A table in memory. */
public final class ArrowTable implements Table {
    private final VectorSchemaRoot root;

    /** {@code root} stays the caller's and does not change while plans read it. */
    public ArrowTable(VectorSchemaRoot root) {
        this.root = root;
    }

    @Override
    public BatchSource read(List<String> columns, List<Type> types) {
        return new Rows(columns(root, columns, types), root.getRowCount());
    }

    /** Readers of the columns of these names; by position where the plan has no names. */
    static List<ArrowColumn> columns(VectorSchemaRoot root, List<String> names, List<Type> types) {
        List<ArrowColumn> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            FieldVector vector = names.size() == types.size() ? root.getVector(names.get(i)) : root.getVector(i);
            if (vector == null) {
                throw PlanFailures.invalid("a table without the column %s; it has %s", names.get(i), root.getSchema());
            }
            columns.add(new ArrowColumn(vector, types.get(i)));
        }
        return columns;
    }

    /** The rows of a root, some at a time. */
    static final class Rows implements BatchSource {
        private final List<ArrowColumn> columns;
        private final int rowCount;
        private int next;

        Rows(List<ArrowColumn> columns, int rowCount) {
            this.columns = columns;
            this.rowCount = rowCount;
        }

        @Override
        public @Nullable Batch next() {
            if (next >= rowCount) {
                return null;
            }
            int from = next;
            int count = Math.min(Batch.TARGET_ROWS, rowCount - from);
            next += count;
            return new Batch(
                    columns.stream().map(column -> column.read(from, count)).toList(), count);
        }
    }
}
