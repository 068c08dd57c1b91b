/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.exec.vector.WideColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges one column from several pieces, each of which has the values of some rows (the branches of a CASE). Rows that no piece
 * was added for get an unspecified value. Used once.
 */
public final class ColumnMerge {
    private final ColumnType type;
    private final int rowCount;
    private final List<Column> pieces = new ArrayList<>();
    private final List<long[]> masks = new ArrayList<>();
    private int @Nullable [] selection;

    public ColumnMerge(ColumnType type, int rowCount) {
        this.type = type;
        this.rowCount = rowCount;
    }

    /**
     * As {@link #add}, for values of an expression.
     *
     * @throws TooManyBytes where their bytes are too many to be merged
     */
    public void addValues(Column piece, long[] mask) {
        if (piece instanceof NestedColumn) {
            TooManyBytes.unlessFew(ByteBound.about(piece), rowCount);
        }
        add(piece, mask);
    }

    /** Takes the rows set in {@code mask} from {@code piece}, a column of {@code rowCount} rows. No row is taken twice. */
    public void add(Column piece, long[] mask) {
        pieces.add(piece instanceof NestedColumn ? piece.flat() : piece);
        masks.add(mask);
    }

    public Column finish() {
        if (pieces.isEmpty()) {
            return ConstantColumn.ofNull(type, rowCount);
        }
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        moveLargestToFront();
        long[] validity = validity();
        return switch (type.physical()) {
            case BITS -> mergeBits(validity);
            case INTS -> mergeInts(validity);
            case LONGS -> mergeLongs(validity);
            case FLOATS -> mergeFloats(validity);
            case DOUBLES -> mergeDoubles(validity);
            case WIDE -> mergeWide(validity);
            case BYTES -> allConstant() ? mergeConstants(validity) : mergeBytes(validity);
        };
    }

    /** Moves the piece of most rows to the front: the first piece is copied whole before the rows of the others overwrite it. */
    private void moveLargestToFront() {
        int largest = 0;
        int most = -1;
        for (int p = 0; p < pieces.size(); p++) {
            int count = Bitmap.count(masks.get(p), rowCount);
            if (count > most) {
                most = count;
                largest = p;
            }
        }
        Collections.swap(pieces, 0, largest);
        Collections.swap(masks, 0, largest);
    }

    private long @Nullable [] validity() {
        boolean anyNulls = false;
        for (Column piece : pieces) {
            anyNulls |= piece.mayHaveNulls();
        }
        if (!anyNulls) {
            return null;
        }
        long[] out = Bitmap.zeros(rowCount);
        for (int p = 0; p < pieces.size(); p++) {
            long[] mask = masks.get(p);
            long[] valid = pieces.get(p).validity();
            for (int i = 0; i < out.length; i++) {
                out[i] |= valid == null ? mask[i] : mask[i] & valid[i];
            }
        }
        return out;
    }

    private int[] selection() {
        if (selection == null) {
            selection = new int[rowCount];
        }
        return selection;
    }

    private boolean allConstant() {
        return pieces.stream().allMatch(ConstantColumn.class::isInstance);
    }

    private Column mergeBits(long @Nullable [] validity) {
        long[] out = Bitmap.zeros(rowCount);
        for (int p = 0; p < pieces.size(); p++) {
            long[] mask = masks.get(p);
            long[] words = ((BooleanColumn) pieces.get(p).flat()).words();
            for (int i = 0; i < out.length; i++) {
                out[i] |= words[i] & mask[i];
            }
        }
        return new BooleanColumn(type, rowCount, out, validity);
    }

    private int[] firstInts() {
        if (pieces.get(0) instanceof ConstantColumn constant) {
            int[] out = new int[rowCount];
            Arrays.fill(out, ((IntColumn) constant.value()).values()[0]);
            return out;
        }
        return Arrays.copyOf(((IntColumn) pieces.get(0).flat()).values(), rowCount);
    }

