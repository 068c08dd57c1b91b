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
 * The lines of a split of a plain file: those that begin after its start, or at the file's, up to and with the one that begins at
 * its end. The stream is read to the split's end, and then by small pieces, as {@code LineRecordReader} and {@code
 * UncompressedSplitLineReader} of Hadoop 3.4 read it, so that as many bytes are counted. One thread.
 */
public final class SplitChunks implements TextChunks {
    private static final int CHUNK_BYTES = 1 << 19;

    private final InputStream in;
    private final long splitEnd;
    private final int pieceBytes;
    private final boolean isReused;

    private byte[] data;
    /** The place of {@code data[0]} in the file. */
    private long base;

    private int from;
    private int filled;
    private boolean isFirst = true;
    private boolean atEnd;

    /**
     * Begins at {@code start}, where the stream is.
     *
     * @param pieceBytes how many bytes are read at once beyond the split
     * @param isReused whether a chunk's array may be used again for the next one
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
            if (chunkEnd >= 0) {
                int chunkStart = from;
                from = chunkEnd;
                return chunkStart == chunkEnd ? null : new TextChunk(data, chunkStart, chunkEnd);
            }
            readMore();
        }
    }

    /** Leaves out the line that the split before this one reads, and a byte order mark. */
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

    /** Reads until the array is full, the split at its end, or the file. */
    private void fill() throws IOException {
        while (!atEnd && filled < data.length && base + filled < splitEnd) {
            read((int) Math.min(data.length - filled, splitEnd - base - filled));
        }
    }

    /** Reads on where a line is not whole yet. */
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

    /** The end of the lines that are whole, or -1 where none is. */
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

    /** The end of the line that begins at the split's end or goes beyond it, or -1 where it has not been read yet. */
    private int endOfLast() {
        return afterLineEnd((int) Math.max(from, splitEnd - base));
    }

    /** Behind the first line end from {@code start} on; -1 where more has to be read to know it. */
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
