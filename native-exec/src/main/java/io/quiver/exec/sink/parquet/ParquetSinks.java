/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import io.quiver.exec.vector.ColumnType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;

/** Opens the files that one task writes, all with the same schema. One thread; one file is written at a time. */
public final class ParquetSinks implements AutoCloseable {
    private final Configuration conf;
    private final CodecFactory codecs;
    private final ParquetSink.Shape shape;

    /**
     * @param metadata the key-value metadata of each file beside its schema
     * @param types the types of all columns of the batches
     * @param columns the column of each field of {@code schema}
     */
    public ParquetSinks(
            Configuration conf,
            CompressionCodecName codec,
            MessageType schema,
            Map<String, String> metadata,
            List<ColumnType> types,
            int[] columns,
            HostRecords host) {
        this.conf = conf;
        SinkSettings settings = SinkSettings.of(conf, codec);
        codecs = new CodecFactory(conf, settings.properties().getPageSizeThreshold());
        shape = new ParquetSink.Shape(
                schema,
                metadata,
                columns,
                fields(schema, types, columns, settings.properties(), host),
                settings,
                codecs.getCompressor(codec),
                host);
    }

    private static List<SinkField> fields(
            MessageType schema, List<ColumnType> types, int[] columns, ParquetProperties properties, HostRecords host) {
        List<SinkField> fields = new ArrayList<>(columns.length);
        for (int field = 0; field < columns.length; field++) {
            fields.add(SinkField.of(schema, field, types.get(columns[field]), properties, host));
        }
        return fields;
    }

    /** Creates a file, which must not exist. */
    public ParquetSink open(Path path) throws IOException {
        return new ParquetSink(HadoopOutputFile.fromPath(path, conf), shape);
    }

    /** Releases the compressors. The files must be closed already. */
    @Override
    public void close() {
        codecs.release();
    }
}
