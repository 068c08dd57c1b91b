/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts columns and batches to Java objects for tests: nulls, Boolean, Integer, Long, Float, Double, BigInteger,
 * ByteBuffer.
 */
public final class Cells {
    private Cells() {}

    /** Returns one cell as an object with a sensible {@code equals}: floating-point numbers compare by their bits. */
    public static @Nullable Object of(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        if (column instanceof DictionaryColumn dictionary) {
            return of(dictionary.dictionary(), dictionary.ids()[row]);
        }
        if (column instanceof ConstantColumn constant) {
            return of(constant.value(), 0);
        }
        return switch (column.type().physical()) {
            case BITS -> Bitmap.get(((BooleanColumn) column).words(), row);
            case INTS -> ((IntColumn) column).values()[row];
            case LONGS -> ((LongColumn) column).values()[row];
            case FLOATS -> ((FloatColumn) column).values()[row];
            case DOUBLES -> ((DoubleColumn) column).values()[row];
            case WIDE -> ((WideColumn) column).unscaled(row);
            case BYTES -> ByteBuffer.wrap(((BytesColumn) column).bytes(row));
        };
    }

    public static List<@Nullable Object> of(Column column) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (int row = 0; row < column.rowCount(); row++) {
            cells.add(of(column, row));
        }
        return cells;
    }

    /** Returns the rows of a batch. */
    public static List<List<@Nullable Object>> rows(Batch batch) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (Column column : batch.columns()) {
                cells.add(of(column, row));
            }
            rows.add(cells);
        }
        return rows;
    }

    /** Returns a flat column of {@code values} in the form of {@code Expression.Literal}. */
    public static Column column(ColumnType type, @Nullable Object... values) {
        return column(type, Arrays.asList(values));
    }

    public static Column column(ColumnType type, List<? extends @Nullable Object> values) {
        ColumnBuilder builder = ColumnBuilder.create(type, values.size());
        for (Object value : values) {
            if (value instanceof String text) {
                builder.append(ConstantColumn.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), type, 1), 0);
            } else if (value instanceof ByteBuffer bytes) {
                builder.append(ConstantColumn.of(bytes.array(), type, 1), 0);
            } else {
                builder.append(ConstantColumn.of(value, type, 1), 0);
            }
        }
        return builder.build();
    }

    public static Batch batch(Column... columns) {
        return new Batch(List.of(columns), columns[0].rowCount());
    }
}
