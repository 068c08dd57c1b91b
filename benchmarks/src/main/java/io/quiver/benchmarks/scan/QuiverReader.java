/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.scan;

import io.quiver.exec.scan.parquet.ExactFrom;
import io.quiver.exec.scan.parquet.ParquetScan;
import io.quiver.exec.scan.parquet.ScanColumn;
import io.quiver.exec.scan.parquet.ScanPlan;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Quiver's scan. It opens files as the plugin does, but creates the configuration anew each time, as Spark's test entry does. */
final class QuiverReader implements ReaderUnderTest {
    @Override
    public Seen read(Path path, List<String> columns) throws IOException {
        Configuration conf = new Configuration();
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(path.toString());
        HadoopInputFile input = HadoopInputFile.fromPath(file, conf);
        ParquetReadOptions.Builder options =
                HadoopReadOptions.builder(conf, file).withRange(0, input.getLength());
        SeekableInputStream stream = input.newStream();
        ParquetMetadata footer;
        try (ParquetFileReader reader = ParquetFileReader.open(input, options.build(), stream)) {
            footer = reader.getFooter();
            reader.detachFileInputStream();
        }
        MessageType schema = footer.getFileMetaData().getSchema();
        List<ScanColumn> wanted = new ArrayList<>();
        List<Type> fields = new ArrayList<>();
        for (String column : columns) {
            ColumnDescriptor descriptor = schema.getColumnDescription(new String[] {column});
            wanted.add(new ScanColumn.FromFile(descriptor, type(descriptor.getPrimitiveType())));
            fields.add(schema.getType(column));
        }
        ScanPlan plan = ScanPlan.of(wanted, footer.getBlocks(), ExactFrom.ALWAYS, Set.of());
        long rows = 0;
        long sum = 0;
        try (ParquetScan scan = ParquetScan.open(
                input.getLength(),
                complete -> new ParquetFileReader(input, footer, complete, stream),
                options,
                HadoopCodecs.newFactory(conf, 0),
                new MessageType("wanted", fields),
                plan,
                Batch.TARGET_ROWS)) {
            for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
                rows += batch.rowCount();
                for (Column column : batch.columns()) {
                    sum += sum(column);
                }
            }
        }
        return new Seen(rows, sum);
    }

    private static ColumnType type(PrimitiveType type) {
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
            return ColumnType.decimal(decimal.getPrecision(), decimal.getScale());
        }
        return switch (type.getPrimitiveTypeName()) {
            case INT32 ->
                annotation instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
                        ? ColumnType.DATE
                        : ColumnType.INT;
            case INT64 -> ColumnType.LONG;
            default -> ColumnType.STRING;
        };
    }

    /** Null rows count nothing; lineitem has none. */
    private static long sum(Column column) {
        if (column.mayHaveNulls()) {
            throw new IllegalStateException("nulls");
        }
        int rows = column.rowCount();
        if (column instanceof LongColumn longs) {
            return sumLongs(longs.values(), rows);
        }
        if (column instanceof IntColumn ints) {
            return sumInts(ints.values(), rows);
        }
        if (column instanceof DictionaryColumn ids) {
            return sumIds(ids.ids(), (BytesColumn) ids.dictionary(), rows);
        }
        return sumBytes((BytesColumn) column, rows);
    }

    private static long sumLongs(long[] values, int rows) {
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += values[row];
        }
        return sum;
    }

    private static long sumInts(int[] values, int rows) {
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += values[row];
        }
        return sum;
    }

    private static long sumIds(int[] ids, BytesColumn dictionary, int rows) {
        byte[] data = dictionary.data();
        int[] starts = dictionary.starts();
        int[] lengths = dictionary.lengths();
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            int id = ids[row];
            sum += lengths[id] + data[starts[id]];
        }
        return sum;
    }

    private static long sumBytes(BytesColumn column, int rows) {
        byte[] data = column.data();
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += lengths[row] + data[starts[row]];
        }
        return sum;
    }
}
