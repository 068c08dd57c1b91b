/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Bitmap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;

/** Reads runs, packed bits and levels back with parquet-mr's decoder. */
final class RunsTest {
    private static final int[] SIZES = {0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 127, 1023, 4096, 20_000};
    private static final long SEED = 42;

    private final Random random = new Random(SEED);

    @Test
    void numbersOfAllWidthsComeBack() throws IOException {
        for (int width = 0; width <= 31; width++) {
            for (int size : SIZES) {
                int[] values = values(size, width);
                PageBytes out = new PageBytes();
                RunEncoder.encode(values, size, width, out);
                assertThat(decoded(out, 0, size, width))
                        .as("width %d, size %d, seed %d", width, size, SEED)
                        .isEqualTo(values);
            }
        }
    }

    /** Stretches of one value, of all lengths, among stretches of any. */
    private int[] values(int size, int width) {
        int[] values = new int[size];
        int at = 0;
        while (at < size) {
            int end = Math.min(size, at + 1 + random.nextInt(40));
            boolean isRun = random.nextBoolean();
            int value = number(width);
            for (; at < end; at++) {
                values[at] = isRun ? value : number(width);
            }
        }
        return values;
    }

    private int number(int width) {
        return width == 0 ? 0 : random.nextInt() >>> Integer.SIZE - width;
    }

    @Test
    void levelsOfPresentRowsComeBack() throws IOException {
        PresentRows present = new PresentRows(true);
        for (int size : SIZES) {
            for (int nulls = 0; nulls <= 4; nulls++) {
                int[] expected = levels(present, size, nulls);
                PageBytes out = new PageBytes();
                present.writeLevels(out);
                assertThat(decoded(out, Integer.BYTES, size, 1))
                        .as("size %d, kind %d, seed %d", size, nulls, SEED)
                        .isEqualTo(expected);
                present.clear();
            }
        }
    }

    /** Adds rows in pieces: none null, all null, or some, by {@code kind}, and returns what their levels are. */
    private int[] levels(PresentRows present, int size, int kind) {
        int[] expected = new int[size];
        int[] rows = new int[size];
        for (int from = 0; from < size; ) {
            int count = Math.min(size - from, 1 + random.nextInt(300));
            long[] validity = kind == 0 || kind == 4 && random.nextBoolean() ? null : bits(from + count, kind);
            for (int i = from; i < from + count; i++) {
                expected[i] = Bitmap.isSet(validity, i) ? 1 : 0;
            }
            int found = present.add(validity, from, from + count, rows);
            int[] valid = java.util.stream.IntStream.range(from, from + count)
                    .filter(row -> expected[row] == 1)
                    .toArray();
            assertThat(found).isEqualTo(valid.length);
            if (found < count) {
                assertThat(Arrays.copyOf(rows, found)).isEqualTo(valid);
            }
            from += count;
        }
        assertThat(present.nullCount()).isEqualTo((int)
                Arrays.stream(expected).filter(level -> level == 0).count());
        return expected;
    }

    private long[] bits(int size, int kind) {
        long[] words = new long[Bitmap.wordCount(size)];
        for (int w = 0; w < words.length && kind > 1; w++) {
            words[w] = kind == 2 ? random.nextLong() : random.nextInt(3) == 0 ? random.nextLong() : -1L;
        }
        return words;
    }

    private static int[] decoded(PageBytes bytes, int from, int count, int width) throws IOException {
        RunLengthBitPackingHybridDecoder decoder = new RunLengthBitPackingHybridDecoder(
                width, new ByteArrayInputStream(bytes.data(), from, bytes.size() - from));
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = decoder.readInt();
        }
        return values;
    }
}
