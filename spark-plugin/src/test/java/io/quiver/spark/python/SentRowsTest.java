/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowWriter;
import io.quiver.spark.column.SparkTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.arrow.ArrowWriter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Record batches filled by arrays end where Spark's own writer ends them, have the same content, and can be read again. */
final class SentRowsTest {
    private static final DataType[] TYPES = {
        DataTypes.BooleanType,
        DataTypes.ByteType,
        DataTypes.ShortType,
        DataTypes.IntegerType,
        DataTypes.LongType,
        DataTypes.FloatType,
        DataTypes.DoubleType,
        new DecimalType(9, 2),
        new DecimalType(18, 4),
        new DecimalType(38, 6),
        DataTypes.DateType,
        DataTypes.TimestampType,
        DataTypes.TimestampNTZType,
        DataTypes.StringType,
        DataTypes.BinaryType
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void recordBatchesAreThoseOfSparksWriter(int seed) {
        Random random = new Random(seed);
        boolean inStruct = random.nextBoolean();
        DataType[] types = random.ints(random.nextInt(6), 0, TYPES.length)
                .mapToObj(i -> TYPES[i])
                .toArray(DataType[]::new);
        List<Batch> batches = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            batches.add(batch(types, random.nextInt(3000), random));
        }
        int maxRows = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(2500);
        long maxBytes = random.nextInt(3) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(40_000);

        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = root(types, inStruct, allocator);
                VectorSchemaRoot expected = root(types, inStruct, allocator)) {
            Iterator<Batch> next = batches.iterator();
            SentRows sent = new SentRows(() -> next.hasNext() ? all(next.next()) : null, types, inStruct, false);
            SparkWriter writer = new SparkWriter(expected, batches, types, inStruct);
            assertThat(sent.isFilledInColumns(root)).isTrue();
            while (writer.fill(maxRows, maxBytes)) {
                assertThat(sent.fill(root, maxRows, maxBytes)).isTrue();
                assertSame(root, expected);
                assertReadAgain(root, types, inStruct, random);
                root.clear();
            }
            assertThat(sent.fill(root, maxRows, maxBytes)).isFalse();
        }
    }

    @Test
    void piecesAreRecordBatchesWhereTheInputIsCut() {
        DataType[] types = {DataTypes.LongType, DataTypes.StringType};
        Random random = new Random(7);
        List<Batch> batches = List.of(batch(types, 5000, random), batch(types, 0, random), batch(types, 3, random));
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = root(types, false, allocator)) {
            Iterator<Batch> next = batches.iterator();
            SentRows sent = new SentRows(() -> next.hasNext() ? all(next.next()) : null, types, false, true);

            assertThat(sent.fill(root, 10, 1)).isTrue();
            assertThat(root.getRowCount()).isEqualTo(5000);
            assertThat(sent.rows().size()).isEqualTo(3);
            assertThat(sent.fill(root, 10, 1)).isFalse();
        }
    }

    private static RowSlice all(Batch batch) {
        return RowSlice.of(batch.columns(), batch.rowCount());
    }

    private static void assertSame(VectorSchemaRoot root, VectorSchemaRoot expected) {
        assertThat(root.getRowCount()).isEqualTo(expected.getRowCount());
        for (int c = 0; c < root.getFieldVectors().size(); c++) {
            FieldVector vector = root.getVector(c);
            FieldVector wanted = expected.getVector(c);
            assertThat(vector.getNullCount()).isEqualTo(wanted.getNullCount());
            assertThat(vector.getBufferSizeFor(root.getRowCount()))
                    .isEqualTo(wanted.getBufferSizeFor(root.getRowCount()));
            for (int i = 0; i < root.getRowCount(); i++) {
                assertThat(text(vector.getObject(i))).isEqualTo(text(wanted.getObject(i)));
            }
        }
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
    }

    private static void assertReadAgain(VectorSchemaRoot root, DataType[] types, boolean inStruct, Random random) {
        List<FieldVector> vectors =
                inStruct ? ((StructVector) root.getVector(0)).getChildrenFromFields() : root.getFieldVectors();
        ColumnVector[] columns = vectors.stream().map(ArrowColumnVector::new).toArray(ColumnVector[]::new);
        ReceivedColumns received = new ReceivedColumns(types);
        received.reset(columns, root.getRowCount());
        int from = random.nextInt(root.getRowCount());
        int count = random.nextInt(root.getRowCount() - from + 1);
        List<Column> read = received.rows(from, count);
        for (int c = 0; c < types.length; c++) {
            for (int i = 0; i < count; i++) {
                assertThat(read.get(c).isNull(i)).isEqualTo(columns[c].isNullAt(from + i));
            }
        }
        RowWriter rows = new RowWriter(types);
        rows.reset(new Batch(read, count));
        ReceivedColumns whole = new ReceivedColumns(types);
        whole.reset(columns, root.getRowCount());
        RowWriter all = new RowWriter(types);
        all.reset(new Batch(whole.rows(0, root.getRowCount()), root.getRowCount()));
        for (int i = 0; i < count; i++) {
            assertThat(rows.row(i)).isEqualTo(all.row(from + i));
        }
    }

    private static VectorSchemaRoot root(DataType[] types, boolean inStruct, BufferAllocator allocator) {
        StructType schema = new StructType();
        for (int i = 0; i < types.length; i++) {
            schema = schema.add("_" + i, types[i]);
        }
        StructType sent = inStruct ? new StructType().add("struct", schema) : schema;
        return VectorSchemaRoot.create(ArrowUtils.toArrowSchema(sent, "UTC", true, false), allocator);
    }

    /** {@code BatchedPythonArrowInput.writeSizedBatch} of Spark 4.1.3, without what follows. */
    private static final class SparkWriter {
        private final ArrowWriter writer;
        private final List<Batch> batches;
        private final BatchRow row;
        private final boolean inStruct;
        private int batch;
        private int position;

        SparkWriter(VectorSchemaRoot root, List<Batch> batches, DataType[] types, boolean inStruct) {
            writer = ArrowWriter.create(root);
            this.batches = batches;
            this.inStruct = inStruct;
            row = new BatchRow(types);
        }

        boolean fill(int maxRows, long maxBytes) {
            writer.reset();
            int count = 0;
            while (hasNext() && count < maxRows && (maxBytes == Integer.MAX_VALUE || writer.sizeInBytes() < maxBytes)) {
                row.reset(batches.get(batch));
                row.at(position++);
                writer.write(inStruct ? new GenericInternalRow(new Object[] {row}) : row);
                count++;
            }
            writer.finish();
            return count > 0;
        }

        private boolean hasNext() {
            while (batch < batches.size() && position == batches.get(batch).rowCount()) {
                batch++;
                position = 0;
            }
            return batch < batches.size();
        }
    }

    private static Batch batch(DataType[] types, int rowCount, Random random) {
        List<Column> columns = new ArrayList<>();
        for (DataType type : types) {
            ColumnType columnType = SparkTypes.columnType(type);
            boolean isDictionary = columnType.kind() == ColumnType.Kind.STRING && random.nextBoolean();
            if (isDictionary) {
                Column entries = column(columnType, 5, 0, random);
                long[] validity = random.longs(Bitmap.wordCount(rowCount)).toArray();
                columns.add(new DictionaryColumn(
                        rowCount, random.ints(rowCount, 0, 5).toArray(), entries, validity));
            } else {
                columns.add(column(columnType, rowCount, random.nextInt(3) == 0 ? 0 : 10, random));
            }
        }
        return new Batch(columns, rowCount);
    }

    private static Column column(ColumnType type, int rowCount, int nullsOf100, Random random) {
        ColumnBuilder builder = ColumnBuilder.create(type, rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (random.nextInt(100) < nullsOf100) {
                builder.appendNull();
                continue;
            }
            switch (type.kind()) {
                case BOOLEAN -> builder.appendBoolean(random.nextBoolean());
                case BYTE -> builder.appendInt((byte) random.nextInt());
                case SHORT -> builder.appendInt((short) random.nextInt());
                case INT, DATE -> builder.appendInt(random.nextInt(4_000_000) - 2_000_000);
                case LONG, TIMESTAMP, TIMESTAMP_NTZ -> builder.appendLong(random.nextLong() >> 12);
                case FLOAT -> builder.appendFloat(random.nextInt(9) == 0 ? Float.NaN : random.nextFloat());
                case DOUBLE -> builder.appendDouble(random.nextInt(9) == 0 ? -0.0 : random.nextGaussian());
                case DECIMAL -> {
                    long value = random.nextInt(1_000_000_000) - 500_000_000;
                    if (type.physical() == ColumnType.Physical.LONGS) {
                        builder.appendLong(value);
                    } else {
                        builder.appendWide(value >> 4, random.nextLong());
                    }
                }
                default -> {
                    byte[] bytes = "é".repeat(random.nextInt(12)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    builder.appendBytes(bytes, 0, bytes.length);
                }
            }
        }
        return builder.build();
    }
}