    private Column mergeInts(long @Nullable [] validity) {
        int[] out = firstInts();
        for (int p = 1; p < pieces.size(); p++) {
            if (pieces.get(p) instanceof ConstantColumn constant) {
                MaskedCopy.fill(((IntColumn) constant.value()).values()[0], masks.get(p), rowCount, out);
            } else {
                MaskedCopy.copy(((IntColumn) pieces.get(p).flat()).values(), masks.get(p), rowCount, out);
            }
        }
        return new IntColumn(type, rowCount, out, validity);
    }

    private long[] firstLongs() {
        if (pieces.get(0) instanceof ConstantColumn constant) {
            long[] out = new long[rowCount];
            Arrays.fill(out, ((LongColumn) constant.value()).values()[0]);
            return out;
        }
        return Arrays.copyOf(((LongColumn) pieces.get(0).flat()).values(), rowCount);
    }

    private Column mergeLongs(long @Nullable [] validity) {
        long[] out = firstLongs();
        for (int p = 1; p < pieces.size(); p++) {
            if (pieces.get(p) instanceof ConstantColumn constant) {
                MaskedCopy.fill(((LongColumn) constant.value()).values()[0], masks.get(p), rowCount, out);
            } else {
                MaskedCopy.copy(((LongColumn) pieces.get(p).flat()).values(), masks.get(p), rowCount, out);
            }
        }
        return new LongColumn(type, rowCount, out, validity);
    }

    private Column mergeFloats(long @Nullable [] validity) {
        float[] out = new float[rowCount];
        for (int p = 0; p < pieces.size(); p++) {
            int[] rows = selection();
            int count = Bitmap.toSelection(masks.get(p), rowCount, rows);
            float[] values = ((FloatColumn) pieces.get(p).flat()).values();
            for (int i = 0; i < count; i++) {
                out[rows[i]] = values[rows[i]];
            }
        }
        return new FloatColumn(type, rowCount, out, validity);
    }

    private double[] firstDoubles() {
        if (pieces.get(0) instanceof ConstantColumn constant) {
            double[] out = new double[rowCount];
            Arrays.fill(out, ((DoubleColumn) constant.value()).values()[0]);
            return out;
        }
        return Arrays.copyOf(((DoubleColumn) pieces.get(0).flat()).values(), rowCount);
    }

    private Column mergeDoubles(long @Nullable [] validity) {
        double[] out = firstDoubles();
        for (int p = 1; p < pieces.size(); p++) {
            int[] rows = selection();
            int count = Bitmap.toSelection(masks.get(p), rowCount, rows);
            if (pieces.get(p) instanceof ConstantColumn constant) {
                double value = ((DoubleColumn) constant.value()).values()[0];
                for (int i = 0; i < count; i++) {
                    out[rows[i]] = value;
                }
                continue;
            }
            double[] values = ((DoubleColumn) pieces.get(p).flat()).values();
            for (int i = 0; i < count; i++) {
                out[rows[i]] = values[rows[i]];
            }
        }
        return new DoubleColumn(type, rowCount, out, validity);
    }

