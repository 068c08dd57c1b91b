/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A value that Spark's reader refuses or changes while it decodes a file, in a row that a filter drops, is decoded all the same.
 * The files are from a writer other than Spark, so that Spark's settings determine how old dates are read.
 */
final class UnreadValuesTest {
    private static final int ROWS = 300;
    private static final int BAD_ROW = 120;

    @TempDir
    Path folder;

    /** A column of a file: its type there, what it is read as, and a good and a bad value. */
    private record Column(String inFile, String type, Object good, Object bad) {
        boolean isDatetime() {
            return type.startsWith("TIMESTAMP") || type.equals("DATE");
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("int64 x (TIMESTAMP(MICROS,true))", "TIMESTAMP", 1_000_000L, -30_000_000_000_000_000L),
            new Column("int64 x (TIMESTAMP(MICROS,false))", "TIMESTAMP_NTZ", 1_000_000L, -30_000_000_000_000_000L),
            new Column("int64 x (TIMESTAMP(MILLIS,true))", "TIMESTAMP", 1_000L, -30_000_000_000_000L),
            new Column("int64 x (TIMESTAMP(MILLIS,true))", "TIMESTAMP", 1_000L, Long.MAX_VALUE / 10),
            new Column("int64 x (TIMESTAMP(MILLIS,false))", "TIMESTAMP_NTZ", 1_000L, Long.MIN_VALUE / 10),
            new Column("int96 x", "TIMESTAMP", int96(2_440_600), int96(1_900_000)),
            new Column("int96 x", "TIMESTAMP_NTZ", int96(2_440_600), int96(1_900_000)),
            new Column("int32 x (DATE)", "DATE", 10_000, -300_000),
            new Column("int64 x (DECIMAL(10,2))", "DECIMAL(10,2)", 12L, 12_345_678_901_234L),
            new Column("int32 x (DECIMAL(5,2))", "DECIMAL(5,2)", 12, 12_345_678),
            new Column("fixed_len_byte_array(16) x (DECIMAL(20,2))", "DECIMAL(20,2)", fixed(7), fixed(-1L << 40)),
            new Column("fixed_len_byte_array(16) x (DECIMAL(20,2))", "DECIMAL(20,2)", fixed(7), huge()),
            new Column("binary x (DECIMAL(20,2))", "DECIMAL(20,2)", fixed(7), huge()),
            new Column("int32 x", "TINYINT", 7, 70_000),
            new Column("int32 x", "SMALLINT", 7, 70_000_000),
            new Column("int64 x", "INT", 7L, 70_000_000_000L),
            new Column("int32 x (INTEGER(32,false))", "BIGINT", 7, -1),
            new Column("int64 x (INTEGER(64,false))", "DECIMAL(20,0)", 7L, -1L),
            new Column("binary x (STRING)", "STRING", Binary.fromString("a"), bytes(0xff, 0xc0, 0x80)));

    private static final List<String> QUERIES = List.of(
            "SELECT k, x FROM f WHERE k > 200",
            "SELECT k, x FROM f WHERE k = 119 OR k = 121",
            "SELECT k FROM f WHERE x IS NOT NULL AND k > 200",
            "SELECT max(x) FROM f WHERE k + 1 > 200",
            "SELECT count(*) FROM f WHERE k > 200");

    @ParameterizedTest
    @CsvSource({"EXCEPTION,true", "LEGACY,false"})
    void whatADroppedRowHoldsIsDecodedAsSparkDoes(String mode, boolean dictionary) throws IOException {
        List<String> differences = new ArrayList<>();
        Map<String, String> conf = Map.of(
                "spark.sql.parquet.datetimeRebaseModeInRead", mode, "spark.sql.parquet.int96RebaseModeInRead", mode);
        try (SideBySide sides = new SideBySide(conf)) {
            for (int c = 0; c < COLUMNS.size(); c++) {
                Column column = COLUMNS.get(c);
                if (mode.equals("LEGACY") && !column.isDatetime()) {
                    continue;
                }
                Path file = write(column, "%s-%d.parquet".formatted(mode, c), dictionary);
                for (String query : QUERIES) {
                    Outcome stock = Outcome.of(() -> query(sides.stock(), file, column, query));
                    Outcome quiver = Outcome.of(() -> query(sides.quiver(), file, column, query));
                    if (!quiver.equals(stock)) {
                        differences.add("%n%s read as %s: %s%n  stock:  %s%n  quiver: %s"
                                .formatted(column.inFile(), column.type(), query, stock, quiver));
                    }
                }
            }
            SideBySide.assertNothingHeld();
        }
        assertThat(differences).isEmpty();
    }

    private static Dataset<Row> query(SparkSession session, Path file, Column column, String query) {
        session.read()
                .schema("k INT, x " + column.type())
                .parquet(file.toString())
                .createOrReplaceTempView("f");
        return session.sql(query);
    }

    private Path write(Column column, String name, boolean dictionary) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message m { required int32 k; optional %s; }".formatted(column.inFile()));
        Path file = folder.resolve(name);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withType(schema)
                .withConf(new Configuration())
                .withDictionaryEncoding(dictionary)
                .build()) {
            for (int k = 0; k < ROWS; k++) {
                Group row = new SimpleGroup(schema).append("k", k);
                if (k % 7 != 0 || k == BAD_ROW) {
                    add(row, k == BAD_ROW ? column.bad() : column.good());
                }
                writer.write(row);
            }
        }
        return file;
    }

    private static void add(Group row, Object value) {
        if (value instanceof Integer number) {
            row.add("x", (int) number);
        } else if (value instanceof Long number) {
            row.add("x", (long) number);
        } else {
            row.add("x", (Binary) value);
        }
    }

    private static Binary int96(int julianDay) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        return Binary.fromConstantByteArray(
                bytes.putLong(5_000_000_000L).putInt(julianDay).array());
    }

    private static Binary fixed(long unscaled) {
        return wide(BigInteger.valueOf(unscaled));
    }

    private static Binary huge() {
        return wide(BigInteger.TEN.pow(30));
    }

    private static Binary wide(BigInteger unscaled) {
        byte[] bytes = new byte[16];
        Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        byte[] digits = unscaled.toByteArray();
        System.arraycopy(digits, 0, bytes, 16 - digits.length, digits.length);
        return Binary.fromConstantByteArray(bytes);
    }

    private static Binary bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Binary.fromConstantByteArray(bytes);
    }
}
