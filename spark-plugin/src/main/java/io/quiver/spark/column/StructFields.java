/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.jspecify.annotations.Nullable;

/**
 * Takes a field out of a column of structs, or out of structs in structs: Spark's {@code GetStructField} (4.1) of a whole batch,
 * without a row in between. Numbers are copied, all else are views of the structs' bytes.
 */
public final class StructFields {
    private final int ordinal;
    /** From the outermost struct inwards. */
    private final Deque<GetStructField> path;

    private StructFields(int ordinal, Deque<GetStructField> path) {
        this.ordinal = ordinal;
        this.path = path;
    }

    /** The fields that a bound expression takes; empty where it does anything else. */
    public static Optional<StructFields> of(Expression expression) {
        Deque<GetStructField> path = new ArrayDeque<>();
        Expression current = expression;
        while (current instanceof GetStructField field) {
            path.addFirst(field);
            current = field.child();
        }
        return current instanceof BoundReference column && !path.isEmpty()
                ? Optional.of(new StructFields(column.ordinal(), path))
                : Optional.empty();
    }

    /** The field of each row, null where a struct is null; null where the column is not one of values of their own. */
    public @Nullable Column read(Batch batch) {
        Column column = batch.column(ordinal).flat();
        for (GetStructField field : path) {
            if (!(column instanceof BytesColumn structs)) {
                return null;
            }
            column = UnsafeCollections.field(
                            structs, field.ordinal(), field.childSchema().length())
                    .column(field.dataType());
        }
        return column;
    }
}
