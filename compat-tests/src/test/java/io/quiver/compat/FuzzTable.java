/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table of random columns and rows in files, which both engines read under its name. Most tables are Parquet. A table is
 * partitioned by its last column if that is called {@code part}, or bucketed by its first.
 *
 * @param buckets number of buckets; 0 for none
 */
record FuzzTable(String name, String format, int buckets, List<FuzzColumn> columns, List<Row> rows, Path path) {
    private static final int[] ROW_COUNTS = {1, 7, 64, 120, 250};
    private static final String[] CODECS = {"snappy", "snappy", "zstd", "uncompressed", "gzip"};
    private static final int MANY_ROWS = 6_000;
    private static final String[] FORMATS = {
        "parquet", "parquet", "parquet", "parquet", "parquet", "parquet", "parquet", "parquet", "orc", "json", "csv"
    };
    private static final String PART = "part";
    private static final String WHOLE_KEY = "i";
    private static final String TEXT_KEY = "s";
    private static final String CHAR = "ch";
    private static final String VARCHAR = "vc";
    private static final int[] PERCENT_NULL = {0, 0, 0, 0, 5, 5, 5, 30, 30, 90};
    private static final int[] PERCENT_NULL_OF_KEYS = {0, 5, 30, 30, 60};
    /** Values that both sides of a join by the two columns of every table have often. */
    private static final Object[] WHOLE_KEYS = {0, 1, 2, -1, Integer.MAX_VALUE};

    private static final Object[] TEXT_KEYS = {"", "a", "ab", "A", "\u00e9"};

    /** Makes the table of one to three parts, each written in its own way; {@code isLarge} where nothing multiplies its rows. */
    static FuzzTable create(String name, Path folder, Random random, boolean isLarge, SideBySide sides) {
        String format = FORMATS[random.nextInt(FORMATS.length)];
        List<FuzzColumn> columns = columns(random, format);
        int buckets = !isParted(columns) && random.nextInt(6) == 0 ? 1 + random.nextInt(4) : 0;
        int rowCount = random.nextInt(30) == 0 ? 0 : ROW_COUNTS[random.nextInt(ROW_COUNTS.length)];
        if (isLarge) {
            rowCount = MANY_ROWS;
        }
        Path path = folder.resolve(name);
        List<Row> rows = rows(columns, rowCount, random);
        int parts = 1 + random.nextInt(3);
        FuzzTable table = new FuzzTable(name, format, buckets, columns, rows, path);
        table.standBeforeItsBuckets(sides);
        for (int part = 0; part < parts; part++) {
            List<Row> some = rows.subList(rowCount * part / parts, rowCount * (part + 1) / parts);
            Map<String, String> options = Map.of(
                    "parquet.enable.dictionary", Boolean.toString(random.nextInt(4) > 0),
                    "parquet.writer.version", random.nextInt(3) == 0 ? "v2" : "v1",
                    "parquet.block.size", random.nextBoolean() ? "20000" : "1000000",
                    "parquet.page.size", random.nextBoolean() ? "500" : "100000",
                    "compression", format.equals("parquet") ? CODECS[random.nextInt(CODECS.length)] : "none");
            new FuzzTable(name, format, buckets, columns, some, path).write(options, sides);
        }
        table.declare(sides);
        return table.isMisread(sides.stock()) ? table.with(rows, folder.resolve(name + "_v1"), sides) : table;
    }

    /**
     * Whether Spark's own two readers differ: the vectorized one of Spark 4.1.3 reads wrong texts from some pages of
     * DELTA_BYTE_ARRAY, of which Quiver's reader and parquet-java make the right ones.
     */
    private boolean isMisread(SparkSession stock) {
        if (!format.equals("parquet")) {
            return false;
        }
        String vectorized = "spark.sql.parquet.enableVectorizedReader";
        String before = stock.conf().get(vectorized);
        List<Outcome> outcomes = new ArrayList<>();
        for (String choice : List.of("true", "false")) {
            stock.conf().set(vectorized, choice);
            outcomes.add(Outcome.of(() -> stock.table(name)));
        }
        stock.conf().set(vectorized, before);
        return !outcomes.get(0).equals(outcomes.get(1));
    }

    /** The same table with other rows, in one file. */
    FuzzTable with(List<Row> rows, Path folder, SideBySide sides) {
        FuzzTable table = new FuzzTable(name, format, buckets, columns, rows, folder);
        table.standBeforeItsBuckets(sides);
        table.write(Map.of(), sides);
        table.declare(sides);
        return table;
    }

    /** Rows go into buckets of a table alone; others into files, of which the table hears when they are there. */
    private void standBeforeItsBuckets(SideBySide sides) {
        if (buckets > 0) {
            declare(sides);
        }
    }

    private void write(Map<String, String> options, SideBySide sides) {
        String[] made = columns.stream()
                .map(column -> column.type().equals(FuzzNested.VARIANT)
                        ? "parse_json(%s) AS %s".formatted(column.name(), column.name())
                        : column.name())
                .toArray(String[]::new);
        DataFrameWriter<Row> writer = sides.stock()
                .createDataFrame(rows, schema(columns))
                .coalesce(1)
                .selectExpr(made)
                .write()
                .mode(SaveMode.Append)
                .format(format)
                .options(options);
        if (buckets > 0) {
            writer.insertInto(name);
            return;
        }
        (isParted(columns) ? writer.partitionBy(PART) : writer).save(path.toString());
    }

