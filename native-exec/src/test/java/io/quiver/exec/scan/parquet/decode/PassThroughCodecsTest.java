/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

/** Checks that a page's header alone does not decide how much memory the page gets. */
class PassThroughCodecsTest {
    private static final int MEBIBYTE = 1 << 20;

    private final CompressionCodecFactory hadoop = new CodecFactory(new Configuration(), 0);
    private final PassThroughCodecs codecs = new PassThroughCodecs(hadoop);

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void pageOfEqualBytesMayBecomeWhatItIs(CompressionCodecName name) throws IOException {
        BytesInput page = BytesInput.from(hadoop.getCompressor(name)
                .compress(BytesInput.from(new byte[MEBIBYTE]))
                .toByteArray());
        assertThatCode(() -> codecs.checkSize(name, page, MEBIBYTE)).doesNotThrowAnyException();
        byte[] out = new byte[MEBIBYTE];
        Arrays.fill(out, (byte) 1);
        codecs.decompress(name, page, out, 0, MEBIBYTE);
        assertThat(out).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void pageDoesNotBecomeWhatItsCodecCannotMakeOfIt(CompressionCodecName name) {
        BytesInput page = BytesInput.from(new byte[1000]);
        assertThatThrownBy(() -> codecs.checkSize(name, page, 1 << 30)).isInstanceOf(CorruptPageException.class);
        assertThatThrownBy(() -> codecs.checkSize(name, page, -1)).isInstanceOf(CorruptPageException.class);
    }

    @Test
    void blockOfSnappyBecomesWhatItSays() throws IOException {
        BytesInput snappy = BytesInput.from(Snappy.compress(new byte[MEBIBYTE]));
        for (int size : new int[] {MEBIBYTE + 1, MEBIBYTE - 1, 2 * MEBIBYTE}) {
            assertThatThrownBy(() -> codecs.checkSize(CompressionCodecName.SNAPPY, snappy, size))
                    .isInstanceOf(CorruptPageException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 131_072, 131_073, 1_000_000})
    void framesOfZstandardBecomeNoMoreThanTheirBlocks(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Arrays.fill(content, size / 3, size, (byte) 7);
        for (boolean checksum : new boolean[] {false, true}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
                zstd.setChecksum(checksum);
                zstd.write(content);
            }
            assertBound(out.toByteArray(), size);
        }
        assertBound(Zstd.compress(content), size);
    }

    private static void assertBound(byte[] frame, int size) {
        byte[] padded = Arrays.copyOf(frame, frame.length + LittleEndian.PADDING);
        assertThat(ZstdFrames.mostBytes(padded, 0, frame.length)).isBetween((long) size, size + (1L << 17));
    }
}