    private Column mergeWide(long @Nullable [] validity) {
        long[] high = new long[rowCount];
        long[] low = new long[rowCount];
        for (int p = 0; p < pieces.size(); p++) {
            int[] rows = selection();
            int count = Bitmap.toSelection(masks.get(p), rowCount, rows);
            WideColumn piece = (WideColumn) pieces.get(p).flat();
            long[] pieceHigh = piece.high();
            long[] pieceLow = piece.low();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                high[row] = pieceHigh[row];
                low[row] = pieceLow[row];
            }
        }
        return new WideColumn(type, rowCount, high, low, validity);
    }

    /** Merges constants (CASE ... THEN 'a' ELSE 'b' END) as ids into a dictionary of them: later functions run once per text. */
    private Column mergeConstants(long @Nullable [] validity) {
        int[] ids = new int[rowCount];
        int[] starts = new int[pieces.size()];
        int[] lengths = new int[pieces.size()];
        byte[] data = new byte[constantBytes()];
        int position = 0;
        for (int p = 0; p < pieces.size(); p++) {
            BytesColumn value = (BytesColumn) ((ConstantColumn) pieces.get(p)).value();
            starts[p] = position;
            lengths[p] = value.lengths()[0];
            System.arraycopy(value.data(), value.starts()[0], data, position, lengths[p]);
            position += lengths[p];
            int[] rows = selection();
            int count = Bitmap.toSelection(masks.get(p), rowCount, rows);
            for (int i = 0; i < count; i++) {
                ids[rows[i]] = p;
            }
        }
        Column dictionary = new BytesColumn(type, pieces.size(), data, starts, lengths, null);
        return new DictionaryColumn(rowCount, ids, dictionary, validity);
    }

    private int constantBytes() {
        int size = 0;
        for (Column piece : pieces) {
            size += ((BytesColumn) ((ConstantColumn) piece).value()).lengths()[0];
        }
        return size;
    }

    private Column mergeBytes(long @Nullable [] validity) {
        int[] starts = new int[rowCount];
        int[] lengths = new int[rowCount];
        byte[] data = sharedData();
        if (data == null) {
            data = new byte[Math.toIntExact(bytesInUse())];
            copyBytes(data, starts, lengths);
            return new BytesColumn(type, rowCount, data, starts, lengths, validity);
        }
        for (int p = 0; p < pieces.size(); p++) {
            BytesColumn piece = (BytesColumn) pieces.get(p).flat();
            int[] rows = selection();
            int count = Bitmap.toSelection(masks.get(p), rowCount, rows);
            for (int i = 0; i < count; i++) {
                starts[rows[i]] = piece.starts()[rows[i]];
                lengths[rows[i]] = piece.lengths()[rows[i]];
            }
        }
        return new BytesColumn(type, rowCount, data, starts, lengths, validity);
    }

    /** The bytes behind all pieces if these share one array, else null. */
    private byte @Nullable [] sharedData() {
        byte[] shared = null;
        for (Column piece : pieces) {
            byte[] data = bytesOf(piece).data();
            if (shared != null && shared != data) {
                return null;
            }
            shared = data;
        }
        return shared;
    }

    private long bytesInUse() {
        long size = 0;
        for (int p = 0; p < pieces.size(); p++) {
            if (pieces.get(p) instanceof ConstantColumn) {
                size += bytesOf(pieces.get(p)).lengths()[0];
                continue;
            }
            int[] lengths = ((BytesColumn) pieces.get(p).flat()).lengths();
            int[] rows = selection();
            int count = Bitmap.toSelection(masks.get(p), rowCount, rows);
            for (int i = 0; i < count; i++) {
                size += lengths[rows[i]];
            }
        }
        return size;
    }

    private void copyBytes(byte[] data, int[] starts, int[] lengths) {
        int position = 0;
        for (int p = 0; p < pieces.size(); p++) {
            int[] rows = selection();
            int count = Bitmap.toSelection(masks.get(p), rowCount, rows);
            if (pieces.get(p) instanceof ConstantColumn constant) {
                BytesColumn value = (BytesColumn) constant.value();
                int length = value.lengths()[0];
                System.arraycopy(value.data(), value.starts()[0], data, position, length);
                for (int i = 0; i < count; i++) {
                    starts[rows[i]] = position;
                    lengths[rows[i]] = length;
                }
                position += length;
                continue;
            }
            BytesColumn piece = (BytesColumn) pieces.get(p).flat();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                int length = piece.lengths()[row];
                System.arraycopy(piece.data(), piece.starts()[row], data, position, length);
                starts[row] = position;
                lengths[row] = length;
                position += length;
            }
        }
    }

    private static BytesColumn bytesOf(Column piece) {
        if (piece instanceof ConstantColumn constant) {
            return (BytesColumn) constant.value();
        }
        if (piece instanceof DictionaryColumn dictionary) {
            return (BytesColumn) dictionary.dictionary();
        }
        return (BytesColumn) piece;
    }
}