    /** Has both engines read the files under the table's name. */
    void declare(SideBySide sides) {
        for (SparkSession session : List.of(sides.stock(), sides.quiver())) {
            session.sql("DROP TABLE IF EXISTS " + name);
            session.sql("CREATE TABLE %s (%s) USING %s%s LOCATION '%s'"
                    .formatted(name, declaration(), format, parted(), path));
            if (isParted(columns)) {
                session.sql("MSCK REPAIR TABLE " + name);
            }
        }
    }

    /** Whether two relations can be joined by the columns that every table has. */
    static boolean hasKeys(List<FuzzColumn> columns) {
        return columns.size() > 1
                && columns.get(0).name().equals(WHOLE_KEY)
                && columns.get(1).name().equals(TEXT_KEY);
    }

    private static boolean isParted(List<FuzzColumn> columns) {
        return columns.get(columns.size() - 1).name().equals(PART);
    }

    private String parted() {
        if (buckets > 0) {
            return " CLUSTERED BY (%s) INTO %d BUCKETS".formatted(WHOLE_KEY, buckets);
        }
        return isParted(columns) ? " PARTITIONED BY (%s)".formatted(PART) : "";
    }

    private String declaration() {
        return columns.stream().map(FuzzTable::declaration).collect(Collectors.joining(", "));
    }

    private static String declaration(FuzzColumn column) {
        String type = column.type().sql();
        return column.name()
                + " "
                + (column.name().startsWith(CHAR)
                        ? "CHAR(9)"
                        : column.name().startsWith(VARCHAR) ? "VARCHAR(9)" : type);
    }

    /** Whether the text has a longest length; what is shorter than a char is read with spaces behind. */
    private static boolean isBounded(FuzzColumn column) {
        return column.name().startsWith(CHAR) || column.name().startsWith(VARCHAR);
    }

    /** The table in SQL. */
    String sql() {
        StringJoiner values = new StringJoiner(",\n  ");
        for (Row row : rows) {
            StringJoiner cells = new StringJoiner(", ", "(", ")");
            for (int c = 0; c < columns.size(); c++) {
                cells.add(FuzzValues.literal(row.get(c), columns.get(c).type()));
            }
            values.add(cells.toString());
        }
        return "CREATE TABLE %s (%s) USING %s%s;%n".formatted(name, declaration(), format, parted())
                + (rows.isEmpty()
                        ? ""
                        : "INSERT INTO %s SELECT /*+ COALESCE(1) */ * FROM VALUES%n  %s;%n".formatted(name, values));
    }

    private static List<FuzzColumn> columns(Random random, String format) {
        List<FuzzColumn> columns = new ArrayList<>();
        // Every table can be joined by these two, whatever else it has.
        columns.add(new FuzzColumn(WHOLE_KEY, DataTypes.IntegerType));
        columns.add(new FuzzColumn(TEXT_KEY, DataTypes.StringType));
        int count = 2 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            DataType type = FuzzNested.any(random, 4);
            if (!format.equals("parquet") && (FuzzNested.isNested(type) || type.equals(DataTypes.BinaryType))) {
                type = DataTypes.LongType;
            }
            boolean isBounded = type.equals(DataTypes.StringType) && random.nextInt(3) == 0;
            columns.add(new FuzzColumn((isBounded ? random.nextBoolean() ? CHAR : VARCHAR : "c") + i, type));
        }
        if (random.nextInt(8) == 0) {
            columns.add(new FuzzColumn(PART, DataTypes.IntegerType));
        }
        return columns;
    }

    private static List<Row> rows(List<FuzzColumn> columns, int rowCount, Random random) {
        Object[][] cells = new Object[rowCount][columns.size()];
        FuzzValues values = new FuzzValues(random);
        for (int c = 0; c < columns.size(); c++) {
            DataType type = columns.get(c).type();
            boolean isPart = columns.get(c).name().equals(PART);
            boolean isKey = c < 2 && random.nextInt(4) > 0;
            int[] percents = isKey ? PERCENT_NULL_OF_KEYS : PERCENT_NULL;
            int percentNull = percents[random.nextInt(percents.length)];
            Object[] pool = new Object[isPart ? 3 : random.nextBoolean() ? 5 : 60];
            for (int i = 0; i < pool.length; i++) {
                pool[i] = values.value(type);
            }
            if (isKey) {
                pool = c == 0 ? WHOLE_KEYS : TEXT_KEYS;
            }
            boolean repeats = isPart || isKey || random.nextInt(4) > 0;
            for (int r = 0; r < rowCount; r++) {
                if (random.nextInt(100) >= percentNull) {
                    Object value = repeats ? pool[random.nextInt(pool.length)] : values.value(type);
                    cells[r][c] = isBounded(columns.get(c)) ? shortened((String) value) : value;
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Object[] row : cells) {
            rows.add(RowFactory.create(row));
        }
        return rows;
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 4)).strip();
    }

    private static StructType schema(List<FuzzColumn> columns) {
        StructType schema = new StructType();
        for (FuzzColumn column : columns) {
            DataType type = column.type().equals(FuzzNested.VARIANT) ? DataTypes.StringType : column.type();
            schema = schema.add(new StructField(column.name(), type, true, Metadata.empty()));
        }
        return schema;
    }
}
