/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.io.IOException;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the scan reads the same as parquet-hadoop's record reader. */
class ParquetScanTest {
    /** The distribution of a column's values. */
    private enum Pattern {
        FEW_VALUES,
        MANY_VALUES,
        /** Few distinct values first, then many, so that writers give up their dictionary in the middle. */
        FEW_THEN_MANY,
        RUNS
    }

    private enum Nulls {
        NEVER,
        SOME,
        RUNS,
        ALWAYS
    }

    private record Kind(
            String name, PrimitiveTypeName physical, LogicalTypeAnnotation annotation, int length, ColumnType type) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("boolean", PrimitiveTypeName.BOOLEAN, null, 0, ColumnType.BOOLEAN),
            new Kind("byte", PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(8, true), 0, ColumnType.BYTE),
            new Kind("short", PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(16, true), 0, ColumnType.SHORT),
            new Kind("int", PrimitiveTypeName.INT32, null, 0, ColumnType.INT),
            new Kind("date", PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType(), 0, ColumnType.DATE),
            new Kind("widened", PrimitiveTypeName.INT32, null, 0, ColumnType.LONG),
            new Kind("uint", PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(32, false), 0, ColumnType.LONG),
            new Kind(
                    "decimal32",
                    PrimitiveTypeName.INT32,
                    LogicalTypeAnnotation.decimalType(2, 9),
                    0,
                    ColumnType.decimal(9, 2)),
            new Kind("long", PrimitiveTypeName.INT64, null, 0, ColumnType.LONG),
            new Kind(
                    "micros",
                    PrimitiveTypeName.INT64,
                    LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS),
                    0,
                    ColumnType.TIMESTAMP),
            new Kind(
                    "millis",
                    PrimitiveTypeName.INT64,
                    LogicalTypeAnnotation.timestampType(false, TimeUnit.MILLIS),
                    0,
                    ColumnType.TIMESTAMP_NTZ),
            new Kind(
                    "decimal64",
                    PrimitiveTypeName.INT64,
                    LogicalTypeAnnotation.decimalType(2, 18),
                    0,
                    ColumnType.decimal(18, 2)),
            new Kind(
                    "wider64",
                    PrimitiveTypeName.INT64,
                    LogicalTypeAnnotation.decimalType(2, 18),
                    0,
                    ColumnType.decimal(22, 2)),
            new Kind(
                    "ulong",
                    PrimitiveTypeName.INT64,
                    LogicalTypeAnnotation.intType(64, false),
                    0,
                    ColumnType.decimal(20, 0)),
            new Kind("float", PrimitiveTypeName.FLOAT, null, 0, ColumnType.FLOAT),
            new Kind("double", PrimitiveTypeName.DOUBLE, null, 0, ColumnType.DOUBLE),
            new Kind("string", PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType(), 0, ColumnType.STRING),
            new Kind("binary", PrimitiveTypeName.BINARY, null, 0, ColumnType.BINARY),
            new Kind("fixed", PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, null, 5, ColumnType.BINARY),
            new Kind(
                    "fixed7",
                    PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
                    LogicalTypeAnnotation.decimalType(3, 15),
                    7,
                    ColumnType.decimal(15, 3)),
            new Kind(
                    "fixed8",
                    PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
                    LogicalTypeAnnotation.decimalType(3, 18),
                    8,
                    ColumnType.decimal(18, 3)),
            new Kind(
                    "fixed16",
                    PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
                    LogicalTypeAnnotation.decimalType(3, 38),
                    16,
                    ColumnType.decimal(38, 3)),
            new Kind(
                    "bytes16",
                    PrimitiveTypeName.BINARY,
                    LogicalTypeAnnotation.decimalType(3, 38),
                    0,
                    ColumnType.decimal(38, 3)));

    @TempDir
    private java.nio.file.Path folder;

    private Random random = new Random(0);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 63, 64, 65, 1023, 4096, 10_000})
    void everyTypeIsReadInEveryPageVersion(int rowCount) throws IOException {
        for (WriterVersion version : WriterVersion.values()) {
            for (Repetition repetition : List.of(Repetition.REQUIRED, Repetition.OPTIONAL)) {
                long seed = rowCount * 31L + version.ordinal() * 7L + repetition.ordinal();
                check(seed, repetition, rowCount, builder -> builder.withWriterVersion(version)
                        .withPageSize(2000));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void everyCodecIsRead(CompressionCodecName codec) throws IOException {
        for (WriterVersion version : WriterVersion.values()) {
            check(codec.ordinal(), Repetition.OPTIONAL, 3000, builder -> builder.withCompressionCodec(codec)
                    .withWriterVersion(version)
                    .withPageSize(3000));
        }
    }

    @Test
    void dictionariesGivenUpInTheMiddleAreRead() throws IOException {
        for (int seed = 0; seed < 12; seed++) {
            WriterVersion version = WriterVersion.values()[seed % 2];
            check(seed, Repetition.OPTIONAL, 9000, builder -> builder.withWriterVersion(version)
                    .withDictionaryPageSize(1500)
                    .withPageSize(1200));
        }
    }

    @Test
    void pagesWithoutDictionaryAreRead() throws IOException {
        for (WriterVersion version : WriterVersion.values()) {
            check(5, Repetition.OPTIONAL, 9000, builder -> builder.withWriterVersion(version)
                    .withDictionaryEncoding(false)
                    .withPageSize(2500));
        }
    }

    @Test
    void splitStreamsAreRead() throws IOException {
        for (Repetition repetition : List.of(Repetition.REQUIRED, Repetition.OPTIONAL)) {
            check(
                    6,
                    repetition,
                    5000,
                    builder ->
                            splitStreams(builder.withDictionaryEncoding(false).withPageSize(2500)));
        }
    }

    /** The writer's builder offers this for floats only, the properties behind it for integers and fixed bytes too. */
    private static ExampleParquetWriter.Builder splitStreams(ExampleParquetWriter.Builder builder) {
        try {
            Field properties = ParquetWriter.Builder.class.getDeclaredField("encodingPropsBuilder");
            properties.setAccessible(true);
            ((ParquetProperties.Builder) properties.get(builder)).withExtendedByteStreamSplitEncoding(true);
            return builder;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyRowIsInExactlyOneSplit() throws IOException {
        ParquetFile file = file(17, Repetition.OPTIONAL, 20_000, builder -> builder.withRowGroupSize(60_000L)
                .withPageSize(2000));
        List<BlockMetaData> rowGroups = file.footer().getBlocks();
        assertThat(rowGroups).hasSizeGreaterThan(3);
        long length = ParquetFile.CONF == null
                ? 0
                : file.path()
                        .getFileSystem(ParquetFile.CONF)
                        .getFileStatus(file.path())
                        .getLen();
        List<List<Object>> all = new ArrayList<>();
        long step = length / 5 + 1;
        for (long start = 0; start < length; start += step) {
            long from = start;
            long to = Math.min(length, start + step);
            try (ParquetScan scan =
                    file.scan(columns(file), ExactFrom.ALWAYS, 4096, options -> options.withRange(from, to))) {
                all.addAll(ParquetFile.rows(scan));
            }
        }
        assertThat(all).isEqualTo(expected(file));
    }

    @Test
    void rowsAreRuledOutBeforeOtherColumnsAreRead() throws IOException {
        for (WriterVersion version : WriterVersion.values()) {
            ParquetFile file = file(21, Repetition.OPTIONAL, 20_000, builder -> builder.withWriterVersion(version)
                    .withRowGroupSize(400_000L)
                    .withPageSize(1500)
                    .withDictionaryPageSize(3000));
            List<List<Object>> all = expected(file);
            checkRowFilter(file, all, row -> row % 50 == 0);
            checkRowFilter(file, all, row -> row % 50 != 0);
            checkRowFilter(file, all, row -> row / 3000 % 2 == 1);
            checkRowFilter(file, all, row -> row > 15_000 && row % 700 < 30);
            checkRowFilter(file, all, row -> true);
            checkRowFilter(file, all, row -> false);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY"})
    void batchKeepsNothingOfTheArraysThatOthersReadInto(CompressionCodecName codec) throws IOException {
        for (WriterVersion version : WriterVersion.values()) {
            ParquetFile file = file(5, Repetition.OPTIONAL, 20_000, builder -> builder.withCompressionCodec(codec)
                    .withWriterVersion(version));
            Batch batch;
            try (ParquetScan scan = file.scan(columns(file), ExactFrom.ALWAYS, 20_000, options -> options)) {
                batch = Objects.requireNonNull(scan.next());
            }

            int overwritten = 0;
            for (int size = RowGroupBuffers.LEAST_BYTES; size < 64 << 20; size += size / 8) {
                byte[] array = ArrayPool.SHARED.take(size);
                overwritten += array[array.length / 3] != 0 ? 1 : 0;
                Arrays.fill(array, (byte) -1);
            }

            assertThat(overwritten).as("arrays that were used before").isPositive();
            assertSame(ParquetFile.rows(batch), expected(file), "after others have read");
        }
    }

    private static void checkRowFilter(ParquetFile file, List<List<Object>> all, IntPredicate wanted)
            throws IOException {
        List<List<Object>> expected = new ArrayList<>();
        for (int row = 0; row < all.size(); row++) {
            if (wanted.test(row)) {
                expected.add(all.get(row));
            }
        }
        try (ParquetScan scan = file.scan(columns(file), ExactFrom.ALWAYS, 1000, options -> options)) {
            scan.filterWith(new RowFilter() {
                @Override
                public int[] columns() {
                    return new int[] {3, 16};
                }

                @Override
                public int select(Batch columns, int[] selection) {
                    int count = 0;
                    for (int i = 0; i < columns.rowCount(); i++) {
                        if (wanted.test((int) scan.rowsRead() + i)) {
                            selection[count++] = i;
                        }
                    }
                    return count;
                }
            });
            assertSame(ParquetFile.rows(scan), expected, "filtered");
            assertThat(scan.rowsRead()).isEqualTo(all.size());
        }
    }

    @Test
    void constantsAndMissingColumnsStandBesideTheFilesColumns() throws IOException {
        ParquetFile file = file(3, Repetition.OPTIONAL, 100, builder -> builder);
        List<ScanColumn> columns = List.of(
                new ScanColumn.Constant(7, ColumnType.INT),
                columns(file).get(3),
                new ScanColumn.Constant(null, ColumnType.STRING));
        try (ParquetScan scan = file.scan(columns, ExactFrom.ALWAYS, 64, options -> options)) {
            List<List<Object>> expected = new ArrayList<>();
            for (List<Object> row : expected(file)) {
                expected.add(Arrays.asList(7, row.get(3), null));
            }
            assertThat(ParquetFile.rows(scan)).isEqualTo(expected);
        }
    }

    @Test
    void rowsAreCountedWithoutColumns() throws IOException {
        ParquetFile file = file(3, Repetition.OPTIONAL, 100, builder -> builder);
        try (ParquetScan scan = file.scan(List.of(), ExactFrom.ALWAYS, 64, options -> options)) {
            assertThat(ParquetFile.rows(scan)).hasSize(100);
        }
    }

    private void check(
            long seed, Repetition repetition, int rowCount, UnaryOperator<ExampleParquetWriter.Builder> options)
            throws IOException {
        ParquetFile file = file(seed, repetition, rowCount, options);
        List<List<Object>> expected = expected(file);
        List<ScanColumn> columns = columns(file);
        for (int capacity : new int[] {4096, 100}) {
            try (ParquetScan scan = file.scan(columns, ExactFrom.ALWAYS, capacity, o -> o)) {
                assertSame(
                        ParquetFile.rows(scan),
                        expected,
                        "seed %d, %s, %d rows, batches of %d".formatted(seed, repetition, rowCount, capacity));
            }
        }
    }

    private static void assertSame(List<List<Object>> actual, List<List<Object>> expected, String what) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int row = 0; row < actual.size(); row++) {
            for (int column = 0; column < KINDS.size(); column++) {
                Object one = actual.get(row).get(column);
                Object other = expected.get(row).get(column);
                if (one == null ? other != null : !one.equals(other)) {
                    assertThat(one)
                            .as("%s: %s of row %d", what, KINDS.get(column).name(), row)
                            .isEqualTo(other);
                }
            }
        }
    }

    private ParquetFile file(
            long seed, Repetition repetition, int rowCount, UnaryOperator<ExampleParquetWriter.Builder> options)
            throws IOException {
        random = new Random(seed);
        Types.MessageTypeBuilder builder = Types.buildMessage();
        for (Kind kind : KINDS) {
            builder.addField(Types.primitive(kind.physical(), repetition)
                    .length(kind.length())
                    .as(kind.annotation())
                    .named(kind.name()));
        }
        MessageType schema = builder.named("test");
        Pattern[] patterns = new Pattern[KINDS.size()];
        Nulls[] nulls = new Nulls[KINDS.size()];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = Pattern.values()[random.nextInt(Pattern.values().length)];
            nulls[i] = repetition == Repetition.REQUIRED
                    ? Nulls.NEVER
                    : Nulls.values()[random.nextInt(Nulls.values().length)];
        }
        List<Group> rows = new ArrayList<>();
        for (int row = 0; row < rowCount; row++) {
            Group group = new SimpleGroup(schema);
            for (int i = 0; i < patterns.length; i++) {
                if (!isNull(nulls[i], row)) {
                    add(group, KINDS.get(i), number(patterns[i], row, rowCount));
                }
            }
            rows.add(group);
        }
        return ParquetFile.write(folder.resolve("seed" + seed + ".parquet"), schema, options, rows);
    }

    private boolean isNull(Nulls nulls, int row) {
        return switch (nulls) {
            case NEVER -> false;
            case SOME -> random.nextInt(4) == 0;
            case RUNS -> (row / 37 & 1) == 0;
            case ALWAYS -> true;
        };
    }

    private long number(Pattern pattern, int row, int rowCount) {
        return switch (pattern) {
            case FEW_VALUES -> random.nextInt(9) * 1_234_567_890_123L - 5;
            case MANY_VALUES -> random.nextLong();
            case FEW_THEN_MANY -> row < rowCount / 2 ? random.nextInt(5) : random.nextLong();
            case RUNS -> row / 100;
        };
    }

    private static void add(Group group, Kind kind, long number) {
        switch (kind.physical()) {
            case BOOLEAN -> group.add(kind.name(), (number & 1) == 1);
            case INT32 -> {
                int value =
                        switch (kind.type().kind()) {
                            case BYTE -> (byte) number;
                            case SHORT -> (short) number;
                            default -> (int) number;
                        };
                group.add(kind.name(), value);
            }
            case INT64 -> group.add(kind.name(), kind.name().equals("millis") ? number / 1000 : number);
            case FLOAT -> group.add(kind.name(), (float) number);
            case DOUBLE -> group.add(kind.name(), (double) number);
            default -> group.add(kind.name(), Binary.fromConstantByteArray(bytes(kind, number)));
        }
    }

    private static byte[] bytes(Kind kind, long number) {
        if (kind.type().isDecimal()) {
            BigInteger value = BigInteger.valueOf(number);
            if (kind.type().precision() > 18) {
                value = value.multiply(BigInteger.valueOf(10_000_000_000_000_000L))
                        .add(BigInteger.valueOf(number % 1000));
            }
            if (kind.length() == 0) {
                return value.toByteArray();
            }
            byte[] out = new byte[kind.length()];
            for (int i = 0; i < out.length; i++) {
                out[out.length - 1 - i] = value.shiftRight(8 * i).byteValue();
            }
            return out;
        }
        if (kind.length() > 0) {
            return Arrays.copyOf(ByteBuffer.allocate(8).putLong(number).array(), kind.length());
        }
        return Long.toString(number)
                .substring(0, (int) Math.floorMod(number, Long.toString(number).length() + 1L))
                .getBytes();
    }

    private static List<ScanColumn> columns(ParquetFile file) {
        List<ScanColumn> columns = new ArrayList<>();
        for (Kind kind : KINDS) {
            columns.add(new ScanColumn.FromFile(
                    file.schema().getColumnDescription(new String[] {kind.name()}), kind.type()));
        }
        return columns;
    }

    /** What the record reader reads, as the scan's types have it. */
    private static List<List<Object>> expected(ParquetFile file) throws IOException {
        List<List<Object>> rows = file.expected();
        for (List<Object> row : rows) {
            for (int i = 0; i < KINDS.size(); i++) {
                Object value = row.get(i);
                if (value != null) {
                    row.set(i, converted(KINDS.get(i), value));
                }
            }
        }
        return rows;
    }

    private static Object converted(Kind kind, Object value) {
        return switch (kind.name()) {
            case "widened", "decimal32" -> (long) (Integer) value;
            case "uint" -> (Integer) value & 0xffffffffL;
            case "millis" -> (Long) value * 1000;
            case "wider64" -> BigInteger.valueOf((Long) value);
            case "ulong" -> new BigInteger(Long.toUnsignedString((Long) value));
            case "fixed7", "fixed8" -> new BigInteger(((ByteBuffer) value).array()).longValueExact();
            case "fixed16", "bytes16" -> new BigInteger(((ByteBuffer) value).array());
            default -> value;
        };
    }
}
