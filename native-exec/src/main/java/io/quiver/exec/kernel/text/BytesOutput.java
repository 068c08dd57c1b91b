/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

import io.quiver.exec.error.Declined;
import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a new {@link BytesColumn} one after the other into one array. Rows never ended are empty. Several rows
 * that need more than {@link TooManyBytes#MOST} must be fewer; one row that needs more than 256 MB declines: the host may get
 * by with less.
 */
public final class BytesOutput {
    private static final int MAX_BYTES = 1 << 28;

    private final int rowCount;
    private final int[] starts;
    private final int[] lengths;
    private byte[] data;
    private int position;
    private int rowStart;

    public BytesOutput(int rowCount, long expectedBytes) {
        this.rowCount = rowCount;
        this.starts = new int[rowCount];
        this.lengths = new int[rowCount];
        this.data = new byte[(int) Math.min(Math.max(16, expectedBytes), most())];
    }

    /** The array, with room for {@code bytes} more at {@link #position()}; valid until the next call of a method here. */
    public byte[] room(long bytes) {
        long needed = position + bytes;
        if (needed > data.length) {
            TooManyBytes.unlessFew(needed, rowCount);
            if (needed > MAX_BYTES) {
                throw Declined.batch();
            }
            data = Arrays.copyOf(data, (int) Math.min(most(), Math.max(needed, 2L * data.length)));
        }
        return data;
    }

    private int most() {
        return rowCount > 1 ? TooManyBytes.MOST : MAX_BYTES;
    }

    public int position() {
        return position;
    }

    /** Says that the bytes up to {@code newPosition} were written into {@link #room}. */
    public void advanceTo(int newPosition) {
        position = newPosition;
    }

    public void append(byte[] source, int start, int length) {
        System.arraycopy(source, start, room(length), position, length);
        position += length;
    }

    /** Appends the same bytes {@code times} times. It copies what is already there, so that few copies are made. */
    public void appendRepeated(byte[] source, int start, int length, int times) {
        long total = (long) length * times;
        if (total <= 0) {
            return;
        }
        byte[] target = room(total);
        System.arraycopy(source, start, target, position, length);
        int end = position + (int) total;
        int written = length;
        while (position + written < end) {
            int more = Math.min(written, end - position - written);
            System.arraycopy(target, position, target, position + written, more);
            written += more;
        }
        position = end;
    }

    public void append(byte value) {
        room(1)[position++] = value;
    }

    /** Makes what was written since the last row ended the value of {@code row}. */
    public void endRow(int row) {
        starts[row] = rowStart;
        lengths[row] = position - rowStart;
        rowStart = position;
    }

    public BytesColumn column(ColumnType type, long @Nullable [] validity) {
        return new BytesColumn(type, rowCount, data, starts, lengths, validity);
    }
}
