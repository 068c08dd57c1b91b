/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.tpcds;

import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import io.trino.tpcds.column.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Turns one table of the generator into Spark rows.
 *
 * <p>Names and types are those of Spark's own TPC-DS tests (TPCDSSchema 4.1), so that its query texts run: identifiers are int,
 * and char and varchar are string.
 */
final class TpcdsRows {
    /** Columns that Spark's tests name differently from the generator. */
    private static final Map<String, String> RENAMED = Map.of(
            "c_last_review_date_sk", "c_last_review_date",
            "s_tax_precentage", "s_tax_percentage");

    private final Table table;
    private final Column[] columns;

    TpcdsRows(Table table) {
        this.table = table;
        this.columns = table.getColumns();
    }

    /** The number of a table's rows as the generator counts them: a sales table counts orders. */
    static long rowCount(Table table, double scale) {
        return session(scale).getScaling().getRowCount(table);
    }

    StructType schema() {
        StructType schema = new StructType();
        for (Column column : columns) {
            schema = schema.add(
                    RENAMED.getOrDefault(column.getName(), column.getName()), typeOf(column.getType()), true);
        }
        return schema;
    }

    /** Returns the rows of one part; parts are numbered from 1. */
    Iterator<Row> part(double scale, int part, int partCount) {
        Session session =
                session(scale).withTable(table).withParallelism(partCount).withChunkNumber(part);
        Iterator<List<List<String>>> results =
                Results.constructResults(table, session).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return results.hasNext();
            }

            @Override
            public Row next() {
                // Alone, a table has one row for each step of its generator.
                return rowOf(results.next().get(0));
            }
        };
    }

    private static Session session(double scale) {
        return Session.getDefaultSession().withScale(scale);
    }

    private Row rowOf(List<String> texts) {
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = valueOf(columns[i].getType(), texts.get(i));
        }
        return RowFactory.create(values);
    }

    private static @Nullable Object valueOf(ColumnType type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (type.getBase()) {
            case IDENTIFIER, INTEGER -> Integer.valueOf(text);
            case DATE -> LocalDate.parse(text);
            case DECIMAL -> new BigDecimal(text);
            case VARCHAR, CHAR, TIME -> text;
        };
    }

    private static DataType typeOf(ColumnType type) {
        return switch (type.getBase()) {
            case IDENTIFIER, INTEGER -> DataTypes.IntegerType;
            case DATE -> DataTypes.DateType;
            case DECIMAL ->
                DataTypes.createDecimalType(
                        type.getPrecision().orElseThrow(), type.getScale().orElseThrow());
            case VARCHAR, CHAR, TIME -> DataTypes.StringType;
        };
    }
}
