/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.spark.column.RowReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Makes batches of random values of every type that has kernels, in every encoding of a column. */
final class InvarianceInputs {
    /** How the columns of a batch are made. */
    enum Form {
        NO_NULLS,
        SOME_NULLS,
        ALL_NULL,
        DICTIONARY,
        CONSTANT,
        /** Every other row of a longer column, the first of them left out. */
        PICKED,
        /** The first rows of a longer column. */
        PREFIX
    }

    private static final long[] EDGES = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1, 2, 10, 100};
    private static final double[] REALS = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1,
        -1,
        0.5,
        2.5,
        -2.5,
        1e15,
        4503599627370497.5,
        9.223372036854776E18,
        2147483648.0,
        1e-5,
        0.045
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "A",
        "abc",
        "ABC",
        "abcabc",
        "a b  c",
        " padded ",
        "0",
        " 12 ",
        "-7",
        "+3.50",
        "1e3",
        "99999999999999999999",
        "NaN",
        "Infinity",
        "true",
        "F",
        "2020-02-29",
        "2021-02-29",
        "1999-12-31 23:59:59.999999",
        "%",
        "_",
        "a%b_c",
        "\\",
        "\u00e9",
        "Stra\u00dfe",
        "\u0130stanbul",
        "\u65e5\u672c\u8a9e",
        "\ud83d\ude00 smile",
        "e\u0301",
        "tab\tnew\nline",
        "b".repeat(70)
    };

    static final StructType SCHEMA = schema();

    private final Random random;
    private final boolean odd;
    private final RowReader reader;

    /** @param odd whether values are edges of their types; else all are small and plain */
    InvarianceInputs(Random random, boolean odd) {
        this.random = random;
        this.odd = odd;
        DataType[] types = new DataType[SCHEMA.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = SCHEMA.apply(i).dataType();
        }
        reader = new RowReader(types);
    }

    private static StructType schema() {
        StructType schema = new StructType();
        for (String number : List.of("1", "2")) {
            schema = schema.add("boolean" + number, DataTypes.BooleanType)
                    .add("byte" + number, DataTypes.ByteType)
                    .add("short" + number, DataTypes.ShortType)
                    .add("int" + number, DataTypes.IntegerType)
                    .add("long" + number, DataTypes.LongType)
                    .add("float" + number, DataTypes.FloatType)
                    .add("double" + number, DataTypes.DoubleType)
                    .add("dec5" + number, DataTypes.createDecimalType(5, 2))
                    .add("dec18" + number, DataTypes.createDecimalType(18, 4))
                    .add("dec38" + number, DataTypes.createDecimalType(38, 10))
                    .add("date" + number, DataTypes.DateType)
                    .add("timestamp" + number, DataTypes.TimestampType)
                    .add("ntz" + number, DataTypes.TimestampNTZType)
                    .add("string" + number, DataTypes.StringType)
                    .add("binary" + number, DataTypes.BinaryType);
        }
        return schema;
    }

    Batch batch(int rows, Form form) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < SCHEMA.size(); c++) {
            columns.add(column(c, rows, form));
        }
        return new Batch(columns, rows);
    }

    private Column column(int ordinal, int rows, Form form) {
        return switch (form) {
            case NO_NULLS -> flat(ordinal, rows, 0);
            case SOME_NULLS -> flat(ordinal, rows, 20);
            case ALL_NULL -> flat(ordinal, rows, 100);
            case CONSTANT -> new ConstantColumn(flat(ordinal, 1, 10), rows);
            case DICTIONARY -> {
                int[] ids = random.ints(rows, 0, 7).toArray();
                Column nulls = flat(ordinal, rows, 20);
                yield new DictionaryColumn(rows, ids, flat(ordinal, 7, 0), nulls.validity());
            }
            case PICKED -> flat(ordinal, 2 * rows + 1, 20).gather(odd(rows), rows);
            case PREFIX -> flat(ordinal, rows + 70, 20).prefix(rows);
        };
    }

    private static int[] odd(int rows) {
        int[] picked = new int[rows];
        for (int i = 0; i < rows; i++) {
            picked[i] = 2 * i + 1;
        }
        return picked;
    }

    private Column flat(int ordinal, int rows, int percentNull) {
        DataType type = SCHEMA.apply(ordinal).dataType();
        ColumnBuilder builder = ColumnBuilder.create(io.quiver.spark.column.SparkTypes.columnType(type), rows);
        InternalRow row = new GenericInternalRow(SCHEMA.size());
        for (int i = 0; i < rows; i++) {
            row.update(ordinal, random.nextInt(100) < percentNull ? null : value(type));
            reader.append(builder, ordinal, row);
        }
        Column column = builder.build();
        return percentNull == 100 && rows > 0 ? column.withValidity(new long[Bitmap.wordCount(rows)]) : column;
    }

    private Object value(DataType type) {
        if (type.equals(DataTypes.BooleanType)) {
            return random.nextBoolean();
        }
        if (type.equals(DataTypes.ByteType)) {
            return (byte) whole(1L << 7);
        }
        if (type.equals(DataTypes.ShortType)) {
            return (short) whole(1L << 15);
        }
        if (type.equals(DataTypes.IntegerType)) {
            return (int) whole(1L << 31);
        }
        if (type.equals(DataTypes.LongType)) {
            return odd ? EDGES[random.nextInt(EDGES.length)] : whole(0);
        }
        if (type.equals(DataTypes.FloatType)) {
            return (float) real();
        }
        if (type.equals(DataTypes.DoubleType)) {
            return real();
        }
        if (type instanceof DecimalType decimal) {
            return decimal(decimal);
        }
        if (type.equals(DataTypes.DateType)) {
            // the years 1 to 9999 where it is odd
            return odd ? random.nextInt(3_652_058) - 719_162 : 18_000 + random.nextInt(800);
        }
        if (type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType)) {
            long second = odd
                    ? (long) (random.nextDouble() * 315_537_897_600L) - 62_135_596_800L
                    : 1_577_836_800L + random.nextInt(90_000_000);
            return second * 1_000_000 + (random.nextBoolean() ? 0 : random.nextInt(1_000_000));
        }
        if (type.equals(DataTypes.StringType)) {
            return UTF8String.fromString(text());
        }
        byte[] bytes = new byte[random.nextInt(odd ? 40 : 4)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A whole number that fits below {@code limit}. */
    private long whole(long limit) {
        if (odd) {
            long[] edges = {-limit, -limit + 1, -1, 0, 1, limit - 2, limit - 1, random.nextInt(100)};
            return edges[random.nextInt(edges.length)];
        }
        return 1 + random.nextInt(10);
    }

    private double real() {
        if (odd) {
            return REALS[random.nextInt(REALS.length)];
        }
        return random.nextBoolean() ? 1 + random.nextInt(80) / 8.0 : random.nextDouble();
    }

    private Decimal decimal(DecimalType type) {
        BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
        BigInteger unscaled = BigInteger.valueOf(1 + random.nextInt(2_000));
        if (odd) {
            BigInteger[] edges = {
                most,
                most.negate(),
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.ONE.negate(),
                new BigInteger(60, random).min(most),
                BigInteger.TEN.pow(type.scale()),
                BigInteger.valueOf(random.nextInt(100_000) - 50_000L)
            };
            unscaled = edges[random.nextInt(edges.length)].min(most).max(most.negate());
        }
        return Decimal.apply(
                new scala.math.BigDecimal(new java.math.BigDecimal(unscaled, type.scale())),
                type.precision(),
                type.scale());
    }

    private String text() {
        if (odd) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            text.append((char) ('a' + random.nextInt(4)));
        }
        return text.toString();
    }
}
