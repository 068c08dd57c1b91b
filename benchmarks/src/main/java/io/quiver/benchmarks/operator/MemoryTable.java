/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.operator;

import io.quiver.benchmarks.data.GeneratedTable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** A table in memory, in the vectors that Spark's own Parquet reader makes; {@link MemorySource} reads it by name. */
final class MemoryTable {
    private static final int ROWS_PER_BATCH = 4096;
    private static final Map<String, MemoryTable> TABLES = new ConcurrentHashMap<>();

    private final StructType schema;
    private final List<ColumnarBatch> batches = new ArrayList<>();

    private MemoryTable(StructType schema) {
        this.schema = schema;
    }

    /** Generates a table and keeps it under its name for the life of the JVM. */
    static void load(GeneratedTable generated) {
        MemoryTable table = new MemoryTable(generated.schema());
        Iterator<Row> rows = generated.generator().rows(1, 1);
        while (rows.hasNext()) {
            table.batches.add(table.next(rows));
        }
        TABLES.put(generated.name(), table);
    }

    static MemoryTable named(String name) {
        MemoryTable table = TABLES.get(name);
        if (table == null) {
            throw new IllegalArgumentException("no table in memory: " + name);
        }
        return table;
    }

    StructType schema() {
        return schema;
    }

    /** Batches of some of the columns; they share their vectors with the table. */
    Iterator<ColumnarBatch> batches(StructType wanted) {
        int[] places = new int[wanted.length()];
        for (int i = 0; i < places.length; i++) {
            places[i] = schema.fieldIndex(wanted.fields()[i].name());
        }
        return batches.stream().map(batch -> columns(batch, places)).iterator();
    }

    private static ColumnarBatch columns(ColumnarBatch batch, int[] places) {
        ColumnVector[] vectors = new ColumnVector[places.length];
        for (int i = 0; i < places.length; i++) {
            vectors[i] = batch.column(places[i]);
        }
        return new ColumnarBatch(vectors, batch.numRows());
    }

    private ColumnarBatch next(Iterator<Row> rows) {
        OnHeapColumnVector[] vectors = OnHeapColumnVector.allocateColumns(ROWS_PER_BATCH, schema);
        int count = 0;
        for (; count < ROWS_PER_BATCH && rows.hasNext(); count++) {
            Row row = rows.next();
            for (int i = 0; i < vectors.length; i++) {
                put(vectors[i], count, row.get(i));
            }
        }
        return new ColumnarBatch(vectors, count);
    }

    private static void put(WritableColumnVector vector, int row, Object value) {
        if (value instanceof Long number) {
            vector.putLong(row, number);
        } else if (value instanceof Integer number) {
            vector.putInt(row, number);
        } else if (value instanceof LocalDate date) {
            vector.putInt(row, Math.toIntExact(date.toEpochDay()));
        } else if (value instanceof BigDecimal money) {
            vector.putLong(row, money.unscaledValue().longValueExact());
        } else if (value instanceof String text) {
            vector.putByteArray(row, text.getBytes(StandardCharsets.UTF_8));
        } else {
            DataType type = vector.dataType();
            throw new IllegalArgumentException("no table has a column of " + type + " like " + value);
        }
    }
}
