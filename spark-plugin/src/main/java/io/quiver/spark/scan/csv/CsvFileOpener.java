/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import io.quiver.exec.scan.csv.CsvField;
import io.quiver.exec.scan.csv.CsvScan;
import io.quiver.exec.scan.csv.SplitChunks;
import io.quiver.exec.scan.csv.TextChunks;
import io.quiver.exec.vector.ColumnType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.hadoop.util.functional.FutureIO;
import org.apache.spark.sql.execution.datasources.PartitionedFile;

/** Opens a split of a file and reads the header, where it has one. */
final class CsvFileOpener {
    /** What Hadoop's {@code LineReader} takes where the conf says nothing. */
    private static final int DEFAULT_BUFFER_BYTES = 64 * 1024;

    private CsvFileOpener() {}

    static CsvScan open(PartitionedFile file, CsvReadSettings settings) throws IOException {
        SparkLines lines = new SparkLines(settings, file);
        List<CsvField> fields = settings.fields(lines.parser());
        CsvScan scan = new CsvScan(chunks(file, settings, fields), settings.form(), fields, lines);
        boolean isOpen = false;
        try {
            if (settings.options().headerFlag() && file.start() == 0) {
                scan.readHeader();
            }
            isOpen = true;
            return scan;
        } finally {
            if (!isOpen) {
                scan.close();
            }
        }
    }

    private static TextChunks chunks(PartitionedFile file, CsvReadSettings settings, List<CsvField> fields)
            throws IOException {
        Configuration conf = settings.conf().value().value();
        Path path = file.toPath();
        if (!isPlain(path, conf)) {
            return new HadoopLines(file, conf);
        }
        long start = file.start();
        long end = start + file.length();
        FSDataInputStream in = open(path, start, end, conf);
        boolean isAtStart = false;
        try {
            in.seek(start);
            isAtStart = true;
        } finally {
            if (!isAtStart) {
                in.close();
            }
        }
        boolean isReused = fields.stream().noneMatch(field -> field.type().physical() == ColumnType.Physical.BYTES);
        return new SplitChunks(in, start, end, conf.getInt("io.file.buffer.size", DEFAULT_BUFFER_BYTES), isReused);
    }

    /** As {@code HadoopLineRecordReader.initialize} of Spark 4.1. */
    private static FSDataInputStream open(Path path, long start, long end, Configuration conf) throws IOException {
        FutureDataInputStreamBuilder builder = path.getFileSystem(conf).openFile(path);
        builder.optLong(Options.OpenFileOptions.FS_OPTION_OPENFILE_SPLIT_START, start);
        builder.optLong(Options.OpenFileOptions.FS_OPTION_OPENFILE_SPLIT_END, end);
        FutureIO.propagateOptions(
                builder, conf, MRJobConfig.INPUT_FILE_OPTION_PREFIX, MRJobConfig.INPUT_FILE_MANDATORY_PREFIX);
        return FutureIO.awaitFuture(builder.build());
    }

    /** Whether bytes of the file are its text, in lines of any length. */
    private static boolean isPlain(Path path, Configuration conf) {
        String name = path.getName().toLowerCase(Locale.ROOT);
        return new CompressionCodecFactory(conf).getCodec(path) == null
                && !name.endsWith(".zstd")
                && !name.endsWith(".zst")
                && !name.endsWith(".gzip")
                && conf.get(LineRecordReader.MAX_LINE_LENGTH) == null;
    }
}
