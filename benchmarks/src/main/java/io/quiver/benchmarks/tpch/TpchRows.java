/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.tpch;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Turns one table of the generator into Spark rows.
 *
 * <p>Types follow the TPC-H specification, clause 1.3: identifiers are bigint, money and rates are decimal(15,2), text is string.
 * The generator returns decimals as doubles that are a whole number of hundredths, so rounding them is exact.
 */
final class TpchRows<E extends TpchEntity> {
    private static final DataType MONEY = DataTypes.createDecimalType(15, 2);

    private final TpchTable<E> table;
    private final List<TpchColumn<E>> columns;

    TpchRows(TpchTable<E> table) {
        this.table = table;
        this.columns = table.getColumns();
    }

    /** Finds a table by its SQL name, for example {@code lineitem}. */
    static TpchRows<?> ofTable(String name) {
        return new TpchRows<>(TpchTable.getTable(name));
    }

    StructType schema() {
        StructType schema = new StructType();
        for (TpchColumn<E> column : columns) {
            schema = schema.add(column.getColumnName(), typeOf(column), false);
        }
        return schema;
    }

    /** Returns the rows of one part; parts are numbered from 1, as in dbgen. */
    Iterator<Row> part(double scale, int part, int partCount) {
        Iterator<E> entities = table.createGenerator(scale, part, partCount).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entities.hasNext();
            }

            @Override
            public Row next() {
                return rowOf(entities.next());
            }
        };
    }

    private Row rowOf(E entity) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = valueOf(columns.get(i), entity);
        }
        return RowFactory.create(values);
    }

    private Object valueOf(TpchColumn<E> column, E entity) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> column.getIdentifier(entity);
            case INTEGER -> column.getInteger(entity);
            case DATE -> LocalDate.ofEpochDay(column.getDate(entity));
            case DOUBLE -> BigDecimal.valueOf(Math.round(column.getDouble(entity) * 100), 2);
            case VARCHAR -> column.getString(entity);
        };
    }

    private DataType typeOf(TpchColumn<E> column) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> DataTypes.LongType;
            case INTEGER -> DataTypes.IntegerType;
            case DATE -> DataTypes.DateType;
            case DOUBLE -> MONEY;
            case VARCHAR -> DataTypes.StringType;
        };
    }
}
