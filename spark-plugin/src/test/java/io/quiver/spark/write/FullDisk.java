/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local file system as {@code full://}, with room for only some kilobytes in Parquet files. */
public final class FullDisk extends RawLocalFileSystem {
    private static final int ROOM = 20_000;

    @Override
    public URI getUri() {
        return URI.create("full:///");
    }

    @Override
    public String getScheme() {
        return "full";
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        return limited(file, super.create(file, overwrite, bufferSize, replication, blockSize, progress));
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        return limited(file, super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress));
    }

    private static FSDataOutputStream limited(Path file, FSDataOutputStream out) throws IOException {
        return file.getName().endsWith(".parquet") ? new FSDataOutputStream(new Limited(out), null) : out;
    }

    private static final class Limited extends FilterOutputStream {
        private int written;

        Limited(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            take(1);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            take(length);
            out.write(bytes, from, length);
        }

        private void take(int length) throws IOException {
            written += length;
            if (written > ROOM) {
                throw new IOException("No space left on device");
            }
        }
    }
}
