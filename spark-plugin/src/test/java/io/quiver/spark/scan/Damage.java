/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;

/**
 * Damages the bytes of one Parquet file at random. Page headers and the footer are a small part of a file and largely determine
 * how it is read, so they are hit as often as all other bytes together.
 */
final class Damage {
    private static final int HEADER_BYTES = 40;
    private static final int TAIL_BYTES = 8;
    private static final byte[] EDGES = {0, 1, 2, 0x7e, 0x7f, (byte) 0x80, (byte) 0xfe, (byte) 0xff};

    private final byte[] bytes;
    private final int[] pages;
    private final int footerStart;

    private Damage(byte[] bytes, int[] pages, int footerStart) {
        this.bytes = bytes;
        this.pages = pages;
        this.footerStart = footerStart;
    }

    /** Looks where pages and the footer of a sound file are. */
    static Damage of(Path file, byte[] bytes) throws IOException {
        List<Integer> pages = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
            for (BlockMetaData block : reader.getFooter().getBlocks()) {
                for (ColumnChunkMetaData chunk : block.getColumns()) {
                    pages.add((int) chunk.getStartingPos());
                    OffsetIndex index = reader.readOffsetIndex(chunk);
                    for (int i = 0; index != null && i < index.getPageCount(); i++) {
                        pages.add((int) index.getOffset(i));
                    }
                }
            }
        }
        int tail = bytes.length - TAIL_BYTES;
        int footerLength = bytes[tail] & 0xff | (bytes[tail + 1] & 0xff) << 8 | (bytes[tail + 2] & 0xff) << 16;
        return new Damage(bytes, pages.stream().mapToInt(Integer::intValue).toArray(), tail - footerLength);
    }

    /** The file with one to three places damaged, or cut off. */
    byte[] next(Random random) {
        if (random.nextInt(25) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        byte[] out = bytes.clone();
        int places = 1 + Math.max(0, random.nextInt(6) - 3);
        for (int i = 0; i < places; i++) {
            damage(out, place(random), random);
        }
        return out;
    }

    private int place(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> footerStart + random.nextInt(bytes.length - footerStart);
            case 1, 2 -> Math.min(bytes.length - 1, pages[random.nextInt(pages.length)] + random.nextInt(HEADER_BYTES));
            default -> random.nextInt(bytes.length);
        };
    }

    private static void damage(byte[] out, int at, Random random) {
        int length = Math.min(out.length - at, 1 + random.nextInt(20));
        switch (random.nextInt(6)) {
            case 0, 1 -> out[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> out[at] = EDGES[random.nextInt(EDGES.length)];
            case 3 -> out[at] = (byte) random.nextInt();
            case 4 -> Arrays.fill(out, at, at + length, EDGES[random.nextInt(EDGES.length)]);
            default -> System.arraycopy(out, random.nextInt(out.length - length), out, at, length);
        }
    }
}
