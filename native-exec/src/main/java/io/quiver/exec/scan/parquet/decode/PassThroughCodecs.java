/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Makes parquet-hadoop hand out pages as stored in the file, and decompresses them when a decoder needs their bytes. A page
 * without a wanted row is never decompressed, and the two common codecs write straight into the decoder's buffer. Codecs
 * without such a call go through parquet-hadoop's own.
 */
public final class PassThroughCodecs implements CompressionCodecFactory {
    /** Three bytes copy at most 64. */
    private static final long SNAPPY_RATIO = 22;
    /** Deflate's ratio is 1032, and that of LZ4 is lower. */
    private static final long DEFLATE_RATIO = 1100;

    private final CompressionCodecFactory codecs;
    private boolean passing;
    private boolean compressed;
    private CompressionCodecName codec = CompressionCodecName.UNCOMPRESSED;
    private int uncompressedSize;

    public PassThroughCodecs(CompressionCodecFactory codecs) {
        this.codecs = codecs;
    }

    /**
     * From now on hands out pages as stored. Before, the file reader needs them decompressed, because it checks dictionaries
     * for row groups that cannot match.
     */
    public void startPassing() {
        passing = true;
    }

    /** Forgets the last page. Call it before asking for a page. */
    void expectPage() {
        compressed = false;
    }

    /** Returns whether the page handed out since {@link #expectPage()} went through a codec; V2 pages need not. */
    boolean wasCompressed() {
        return compressed;
    }

    /** Returns the codec of that page. */
    CompressionCodecName codec() {
        return compressed ? codec : CompressionCodecName.UNCOMPRESSED;
    }

    /** Returns the size of that page when decompressed, without the levels of V2 pages. */
    int uncompressedSize() {
        return uncompressedSize;
    }

    /**
     * Fails if {@code bytes} cannot decompress to {@code size} bytes, whatever the page's header says. Call it before
     * allocating that much memory.
     */
    void checkSize(CompressionCodecName codec, BytesInput bytes, int size) throws IOException {
        boolean possible =
                switch (codec) {
                    case UNCOMPRESSED -> size == bytes.size();
                    case SNAPPY -> size == snappySize(bytes);
                    case ZSTD -> isZstdOf(bytes, size);
                    case GZIP, LZ4, LZ4_RAW -> size <= bytes.size() * DEFLATE_RATIO;
                    case BROTLI, LZO -> true;
                };
        if (size < 0 || !possible) {
            throw new CorruptPageException("%d bytes of %s become %d".formatted(bytes.size(), codec, size));
        }
    }

    private static int snappySize(BytesInput bytes) throws IOException {
        ByteBuffer in = heap(bytes.toByteBuffer());
        int size = Snappy.uncompressedLength(in.array(), in.arrayOffset() + in.position(), in.remaining());
        return size <= bytes.size() * SNAPPY_RATIO ? size : -1;
    }

    private static boolean isZstdOf(BytesInput bytes, int size) throws IOException {
        ByteBuffer in = heap(bytes.toByteBuffer());
        return size <= ZstdFrames.mostBytes(in.array(), in.arrayOffset() + in.position(), in.remaining());
    }

    /** Decompresses {@code bytes} to {@code out[at .. at + size)}. */
    void decompress(CompressionCodecName codec, BytesInput bytes, byte[] out, int at, int size) throws IOException {
        ByteBuffer in = heap(bytes.toByteBuffer());
        byte[] array = in.array();
        int from = in.arrayOffset() + in.position();
        int length = in.remaining();
        long written;
        switch (codec) {
            case UNCOMPRESSED -> {
                written = length;
                if (length == size) {
                    System.arraycopy(array, from, out, at, length);
                }
            }
            case SNAPPY -> {
                // the native code trusts the length in the block, so it is checked here
                written = Snappy.uncompressedLength(array, from, length);
                if (written == size) {
                    written = Snappy.uncompress(array, from, length, out, at);
                }
            }
            case ZSTD -> {
                written = Zstd.decompressByteArray(out, at, size, array, from, length);
                if (Zstd.isError(written)) {
                    throw new CorruptPageException("zstd: " + Zstd.getErrorName(written));
                }
            }
            default -> {
                byte[] plain = codecs.getDecompressor(codec)
                        .decompress(BytesInput.from(array, from, length), size)
                        .toByteArray();
                written = plain.length;
                if (plain.length == size) {
                    System.arraycopy(plain, 0, out, at, size);
                }
            }
        }
        if (written != size) {
            throw new CorruptPageException("a page of %d bytes has %d".formatted(size, written));
        }
    }

    private static ByteBuffer heap(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            return buffer;
        }
        ByteBuffer copy = ByteBuffer.allocate(buffer.remaining());
        copy.put(buffer.duplicate()).flip();
        return copy;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codecName) {
        return new Recorder(codecName);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codecName) {
        throw new UnsupportedOperationException("a scan does not compress");
    }

    @Override
    public void release() {
        codecs.release();
    }

    private final class Recorder implements BytesInputDecompressor {
        private final CompressionCodecName name;

        Recorder(CompressionCodecName name) {
            this.name = name;
        }

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            if (!passing) {
                return codecs.getDecompressor(name).decompress(bytes, size);
            }
            compressed = true;
            codec = name;
            uncompressedSize = size;
            return bytes;
        }

        /** Called only if the allocator is off-heap and the file is encrypted; then the page is decompressed at once. */
        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) throws IOException {
            codecs.getDecompressor(name).decompress(input, compressedSize, output, size);
            compressed = true;
            codec = CompressionCodecName.UNCOMPRESSED;
            uncompressedSize = size;
        }

        @Override
        public void release() {}
    }
}
