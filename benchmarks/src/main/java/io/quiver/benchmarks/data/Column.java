/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.data;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A column of a generated table: its name, its type, and its value in a row, which may be null. */
public record Column<R>(String name, DataType type, Value<R> value) implements Serializable {
    /** Reads a column's value from the subject of a row. */
    @FunctionalInterface
    public interface Value<R> extends Serializable {
        @Nullable
        Object of(R subject);
    }

    /** Returns the subject of each row of a part; it may be one object for all rows. */
    @FunctionalInterface
    public interface Subjects<R> extends Serializable {
        LongFunction<R> ofPart();
    }

    /** Returns a table with these columns, and the given numbers of rows and files. */
    public static <R> GeneratedTable table(
            String name, List<Column<R>> columns, long rows, int files, Subjects<R> subjects) {
        return new GeneratedTable(
                name,
                schema(columns),
                files,
                (part, partCount) ->
                        rows(columns, rows * (part - 1) / partCount, rows * part / partCount, subjects.ofPart()));
    }

    private static <R> StructType schema(List<Column<R>> columns) {
        StructType schema = new StructType();
        for (Column<R> column : columns) {
            schema = schema.add(column.name, column.type);
        }
        return schema;
    }

    private static <R> Iterator<Row> rows(List<Column<R>> columns, long first, long end, LongFunction<R> at) {
        return new Iterator<>() {
            private long row = first;

            @Override
            public boolean hasNext() {
                return row < end;
            }

            @Override
            public Row next() {
                R subject = at.apply(row++);
                @Nullable Object[] values = new Object[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = columns.get(i).value.of(subject);
                }
                return RowFactory.create(values);
            }
        };
    }
}
