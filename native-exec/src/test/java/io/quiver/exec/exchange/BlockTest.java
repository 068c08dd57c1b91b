/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.RandomColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockTest {
    private static final long SEED = 471;
    private final Random random = new Random(SEED);
    private final RandomColumns columns = new RandomColumns(random);

    @Test
    void everyTypeAndEncodingComesBack() {
        BlockWriter writer = new BlockWriter();
        for (int size : new int[] {0, 1, 7, 8, 63, 64, 65, 1023, 4096}) {
            for (RandomColumns.Encoding encoding : RandomColumns.Encoding.values()) {
                List<Column> all = new ArrayList<>();
                for (ColumnType type : RandomColumns.TYPES) {
                    all.add(columns.column(type, encoding, size, 300));
                }
                Batch batch = new Batch(all, size);
                writer.write(batch);
                Batch read = reader(batch).read(writer.bytes(), 0, writer.length());
                assertThat(Cells.rows(read)).as("size %d, seed %d", size, SEED).isEqualTo(Cells.rows(batch));
                Batch inPlace = readerInPlace(batch).read(writer.bytes(), 0, writer.length());
                assertThat(Cells.rows(inPlace))
                        .as("size %d, seed %d", size, SEED)
                        .isEqualTo(Cells.rows(batch));
            }
        }
    }

    @Test
    void aBlockInTheMiddleOfAnArrayIsRead() {
        Batch batch = Cells.batch(columns.column(ColumnType.STRING, 100, 7));
        BlockWriter writer = new BlockWriter();
        writer.write(batch);
        byte[] shifted = new byte[writer.length() + 13];
        System.arraycopy(writer.bytes(), 0, shifted, 5, writer.length());
        assertThat(Cells.rows(reader(batch).read(shifted, 5, writer.length()))).isEqualTo(Cells.rows(batch));
        Batch inPlace = readerInPlace(batch).read(shifted, 5, writer.length());
        assertThat(Cells.rows(inPlace)).isEqualTo(Cells.rows(batch));
        assertThat(((BytesColumn) inPlace.column(0).flat()).data()).isSameAs(shifted);
    }

    @Test
    void gatheredStringsKeepOnlyTheirOwnBytes() {
        Column column = columns.column(ColumnType.STRING, RandomColumns.Encoding.FLAT, 1000, 500);
        Batch few = Cells.batch(column.gather(new int[] {5, 3, 3, 999}, 4));
        BlockWriter writer = new BlockWriter();
        writer.write(few);
        assertThat(writer.length()).isLessThan(200);
        assertThat(Cells.rows(reader(few).read(writer.toBlock(), 0, writer.length())))
                .isEqualTo(Cells.rows(few));
    }

    @Test
    void constantsAndSmallDictionariesKeepTheirEncoding() {
        Batch batch = Cells.batch(
                columns.column(ColumnType.STRING, RandomColumns.Encoding.DICTIONARY, 1000, 10),
                ConstantColumn.of(7L, ColumnType.LONG, 1000),
                columns.column(ColumnType.LONG, RandomColumns.Encoding.DICTIONARY, 1000, 5000));
        BlockWriter writer = new BlockWriter();
        writer.write(batch);
        Batch read = reader(batch).read(writer.bytes(), 0, writer.length());
        assertThat(read.column(0)).isInstanceOf(DictionaryColumn.class);
        assertThat(read.column(1)).isInstanceOf(ConstantColumn.class);
        assertThat(read.column(2)).isNotInstanceOf(DictionaryColumn.class);
    }

    @Test
    void rowsWithoutColumnsAreCounted() {
        BlockWriter writer = new BlockWriter();
        writer.write(new Batch(List.of(), 77));
        assertThat(new BlockReader(List.of())
                        .read(writer.bytes(), 0, writer.length())
                        .rowCount())
                .isEqualTo(77);
    }

    @Test
    void aTruncatedBlockIsCorrupt() {
        Batch batch = Cells.batch(columns.column(ColumnType.STRING, RandomColumns.Encoding.FLAT, 50, 20));
        BlockWriter writer = new BlockWriter();
        writer.write(batch);
        for (int length = 0; length < writer.length(); length++) {
            int cut = length;
            for (BlockReader reader : List.of(reader(batch), readerInPlace(batch))) {
                assertThatThrownBy(() -> reader.read(writer.bytes(), 0, cut))
                        .isInstanceOf(ExecutionException.class)
                        .hasMessageContaining("BLOCK_CORRUPT");
            }
        }
    }

    @Test
    void rowsGoToTheirPartitionsInOrder() {
        for (int partitionCount : new int[] {1, 2, 17}) {
            for (long limit : new long[] {1, 1 << 16, 64 << 20}) {
                partition(
                        List.of(ColumnType.STRING, ColumnType.decimal(30, 2), ColumnType.BOOLEAN),
                        partitionCount,
                        limit,
                        0,
                        1,
                        64,
                        4096,
                        3000,
                        4096,
                        4096);
            }
        }
    }

    @Test
    void rowsOfFixedWidthAreScatteredManyAtATime() {
        List<ColumnType> types =
                List.of(ColumnType.LONG, ColumnType.INT, ColumnType.decimal(30, 2), ColumnType.BOOLEAN);
        for (int partitionCount : new int[] {16, 17, 200}) {
            for (long limit : new long[] {1, 1 << 20, 64 << 20}) {
                partition(types, partitionCount, limit, 0, 1, 4096, 3000, 4096, 20_000, 40_000, 5, 4096);
            }
        }
    }

    @Test
    void textForManyPartitionsIsPutTogetherInOrder() {
        List<ColumnType> types = List.of(ColumnType.STRING, ColumnType.LONG, ColumnType.BINARY, ColumnType.BOOLEAN);
        for (int partitionCount : new int[] {17, 200}) {
            for (long limit : new long[] {1, 1 << 20, 64 << 20}) {
                partition(types, partitionCount, limit, 0, 1, 4096, 3000, 4096, 20_000, 5, 4096);
            }
        }
    }

    @Test
    void rowsOfEveryTypeArePutTogetherInOrder() {
        for (long limit : new long[] {1, 64 << 20}) {
            partition(RandomColumns.TYPES, 17, limit, 0, 1, 4096, 63, 4096, 5000, 5, 4096);
        }
    }

    @Test
    void textThatComesInDictionariesReachesItsPartitionInOne() {
        List<ColumnType> types = List.of(ColumnType.STRING, ColumnType.STRING);
        BlockReader reader = new BlockReader(types);
        List<Integer> values = new ArrayList<>();
        for (int partitionCount : new int[] {2, 17}) {
            PartitionedBlockWriter writer =
                    new PartitionedBlockWriter(types, partitionCount, (partition, block, length, rowCount) -> {
                        Batch batch = reader.read(block, 0, length);
                        values.add(((DictionaryColumn) batch.column(0))
                                .dictionary()
                                .rowCount());
                        assertThat(batch.column(1)).isInstanceOf(BytesColumn.class);
                    });
            for (int b = 0; b < 8; b++) {
                Batch batch = new Batch(
                        List.of(
                                new DictionaryColumn(
                                        4096, random.ints(4096, 0, 40).toArray(), dictionaryOf(40), null),
                                columns.column(ColumnType.STRING, RandomColumns.Encoding.FLAT, 4096, 40)),
                        4096);
                int[] ids = random.ints(4096, 0, partitionCount).toArray();
                writer.write(batch, new IntColumn(ColumnType.INT, 4096, ids, null));
            }
            writer.finish();
        }
        assertThat(values).hasSizeGreaterThan(19).allMatch(count -> count > 20 && count <= 40);
    }

    /** Once a partition's arrays are large they stay so, and are not full for that. */
    @Test
    void blocksOfLongTextHaveAboutAMegabyte() {
        for (int partitionCount : new int[] {2, 20}) {
            List<Integer> lengths = new ArrayList<>();
            PartitionedBlockWriter writer = new PartitionedBlockWriter(
                    List.of(ColumnType.STRING),
                    partitionCount,
                    (partition, block, length, rowCount) -> lengths.add(length));
            for (int b = 0; b < 60; b++) {
                Column text = Cells.column(ColumnType.STRING, java.util.Collections.nCopies(100, "x".repeat(2000)));
                writer.write(Cells.batch(text), new IntColumn(ColumnType.INT, 100, new int[100], null));
            }
            writer.finish();
            assertThat(lengths).hasSizeBetween(10, 13);
        }
    }

    private static Column dictionaryOf(int count) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add("value " + i);
        }
        return Cells.column(ColumnType.STRING, values);
    }

    private void partition(List<ColumnType> types, int partitionCount, long limit, int... sizes) {
        List<List<List<@Nullable Object>>> expected = new ArrayList<>();
        List<List<List<@Nullable Object>>> actual = new ArrayList<>();
        for (int p = 0; p < partitionCount; p++) {
            expected.add(new ArrayList<>());
            actual.add(new ArrayList<>());
        }
        BlockReader reader = new BlockReader(types);
        PartitionedBlockWriter writer = new PartitionedBlockWriter(
                types,
                partitionCount,
                (partition, block, length, rowCount) -> {
                    Batch batch = reader.read(block, 0, length);
                    assertThat(batch.rowCount()).isEqualTo(rowCount).isPositive();
                    actual.get(partition).addAll(Cells.rows(batch));
                },
                limit);
        for (int size : sizes) {
            Batch batch = new Batch(
                    types.stream().map(type -> columns.column(type, size, 50)).toList(), size);
            int[] ids = random.ints(size, 0, partitionCount).toArray();
            writer.write(batch, new IntColumn(ColumnType.INT, size, ids, null));
            List<List<@Nullable Object>> rows = Cells.rows(batch);
            for (int i = 0; i < size; i++) {
                expected.get(ids[i]).add(rows.get(i));
            }
        }
        writer.finish();
        assertThat(actual).as("%d partitions, seed %d", partitionCount, SEED).isEqualTo(expected);
    }

    private static BlockReader readerInPlace(Batch batch) {
        return BlockReader.inPlace(batch.columns().stream().map(Column::type).toList());
    }

    private static BlockReader reader(Batch batch) {
        return new BlockReader(batch.columns().stream().map(Column::type).toList());
    }
}
