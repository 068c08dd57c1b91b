/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import org.apache.parquet.column.Encoding;

/** Decodes BOOLEAN: bits in PLAIN, runs in RLE. Both are copied word by word. */
public final class BooleanDecoder extends ColumnDecoder {
    private final LevelReader bits = new LevelReader();
    private final long[] words;
    private final long[] dense;

    public BooleanDecoder(int capacity, boolean optional, PassThroughCodecs codecs) {
        super(ColumnType.BOOLEAN, capacity, optional, codecs);
        words = new long[Bitmap.wordCount(capacity)];
        dense = new long[Bitmap.wordCount(capacity)];
    }

    @Override
    void dictionary(byte[] bytes, int size, int count) {
        throw new CorruptPageException("a dictionary of booleans");
    }

    @Override
    void noDictionary() {}

    @Override
    void beginValues() {
        Arrays.fill(words, 0);
    }

    @Override
    void startValues(Encoding encoding, int position, int end, int rows) {
        switch (encoding) {
            case PLAIN -> bits.resetPacked(buffer.bytes(), position, end);
            case RLE -> {
                CorruptPageException.checkBytes(4, position, end);
                int length = LittleEndian.getInt(buffer.bytes(), position);
                CorruptPageException.checkBytes(length, position + 4, end);
                bits.reset(buffer.bytes(), position + 4, position + 4 + length);
            }
            default -> throw new CorruptPageException("booleans in " + encoding);
        }
    }

    @Override
    void decode(int at, int count) {
        bits.read(words, at, count);
    }

    @Override
    void skipValues(int count) {
        bits.skip(count);
    }

    @Override
    void spread(int at, int rows, int count) {
        long[] validity = validityWords();
        Arrays.fill(dense, 0, Bitmap.wordCount(count), 0);
        for (int i = 0; i < count; i++) {
            dense[i >> 6] |= (words[at + i >> 6] >>> at + i & 1L) << i;
            Bitmap.clear(words, at + i);
        }
        int next = 0;
        for (int i = at; i < at + rows; i++) {
            long valid = validity[i >> 6] >>> i & 1L;
            words[i >> 6] |= (dense[next >> 6] >>> next & valid) << i;
            next = Math.min(next + (int) valid, Math.max(count - 1, 0));
        }
    }

    @Override
    public BooleanColumn column() {
        return new BooleanColumn(rows(), words, validity());
    }
}
