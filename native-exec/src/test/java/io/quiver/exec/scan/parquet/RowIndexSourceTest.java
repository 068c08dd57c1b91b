/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.LongColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.Operators;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row indexes are where the rows stand in the file, whatever is left out. Each row of the file holds its index. */
final class RowIndexSourceTest {
    private static final int ROWS = 20_000;

    @TempDir
    private java.nio.file.Path folder;

    private ParquetFile file;

    @BeforeEach
    void write() throws IOException {
        MessageType schema =
                MessageTypeParser.parseMessageType("message m { required int64 stored; required int32 other; }");
        List<Group> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(new SimpleGroup(schema).append("stored", (long) row).append("other", row * 31 % 1009));
        }
        file = ParquetFile.write(
                folder.resolve("rows.parquet"),
                schema,
                builder -> builder.withRowGroupSize(60_000L).withPageRowCountLimit(100),
                rows);
        assertThat(file.footer().getBlocks()).hasSizeGreaterThan(2);
    }

    @Test
    void rowsAreCountedOverRowGroups() throws IOException {
        assertThat(read(options -> options, row -> true)).hasSize(ROWS);
    }

    @Test
    void splitsStartWhereTheirRowGroupsDo() throws IOException {
        int rows = 0;
        for (BlockMetaData rowGroup : file.footer().getBlocks()) {
            long from = rowGroup.getStartingPos();
            List<Long> read =
                    read(options -> options.withRange(from, from + rowGroup.getCompressedSize()), row -> true);
            assertThat(read).hasSize((int) rowGroup.getRowCount()).startsWith((long) rows);
            rows += read.size();
        }
        assertThat(rows).isEqualTo(ROWS);
    }

    @Test
    void rowsThatAFilterDropsAreCounted() throws IOException {
        for (LongPredicate wanted : List.<LongPredicate>of(
                row -> row % 50 == 0,
                row -> row % 50 != 0,
                row -> row / 3000 % 2 == 1,
                row -> row == ROWS - 1,
                row -> false)) {
            assertThat(read(options -> options, wanted))
                    .hasSize((int) LongStream.range(0, ROWS).filter(wanted).count());
        }
    }

    @Test
    void pagesThatTheColumnIndexRulesOutAreCounted() throws IOException {
        Operators.LongColumn stored = FilterApi.longColumn("stored");
        var few = FilterApi.or(
                FilterApi.lt(stored, 50L),
                FilterApi.or(
                        FilterApi.eq(stored, 7777L),
                        FilterApi.and(FilterApi.gt(stored, 11_150L), FilterApi.lt(stored, 11_270L))));
        UnaryOperator<ParquetReadOptions.Builder> options = given -> given.withRecordFilter(FilterCompat.get(few));
        List<Long> read = read(options, row -> true);
        assertThat(read).contains(0L, 49L, 7777L, 11_151L, 11_269L).hasSizeLessThan(1000);
        for (LongPredicate wanted : List.<LongPredicate>of(row -> row % 3 == 0, row -> row > 11_200)) {
            assertThat(read(options, wanted))
                    .isEqualTo(read.stream().filter(wanted::test).toList());
        }
    }

    /** Reads the wanted rows, checks each row's index, and returns the indexes. */
    private List<Long> read(UnaryOperator<ParquetReadOptions.Builder> options, LongPredicate wanted)
            throws IOException {
        List<ScanColumn> columns = List.of(
                ScanColumn.OfRowIndex.itself(),
                new ScanColumn.FromFile(file.schema().getColumns().get(0), ColumnType.LONG),
                new ScanColumn.FromFile(file.schema().getColumns().get(1), ColumnType.INT),
                new ScanColumn.OfRowIndex(
                        rows -> ConstantColumn.of(7, ColumnType.INT, rows.rowCount()), ColumnType.INT),
                ScanColumn.OfRowIndex.itself());
        List<Long> indexes = new ArrayList<>();
        for (boolean byIndex : new boolean[] {true, false}) {
            indexes.clear();
            try (ParquetScan scan = file.scan(columns, ExactFrom.ALWAYS, 1000, options)) {
                scan.filterWith(new Wanted(wanted, byIndex ? 0 : 1));
                for (List<Object> row : ParquetFile.rows(scan)) {
                    assertThat(row.get(0)).isEqualTo(row.get(1)).isEqualTo(row.get(4));
                    assertThat(row.get(3)).isEqualTo(7);
                    indexes.add((Long) row.get(0));
                }
            }
        }
        return indexes;
    }

    private record Wanted(LongPredicate rows, int column) implements RowFilter {
        @Override
        public int[] columns() {
            return new int[] {column};
        }

        @Override
        public int select(Batch columns, int[] selection) {
            long[] values = ((LongColumn) columns.column(0).flat()).values();
            int count = 0;
            for (int i = 0; i < columns.rowCount(); i++) {
                if (rows.test(values[i])) {
                    selection[count++] = i;
                }
            }
            return count;
        }
    }
}
