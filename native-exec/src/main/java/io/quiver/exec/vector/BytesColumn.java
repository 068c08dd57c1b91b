/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A flat column of strings, binaries or opaque values: row {@code i} is {@code data[starts[i] .. starts[i] +
 * lengths[i])}. Views may overlap and stand in any order, so gathering, trimming and taking substrings copy no bytes.
 * Null rows have length 0 and a valid start.
 */
public final class BytesColumn extends Column {
    private final byte[] data;
    private final int[] starts;
    private final int[] lengths;
    private int maxLength = -1;

    public BytesColumn(
            ColumnType type, int rowCount, byte[] data, int[] starts, int[] lengths, long @Nullable [] validity) {
        super(type, rowCount, validity);
        checkPhysical(type, ColumnType.Physical.BYTES);
        if (starts.length < rowCount || lengths.length < rowCount) {
            throw new IllegalArgumentException(
                    "%d/%d views, too few for %d rows".formatted(starts.length, lengths.length, rowCount));
        }
        this.data = data;
        this.starts = starts;
        this.lengths = lengths;
    }

    public byte[] data() {
        return data;
    }

    public int[] starts() {
        return starts;
    }

    public int[] lengths() {
        return lengths;
    }

    /** Bytes of all rows. Shared bytes count once for each row that uses them. */
    public long totalLength() {
        long total = 0;
        for (int i = 0; i < rowCount(); i++) {
            total += lengths[i];
        }
        return total;
    }

    /** Bytes of the longest row; computed once. */
    int maxLength() {
        int max = maxLength;
        if (max < 0) {
            max = 0;
            for (int i = 0; i < rowCount(); i++) {
                max = Math.max(max, lengths[i]);
            }
            maxLength = max;
        }
        return max;
    }

    /** A copy of one row's bytes. Slow: for boundaries and tests. */
    public byte[] bytes(int row) {
        return Arrays.copyOfRange(data, starts[row], starts[row] + lengths[row]);
    }

    /** One row as a Java string. Slow: for boundaries and tests. */
    public String string(int row) {
        return new String(data, starts[row], lengths[row], StandardCharsets.UTF_8);
    }

    @Override
    public BytesColumn gather(int[] rows, int count) {
        int[] outStarts = new int[count];
        int[] outLengths = new int[count];
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            outStarts[i] = starts[row];
            outLengths[i] = lengths[row];
        }
        return new BytesColumn(type(), count, data, outStarts, outLengths, Bitmap.gather(validity(), rows, count));
    }

    @Override
    public BytesColumn range(int from, int count) {
        return new BytesColumn(
                type(),
                count,
                data,
                Arrays.copyOfRange(starts, from, from + count),
                Arrays.copyOfRange(lengths, from, from + count),
                Bitmap.range(validity(), from, count));
    }

    @Override
    public BytesColumn prefix(int rowCount) {
        return rowCount == rowCount() ? this : new BytesColumn(type(), rowCount, data, starts, lengths, validity());
    }

    @Override
    public BytesColumn withValidity(long @Nullable [] validity) {
        return new BytesColumn(type(), rowCount(), data, starts, lengths, validity);
    }

    @Override
    public BytesColumn withType(ColumnType type) {
        return new BytesColumn(type, rowCount(), data, starts, lengths, validity());
    }

    @Override
    public BytesColumn owned() {
        int rows = rowCount();
        byte[] outData = new byte[Math.toIntExact(totalLength())];
        int[] outStarts = new int[rows];
        int position = 0;
        for (int i = 0; i < rows; i++) {
            int length = lengths[i];
            System.arraycopy(data, starts[i], outData, position, length);
            outStarts[i] = position;
            position += length;
        }
        return new BytesColumn(type(), rows, outData, outStarts, Arrays.copyOf(lengths, rows), ownedValidity());
    }

    @Override
    public long sizeBytes() {
        return data.length + 8L * rowCount() + validityBytes();
    }
}
