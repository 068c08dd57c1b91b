/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a split of an uncompressed file: those that begin after its start, or at the file's start, up to and
 * including the line that begins at its end. The stream is read to the split's end and then in small pieces, as
 * {@code LineRecordReader} and {@code UncompressedSplitLineReader} of Hadoop 3.4 read it, so that the same number of bytes is
 * counted. One thread.
 */
public final class SplitChunks implements TextChunks {
    private static final int CHUNK_BYTES = 1 << 19;

    private final InputStream in;
    private final long splitEnd;
    private final int pieceBytes;
    private final boolean isReused;

    private byte[] data;
    /** The position of {@code data[0]} in the file. */
    private long base;

    private int from;
    private int filled;
    private boolean isFirst = true;
    private boolean atEnd;

    /**
     * Begins at {@code start}, the stream's position.
     *
     * @param pieceBytes the bytes to read at once beyond the split
     * @param isReused whether the next chunk may reuse a chunk's array
     */
    public SplitChunks(InputStream in, long start, long splitEnd, int pieceBytes, boolean isReused) {
        this.in = in;
        this.base = start;
        this.splitEnd = splitEnd;
        this.pieceBytes = pieceBytes;
        this.isReused = isReused;
        data = new byte[(int) Math.min(CHUNK_BYTES, splitEnd - start + pieceBytes)];
    }

    @Override
    public @Nullable TextChunk next() throws IOException {
        boolean isAtStart = isFirst && base == 0; // its first line begins there, before a byte order mark
        if (isFirst) {
            isFirst = false;
            begin();
        } else if (base + from <= splitEnd) {
            moveRest();
            fill();
        }
        if (base + from > splitEnd && !isAtStart) {
            return null;
        }
        while (true) {
            boolean isLast = atEnd || base + filled >= splitEnd;
            int chunkEnd = isLast ? endOfLast() : endOfLines();
            if (chunkEnd < 0 && isLast) {
                // who needs no more than these lines does not read beyond the split
                chunkEnd = endOfLines();
            }
            if (chunkEnd >= 0) {
                int chunkStart = from;
                from = chunkEnd;
                return chunkStart == chunkEnd ? null : new TextChunk(data, chunkStart, chunkEnd);
            }
            readMore();
        }
    }

    /** Skips the line that the previous split reads, and a byte order mark. */
    private void begin() throws IOException {
        fill();
        if (base == 0) {
            while (filled < 3 && !atEnd) {
                readMore();
            }
            if (filled >= 3 && data[0] == (byte) 0xEF && data[1] == (byte) 0xBB && data[2] == (byte) 0xBF) {
                from = 3;
            }
            return;
        }
        int lineEnd = afterLineEnd(0);
        while (lineEnd < 0) {
            readMore();
            lineEnd = afterLineEnd(0);
        }
        from = lineEnd;
    }

    private void moveRest() {
        int rest = filled - from;
        byte[] target = isReused ? data : new byte[roomFor(rest)];
        System.arraycopy(data, from, target, 0, rest);
        data = target;
        base += from;
        from = 0;
        filled = rest;
    }

    private int roomFor(int rest) {
        long wanted = Math.max(rest, splitEnd - base - from) + pieceBytes;
        return (int) Math.min(wanted, Math.max(data.length, CHUNK_BYTES));
    }

    /** Reads until the array is full or the end of the split or file. */
    private void fill() throws IOException {
        while (!atEnd && filled < data.length && base + filled < splitEnd) {
            read((int) Math.min(data.length - filled, splitEnd - base - filled));
        }
    }

    /** Reads more if a line is incomplete. */
    private void readMore() throws IOException {
        if (base + filled < splitEnd) {
            data = Arrays.copyOf(data, grown(data.length));
            fill();
            return;
        }
        if (filled + pieceBytes > data.length) {
            data = Arrays.copyOf(data, grown(Math.max(data.length, pieceBytes)));
        }
        read(pieceBytes);
    }

    private static int grown(int length) {
        return Math.multiplyExact(length, 2);
    }

    private void read(int bytes) throws IOException {
        int read = in.read(data, filled, bytes);
        if (read < 0) {
            atEnd = true;
        } else {
            filled += read;
        }
    }

    /** Returns the end of the complete lines, or -1 if there is none. */
    private int endOfLines() {
        // a CR may have an LF behind it that has not been read
        int last = filled - 1;
        if (last >= from && data[last] == '\r') {
            last--;
        }
        for (int i = last; i >= from; i--) {
            if (data[i] == '\n' || data[i] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Returns the end of the line that begins at or reaches beyond the split's end, or -1 if it has not been read yet. */
    private int endOfLast() {
        return afterLineEnd((int) Math.max(from, splitEnd - base));
    }

    /** Returns the position behind the first line end from {@code start} on, or -1 if more bytes are needed to know it. */
    private int afterLineEnd(int start) {
        for (int i = start; i < filled; i++) {
            if (data[i] == '\n') {
                return i + 1;
            }
            if (data[i] == '\r' && (i + 1 < filled || atEnd)) {
                return i + 1 < filled && data[i + 1] == '\n' ? i + 2 : i + 1;
            }
        }
        return atEnd ? filled : -1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
