/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.text;

import io.quiver.exec.scan.text.TextChunk;
import io.quiver.exec.scan.text.TextChunks;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.execution.datasources.HadoopFileLinesReader;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Finds lines as Spark's and Hadoop's readers do, mainly in compressed files. */
final class HadoopLines implements TextChunks {
    private static final int CHUNK_BYTES = 1 << 18;

    private final HadoopFileLinesReader lines;

    private final byte lineEnd;

    /** In the file, lines end with LF, CR or CR LF, or with a one-byte separator; in chunks they end with LF or that separator. */
    HadoopLines(PartitionedFile file, Configuration conf, Optional<Byte> separator) {
        lineEnd = separator.orElse((byte) '\n');
        lines = new HadoopFileLinesReader(
                file, Option.apply(separator.isPresent() ? new byte[] {lineEnd} : null), conf);
    }

    @Override
    public @Nullable TextChunk next() {
        byte[] data = new byte[CHUNK_BYTES];
        int used = 0;
        while (used < CHUNK_BYTES && lines.hasNext()) {
            Text line = lines.next();
            int length = line.getLength();
            if (used + length + 1 > data.length) {
                data = Arrays.copyOf(data, Math.max(Math.addExact(used, length + 1), 2 * data.length));
            }
            System.arraycopy(line.getBytes(), 0, data, used, length);
            used += length;
            data[used++] = lineEnd;
        }
        return used == 0 ? null : new TextChunk(data, 0, used);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
