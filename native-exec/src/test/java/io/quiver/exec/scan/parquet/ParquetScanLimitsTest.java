/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.Declined;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.ColumnType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks what the scan leaves out, declines, and fails on. */
final class ParquetScanLimitsTest {
    @TempDir
    private java.nio.file.Path folder;

    /** What is left of a filter to do for others: it may only take rows that do not match, in whole pages. */
    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
    void filtersTakeOnlyRowsThatDoNotMatch(CompressionCodecName codec) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message m { optional int32 few; optional int64 sorted; optional binary text (STRING); }");
        List<Group> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Group group = new SimpleGroup(schema).append("few", i % 5 * 2).append("sorted", (long) i);
            rows.add(i % 3 == 0 ? group : group.append("text", "text " + i % 17 * i));
        }
        ParquetFile file = ParquetFile.write(
                folder.resolve("filtered.parquet"),
                schema,
                builder -> builder.withCompressionCodec(codec)
                        .withRowGroupSize(60_000L)
                        .withPageRowCountLimit(300),
                rows);
        List<List<Object>> all = file.expected();
        checkFilter(
                file,
                all,
                FilterApi.eq(FilterApi.intColumn("few"), 4),
                row -> row.get(0).equals(4),
                20_000);
        checkFilter(
                file,
                all,
                FilterApi.eq(FilterApi.intColumn("few"), 5),
                row -> row.get(0).equals(5),
                0);
        checkFilter(
                file,
                all,
                FilterApi.gt(FilterApi.longColumn("sorted"), 19_500L),
                row -> (Long) row.get(1) > 19_500,
                1000);
        checkFilter(
                file,
                all,
                FilterApi.or(
                        FilterApi.lt(FilterApi.longColumn("sorted"), 50L),
                        FilterApi.eq(FilterApi.longColumn("sorted"), 7777L)),
                row -> (Long) row.get(1) < 50 || row.get(1).equals(7777L),
                1000);
    }

    private static void checkFilter(
            ParquetFile file,
            List<List<Object>> all,
            FilterPredicate predicate,
            Predicate<List<Object>> matches,
            int most)
            throws IOException {
        List<ScanColumn> columns = List.of(
                new ScanColumn.FromFile(file.schema().getColumns().get(0), ColumnType.INT),
                new ScanColumn.FromFile(file.schema().getColumns().get(1), ColumnType.LONG),
                new ScanColumn.FromFile(file.schema().getColumns().get(2), ColumnType.STRING));
        try (ParquetScan scan = file.scan(
                columns, ExactFrom.ALWAYS, 4096, options -> options.withRecordFilter(FilterCompat.get(predicate)))) {
            List<List<Object>> read = ParquetFile.rows(scan);
            assertThat(read).hasSizeLessThanOrEqualTo(most);
            assertThat(new HashSet<>(all).containsAll(read)).isTrue();
            assertThat(read.stream().filter(matches).toList())
                    .isEqualTo(all.stream().filter(matches).toList());
        }
    }

    /** A row group of rows that compress well may have gigabytes of text. */
    @Test
    void longRowsComeFewAtOnce() throws IOException {
        MessageType schema =
                MessageTypeParser.parseMessageType("message m { required int32 id; optional binary s (STRING); }");
        int rowCount = 600;
        List<Group> rows = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            rows.add(new SimpleGroup(schema).append("id", i).append("s", ("text " + i).repeat(10_000)));
        }
        ParquetFile file = ParquetFile.write(
                folder.resolve("long.parquet"),
                schema,
                builder -> builder.withCompressionCodec(CompressionCodecName.SNAPPY)
                        .withPageRowCountLimit(20)
                        .withRowGroupSize(1L << 30),
                rows);
        assertThat(file.footer().getBlocks()).hasSize(1);
        List<ScanColumn> columns = List.of(
                new ScanColumn.FromFile(file.schema().getColumns().get(0), ColumnType.INT),
                new ScanColumn.FromFile(file.schema().getColumns().get(1), ColumnType.STRING));
        int read = 0;
        try (ParquetScan scan = file.scan(columns, ExactFrom.ALWAYS, 4096, options -> options)) {
            for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
                assertThat(ByteBound.bytesOf(batch)).isLessThan(ByteBound.MAX_BYTES * 5 / 4);
                for (int row = 0; row < batch.rowCount(); row++, read++) {
                    assertThat(ByteBound.bytesOf(batch.column(1), row)).isEqualTo(("text " + read).length() * 10_000);
                }
            }
        }
        assertThat(read).isEqualTo(rowCount);
    }

    @Test
    void oldDatesAndTimestampsAreDeclined() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message m { required int32 d (DATE); required int64 t (TIMESTAMP(MICROS,true)); }");
        List<Group> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(
                    new SimpleGroup(schema).append("d", i == 777 ? -200_000 : i).append("t", (long) i));
        }
        ParquetFile file = ParquetFile.write(folder.resolve("old.parquet"), schema, builder -> builder, rows);
        List<ScanColumn> columns = List.of(
                new ScanColumn.FromFile(file.schema().getColumns().get(0), ColumnType.DATE),
                new ScanColumn.FromFile(file.schema().getColumns().get(1), ColumnType.TIMESTAMP));
        try (ParquetScan scan = file.scan(columns, new ExactFrom(-141_427, 0L, 0L), 100, options -> options)) {
            assertThatThrownBy(() -> ParquetFile.rows(scan)).isInstanceOf(Declined.class);
            assertThat(scan.rowsRead()).isEqualTo(700);
        }
        try (ParquetScan scan = file.scan(columns, ExactFrom.ALWAYS, 100, options -> options)) {
            assertThat(ParquetFile.rows(scan)).isEqualTo(file.expected());
        }
    }

    /** Every byte of a small file in turn is another: what is read is an error or, where nothing can tell, other values. */
    @Test
    void damagedFilesFailOrGiveAsManyRows() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message m { optional int32 a; optional binary b (STRING); required double c; required boolean e; }");
        List<Group> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Group group = new SimpleGroup(schema).append("c", i / 3d).append("e", i % 2 == 0);
            rows.add(i % 4 == 0 ? group : group.append("a", i % 9).append("b", "b" + i));
        }
        for (WriterVersion version : WriterVersion.values()) {
            ParquetFile file = ParquetFile.write(
                    folder.resolve("damaged" + version + ".parquet"),
                    schema,
                    builder -> builder.withWriterVersion(version).withPageSize(400),
                    rows);
            java.nio.file.Path path = folder.resolve("damaged" + version + ".parquet");
            java.nio.file.Files.deleteIfExists(folder.resolve(".damaged" + version + ".parquet.crc"));
            byte[] bytes = java.nio.file.Files.readAllBytes(path);
            int dataEnd = (int) file.footer().getBlocks().get(0).getCompressedSize();
            for (int at = 4; at < dataEnd; at += 3) {
                byte[] damaged = bytes.clone();
                damaged[at] ^= (byte) (1 << at % 8);
                damaged[at + 1] = (byte) 0xff;
                java.nio.file.Files.write(path, damaged);
                readDamaged(file);
            }
        }
    }

    private static void readDamaged(ParquetFile file) throws IOException {
        List<ScanColumn> columns = List.of(
                new ScanColumn.FromFile(file.schema().getColumns().get(0), ColumnType.INT),
                new ScanColumn.FromFile(file.schema().getColumns().get(1), ColumnType.STRING),
                new ScanColumn.FromFile(file.schema().getColumns().get(2), ColumnType.DOUBLE),
                new ScanColumn.FromFile(file.schema().getColumns().get(3), ColumnType.BOOLEAN));
        try (ParquetScan scan = file.scan(columns, ExactFrom.ALWAYS, 128, options -> options)) {
            assertThat(ParquetFile.rows(scan)).hasSize(300);
        } catch (RuntimeException | IOException e) {
            assertThat(e).isNotInstanceOf(IllegalStateException.class);
        }
    }
}
