/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.spark.SparkEnv;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.io.CompressionCodec$;

/** Compresses single blocks with the codec that Spark is configured to use ({@code spark.io.compression.codec}). */
final class BlockCompression {
    private final CompressionCodec codec;

    private BlockCompression(CompressionCodec codec) {
        this.codec = codec;
    }

    static BlockCompression ofThisProcess() {
        return new BlockCompression(
                CompressionCodec$.MODULE$.createCodec(SparkEnv.get().conf()));
    }

    byte[] compress(byte[] block, int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length / 2 + 64);
        try (OutputStream out = codec.compressedOutputStream(bytes)) {
            out.write(block, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    byte[] decompress(byte[] compressed) {
        try (InputStream in = codec.compressedInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
