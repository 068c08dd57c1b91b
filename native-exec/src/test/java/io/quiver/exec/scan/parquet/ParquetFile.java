/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/** A test file, written with parquet-hadoop's example writer, read with its record reader and with ours. */
record ParquetFile(Path path, MessageType schema) {
    static final Configuration CONF = new Configuration();

    static ParquetFile write(
            java.nio.file.Path path,
            MessageType schema,
            UnaryOperator<ExampleParquetWriter.Builder> options,
            Iterable<? extends Group> rows)
            throws IOException {
        Path file = new Path(path.toUri());
        ExampleParquetWriter.Builder builder = ExampleParquetWriter.builder(file)
                .withType(schema)
                .withConf(CONF)
                .withWriteMode(org.apache.parquet.hadoop.ParquetFileWriter.Mode.OVERWRITE);
        try (ParquetWriter<Group> writer = options.apply(builder).build()) {
            for (Group row : rows) {
                writer.write(row);
            }
        }
        return new ParquetFile(file, schema);
    }

    ParquetMetadata footer() throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, CONF))) {
            return reader.getFooter();
        }
    }

    /** Rows as parquet-hadoop reads them: Integer, Long, Float, Double, Boolean, or bytes in a ByteBuffer; null. */
    List<List<Object>> expected() throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(new GroupReadSupport(), path)
                .withConf(CONF)
                .build()) {
            for (Group group = reader.read(); group != null; group = reader.read()) {
                List<Object> row = new ArrayList<>();
                for (int i = 0; i < schema.getFieldCount(); i++) {
                    row.add(group.getFieldRepetitionCount(i) == 0 ? null : value(group, i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private Object value(Group group, int field) {
        return switch (schema.getType(field).asPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> group.getInteger(field, 0);
            case INT64 -> group.getLong(field, 0);
            case FLOAT -> group.getFloat(field, 0);
            case DOUBLE -> group.getDouble(field, 0);
            case BOOLEAN -> group.getBoolean(field, 0);
            default -> ByteBuffer.wrap(group.getBinary(field, 0).getBytes());
        };
    }

    ParquetScan scan(
            List<ScanColumn> columns,
            ExactFrom exactFrom,
            int capacity,
            UnaryOperator<ParquetReadOptions.Builder> options)
            throws IOException {
        HadoopInputFile input = HadoopInputFile.fromPath(path, CONF);
        ParquetReadOptions.Builder builder = options.apply(HadoopReadOptions.builder(CONF, path));
        SeekableInputStream stream = input.newStream();
        ParquetMetadata footer;
        try (ParquetFileReader reader = ParquetFileReader.open(input, builder.build(), stream)) {
            footer = reader.getFooter();
            reader.detachFileInputStream();
        }
        ScanPlan plan = ScanPlan.of(columns, footer.getBlocks(), exactFrom, Set.of());
        if (plan.refusal().isPresent()) {
            stream.close();
            throw new IllegalStateException(plan.refusal().get());
        }
        return ParquetScan.open(
                input.getLength(),
                complete -> new ParquetFileReader(input, footer, complete, stream),
                builder,
                HadoopCodecs.newFactory(CONF, 0),
                requested(columns),
                plan,
                capacity);
    }

    private MessageType requested(List<ScanColumn> columns) {
        List<org.apache.parquet.schema.Type> fields = new ArrayList<>();
        for (ScanColumn column : columns) {
            if (column instanceof ScanColumn.FromFile file) {
                fields.add(schema.getType(file.descriptor().getPath()));
            }
        }
        return new MessageType("requested", fields);
    }

    /** Rows as the scan reads them: as {@link #expected()}, wide decimals as BigInteger. */
    static List<List<Object>> rows(ParquetScan scan) {
        List<List<Object>> rows = new ArrayList<>();
        for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
            rows.addAll(rows(batch));
        }
        return rows;
    }

    /** The rows of one batch, in the same form. */
    static List<List<Object>> rows(Batch batch) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            rows.add(new ArrayList<>());
        }
        for (Column column : batch.columns()) {
            Column flat = column.flat();
            for (int row = 0; row < batch.rowCount(); row++) {
                rows.get(row).add(column.isNull(row) ? null : value(flat, row));
            }
        }
        return rows;
    }

    private static Object value(Column column, int row) {
        if (column instanceof IntColumn ints) {
            return ints.values()[row];
        }
        if (column instanceof LongColumn longs) {
            return longs.values()[row];
        }
        if (column instanceof FloatColumn floats) {
            return floats.values()[row];
        }
        if (column instanceof DoubleColumn doubles) {
            return doubles.values()[row];
        }
        if (column instanceof BooleanColumn booleans) {
            return Bitmap.get(booleans.words(), row);
        }
        if (column instanceof WideColumn wide) {
            BigInteger unscaled = wide.unscaled(row);
            return unscaled;
        }
        return ByteBuffer.wrap(((BytesColumn) column).bytes(row));
    }
}
