/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.cache;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/**
 * Compresses blocks that stay in memory with LZ4 if that makes them smaller. The first four bytes hold the uncompressed size, or
 * 0.
 */
final class BlockPacking {
    private static final int HEADER = Integer.BYTES;
    private static final LZ4Factory LZ4 = LZ4Factory.fastestInstance();

    /** A block must shrink by one part in this many to be worth the time of decompressing it. */
    private static final int LEAST_GAIN = 8;

    private final boolean compressed;
    private byte[] scratch = new byte[0];

    BlockPacking(boolean compressed) {
        this.compressed = compressed;
    }

    /** Packs the first {@code length} bytes of {@code block} into a new array. */
    byte[] pack(byte[] block, int length) {
        if (compressed) {
            LZ4Compressor compressor = LZ4.fastCompressor();
            int bound = compressor.maxCompressedLength(length);
            if (scratch.length < bound) {
                scratch = new byte[bound];
            }
            int size = compressor.compress(block, 0, length, scratch, 0, bound);
            if (size <= length - length / LEAST_GAIN) {
                return packed(length, scratch, size);
            }
        }
        return packed(0, block, length);
    }

    private static byte[] packed(int unpackedLength, byte[] bytes, int length) {
        return ByteBuffer.allocate(HEADER + length)
                .putInt(unpackedLength)
                .put(bytes, 0, length)
                .array();
    }

    static byte[] unpack(byte[] packed) {
        int length = ByteBuffer.wrap(packed).getInt();
        if (length == 0) {
            return Arrays.copyOfRange(packed, HEADER, packed.length);
        }
        byte[] block = new byte[length];
        LZ4.fastDecompressor().decompress(packed, HEADER, block, 0, length);
        return block;
    }
}
