/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

/**
 * Bounds the decompressed size of a Zstandard frame by the headers of its blocks. Streams do not state the length of their
 * content, and four bytes may stand for 128 KiB. Source: RFC 8878, 3.1.1.
 */
final class ZstdFrames {
    private static final int MAGIC = 0xFD2FB528;
    private static final long MOST_OF_A_BLOCK = 128 << 10;
    private static final int IS_SINGLE_SEGMENT = 0x20;
    private static final int HAS_CHECKSUM = 4;
    private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
    private static final int RAW = 0;
    private static final int REPEATED = 1;

    private ZstdFrames() {}

    /** Returns the maximum size of the content of {@code bytes[from .. from + length)}; 0 if these are not frames of data. */
    static long mostBytes(byte[] bytes, int from, int length) {
        int end = from + length;
        int position = from;
        long most = 0;
        while (position < end) {
            if (position > end - 5 || LittleEndian.getInt(bytes, position) != MAGIC) {
                return 0;
            }
            int descriptor = bytes[position + 4];
            position += 5 + moreHeaderBytes(descriptor);
            boolean last = false;
            while (!last) {
                if (position > end - 3) {
                    return 0;
                }
                int header =
                        bytes[position] & 0xff | (bytes[position + 1] & 0xff) << 8 | (bytes[position + 2] & 0xff) << 16;
                last = (header & 1) == 1;
                int kind = header >>> 1 & 3;
                int size = header >>> 3;
                most += kind == RAW || kind == REPEATED ? size : MOST_OF_A_BLOCK;
                position += 3 + (kind == REPEATED ? 1 : size);
            }
            position += (descriptor & HAS_CHECKSUM) == 0 ? 0 : 4;
        }
        return most;
    }

    /**
     * Returns the bytes after the descriptor: the window, the dictionary's number and the content's size, as far as present.
     */
    private static int moreHeaderBytes(int descriptor) {
        boolean isSingle = (descriptor & IS_SINGLE_SEGMENT) != 0;
        int dictionary = DICTIONARY_BYTES[descriptor & 3];
        int sizeFlag = descriptor >>> 6 & 3;
        int content = sizeFlag == 0 ? (isSingle ? 1 : 0) : 1 << sizeFlag;
        return (isSingle ? 0 : 1) + dictionary + content;
    }
}
