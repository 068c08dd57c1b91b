/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table of random columns and rows in Parquet files, which both engines read under its name. */
record FuzzTable(String name, List<FuzzColumn> columns, int rowCount) {
    private static final int[] ROW_COUNTS = {0, 1, 7, 64, 120, 250};
    private static final int MANY_ROWS = 6_000;
    private static final int[] PERCENT_NULL = {0, 0, 0, 5, 5, 5, 30, 30, 90, 100};

    /** Makes the table; {@code mayBeLarge} where nothing multiplies its rows. */
    static FuzzTable create(String name, Path folder, Random random, boolean mayBeLarge, SideBySide sides) {
        List<FuzzColumn> columns = columns(random);
        int rowCount = mayBeLarge && random.nextInt(3) == 0 ? MANY_ROWS : ROW_COUNTS[random.nextInt(ROW_COUNTS.length)];
        String path = folder.resolve(name).toString();
        sides.stock()
                .createDataFrame(rows(columns, rowCount, random), schema(columns))
                .coalesce(1)
                .repartition(1 + random.nextInt(3))
                .write()
                .option("parquet.enable.dictionary", Boolean.toString(random.nextInt(4) > 0))
                .option("parquet.writer.version", random.nextInt(3) == 0 ? "v2" : "v1")
                .option("parquet.block.size", random.nextBoolean() ? "20000" : "1000000")
                .option("parquet.page.size", random.nextBoolean() ? "500" : "100000")
                .parquet(path);
        for (SparkSession session : List.of(sides.stock(), sides.quiver())) {
            session.read().parquet(path).createOrReplaceTempView(name);
        }
        return new FuzzTable(name, columns, rowCount);
    }

    private static List<FuzzColumn> columns(Random random) {
        List<FuzzColumn> columns = new ArrayList<>();
        // Every table can be joined by these two, whatever else it has.
        columns.add(new FuzzColumn("i", DataTypes.IntegerType));
        columns.add(new FuzzColumn("s", DataTypes.StringType));
        int count = 2 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            DataType type = FuzzValues.TYPES.get(random.nextInt(FuzzValues.TYPES.size()));
            columns.add(new FuzzColumn("c" + i, type));
        }
        return columns;
    }

    private static List<Row> rows(List<FuzzColumn> columns, int rowCount, Random random) {
        Object[][] cells = new Object[rowCount][columns.size()];
        FuzzValues values = new FuzzValues(random);
        for (int c = 0; c < columns.size(); c++) {
            DataType type = columns.get(c).type();
            int percentNull = PERCENT_NULL[random.nextInt(PERCENT_NULL.length)];
            Object[] pool = new Object[random.nextBoolean() ? 5 : 60];
            for (int i = 0; i < pool.length; i++) {
                pool[i] = values.value(type);
            }
            boolean repeats = random.nextInt(4) > 0;
            for (int r = 0; r < rowCount; r++) {
                if (random.nextInt(100) >= percentNull) {
                    cells[r][c] = repeats ? pool[random.nextInt(pool.length)] : values.value(type);
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Object[] row : cells) {
            rows.add(RowFactory.create(row));
        }
        return rows;
    }

    private static StructType schema(List<FuzzColumn> columns) {
        StructType schema = new StructType();
        for (FuzzColumn column : columns) {
            schema = schema.add(new StructField(column.name(), column.type(), true, Metadata.empty()));
        }
        return schema;
    }
}
