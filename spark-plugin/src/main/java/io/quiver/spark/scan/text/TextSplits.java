/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.text;

import io.quiver.exec.scan.text.SplitChunks;
import io.quiver.exec.scan.text.TextChunks;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.compat.SparkInternals;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.hadoop.util.functional.FutureIO;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;

/** Opens splits of files of lines. */
public final class TextSplits {
    /** Hadoop's default for {@code LineReader} if the conf does not set it. */
    private static final int DEFAULT_BUFFER_BYTES = 64 * 1024;

    private TextSplits() {}

    /** The conf with which Spark's function reads the scan's files, else an equal one. */
    public static Broadcast<SerializableConfiguration> conf(FileSourceScanExec scan, Function1<?, ?> stockFunction) {
        return SparkInternals.broadcastConf(stockFunction).orElseGet(() -> {
            SparkSession session = (SparkSession) scan.relation().sparkSession();
            return SparkApi.get()
                    .broadcast(
                            session.sparkContext(),
                            session.sessionState()
                                    .newHadoopConfWithOptions(scan.relation().options()));
        });
    }

    /**
     * Opens the lines of a split.
     *
     * @param separator the byte that ends lines, if not line ends
     * @param isReused whether a chunk's array may be reused for the next one
     */
    public static TextChunks open(PartitionedFile file, Configuration conf, Optional<Byte> separator, boolean isReused)
            throws IOException {
        Path path = file.toPath();
        if (separator.isPresent() || !isPlain(path, conf)) {
            return new HadoopLines(file, conf, separator);
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

    /** Whether the file's bytes are its text, in lines of any length. */
    private static boolean isPlain(Path path, Configuration conf) {
        String name = path.getName().toLowerCase(Locale.ROOT);
        return new CompressionCodecFactory(conf).getCodec(path) == null
                && !name.endsWith(".zstd")
                && !name.endsWith(".zst")
                && !name.endsWith(".gzip")
                && conf.get(LineRecordReader.MAX_LINE_LENGTH) == null;
    }
}
