/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds {@link BytesColumn}s whose bytes stand one after the other. */
final class BytesColumnBuilder extends ColumnBuilder {
    private static final int BYTES_PER_ROW = 8;
    private static final int MAX_INITIAL_BYTES = 1 << 18;

    private int[] starts;
    private int[] lengths;
    private byte[] data;
    private int used;

    BytesColumnBuilder(ColumnType type, int capacity) {
        super(type, capacity);
        starts = new int[capacity()];
        lengths = new int[capacity()];
        data = new byte[BYTES_PER_ROW * capacity()];
    }

    @Override
    public void appendBytes(byte[] source, int offset, int length) {
        int row = nextRow();
        ensureBytes((long) used + length);
        System.arraycopy(source, offset, data, used, length);
        starts[row] = used;
        lengths[row] = length;
        used += length;
    }

    @Override
    public long appendedBytes() {
        return used;
    }

    @Override
    void setNull(int row) {
        starts[row] = used;
        lengths[row] = 0;
    }

    @Override
    void setRows(int at, Column flat, int[] rows, int from, int count) {
        BytesColumn in = (BytesColumn) flat;
        int[] inStarts = in.starts();
        int[] inLengths = in.lengths();
        long total = used;
        long end = count == 0 ? 0 : inStarts[rows[from]];
        boolean areTogether = count > 0;
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            areTogether &= inStarts[row] == end;
            end = inStarts[row] + (long) inLengths[row];
            total += inLengths[row];
        }
        ensureBytes(total);
        byte[] source = in.data();
        byte[] target = data;
        int position = used;
        if (areTogether) {
            System.arraycopy(source, inStarts[rows[from]], target, position, (int) (total - position));
            for (int i = 0; i < count; i++) {
                int length = inLengths[rows[from + i]];
                starts[at + i] = position;
                lengths[at + i] = length;
                position += length;
            }
            used = position;
            return;
        }
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            int length = inLengths[row];
            System.arraycopy(source, inStarts[row], target, position, length);
            starts[at + i] = position;
            lengths[at + i] = length;
            position += length;
        }
        used = position;
    }

    private void ensureBytes(long needed) {
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.toIntExact(Math.max(needed, Math.min(2 * needed, Integer.MAX_VALUE - 8))));
        }
    }

    @Override
    void grow(int newCapacity) {
        starts = Arrays.copyOf(starts, newCapacity);
        lengths = Arrays.copyOf(lengths, newCapacity);
    }

    @Override
    void allocate(int newCapacity) {
        starts = new int[newCapacity];
        lengths = new int[newCapacity];
        data = new byte[Math.max(BYTES_PER_ROW, Math.min(used, MAX_INITIAL_BYTES))];
        used = 0;
    }

    @Override
    public void reset() {
        super.reset();
        used = 0;
    }

    @Override
    Column toColumn(int rowCount, long @Nullable [] validity) {
        return new BytesColumn(type, rowCount, data, starts, lengths, validity);
    }

    @Override
    long valueBytes() {
        return data.length + 4L * (starts.length + lengths.length);
    }

    @Override
    long freeBytes() {
        return data.length;
    }

    @Override
    long bytesAfter(long moreBytes) {
        return used + moreBytes <= data.length ? data.length : Math.max(used + moreBytes, 2L * data.length);
    }
}
