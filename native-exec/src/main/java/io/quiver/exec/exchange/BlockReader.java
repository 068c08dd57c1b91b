/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.exchange;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of {@link BlockWriter}. Threads: any. */
public final class BlockReader {
    private final List<ColumnType> types;
    private final boolean inPlace;

    /** A reader whose batches share nothing with the block. */
    public BlockReader(List<ColumnType> types) {
        this(types, false);
    }

    private BlockReader(List<ColumnType> types, boolean inPlace) {
        this.types = List.copyOf(types);
        this.inPlace = inPlace;
    }

    /** A reader of blocks that nobody writes to any more: its batches use text, binary and opaque values in place. */
    public static BlockReader inPlace(List<ColumnType> types) {
        return new BlockReader(types, true);
    }

    /**
     * Reads the block at {@code data[offset .. offset + length)}.
     *
     * @throws ExecutionException BLOCK_CORRUPT where it is not a block of these types
     */
    public Batch read(byte[] data, int offset, int length) {
        ByteBuffer block = ByteBuffer.wrap(data, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (block.getInt() != BlockFormat.MAGIC) {
                throw corrupt("no magic number", null);
            }
            int rowCount = block.getInt();
            int columnCount = block.getInt();
            if (columnCount != types.size() || rowCount < 0) {
                throw corrupt(
                        "%d columns of %d rows where %d columns are due".formatted(columnCount, rowCount, types.size()),
                        null);
            }
            List<Column> columns = new ArrayList<>(columnCount);
            for (ColumnType type : types) {
                columns.add(readColumn(block, type, rowCount));
            }
            return new Batch(columns, rowCount);
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | NegativeArraySizeException
                | IndexOutOfBoundsException e) {
            throw corrupt("it ends early or a length in it is wrong", e);
        }
    }

    private static ExecutionException corrupt(String what, @Nullable Throwable cause) {
        return new ExecutionException(ErrorCode.BLOCK_CORRUPT, "Corrupt block: " + what, cause);
    }

    private Column readColumn(ByteBuffer block, ColumnType type, int rowCount) {
        byte encoding = block.get();
        byte physical = block.get();
        boolean hasNulls = block.get() != 0;
        if (physical != type.physical().ordinal()) {
            throw corrupt("physical type %d where %s is due".formatted(physical, type), null);
        }
        return switch (encoding) {
            case BlockFormat.FLAT -> readFlat(block, type, rowCount, hasNulls);
            case BlockFormat.CONSTANT -> new ConstantColumn(readColumn(block, type, 1), rowCount);
            case BlockFormat.DICTIONARY -> readDictionary(block, type, rowCount, hasNulls);
            default -> throw corrupt("encoding " + encoding, null);
        };
    }

    private Column readFlat(ByteBuffer block, ColumnType type, int rowCount, boolean hasNulls) {
        long[] validity = hasNulls ? readLongs(block, Bitmap.wordCount(rowCount)) : null;
        return switch (type.physical()) {
            case BITS -> new BooleanColumn(type, rowCount, readLongs(block, Bitmap.wordCount(rowCount)), validity);
            case INTS -> new IntColumn(type, rowCount, readInts(block, rowCount), validity);
            case LONGS -> new LongColumn(type, rowCount, readLongs(block, rowCount), validity);
            case FLOATS -> new FloatColumn(type, rowCount, readFloats(block, rowCount), validity);
            case DOUBLES -> new DoubleColumn(type, rowCount, readDoubles(block, rowCount), validity);
            case WIDE ->
                new WideColumn(type, rowCount, readLongs(block, rowCount), readLongs(block, rowCount), validity);
            case BYTES -> readBytes(block, type, rowCount, validity);
        };
    }

    private DictionaryColumn readDictionary(ByteBuffer block, ColumnType type, int rowCount, boolean hasNulls) {
        long[] validity = hasNulls ? readLongs(block, Bitmap.wordCount(rowCount)) : null;
        int entryCount = block.getInt();
        int width = block.getInt();
        Column entries = readColumn(block, type, entryCount);
        int[] ids =
                switch (width) {
                    case 1 -> readByteIds(block, rowCount);
                    case 2 -> readShortIds(block, rowCount);
                    default -> readInts(block, rowCount);
                };
        return new DictionaryColumn(rowCount, ids, entries, validity);
    }

    private static int[] readByteIds(ByteBuffer block, int rowCount) {
        byte[] narrow = new byte[rowCount];
        block.get(narrow);
        int[] ids = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            ids[i] = narrow[i] & 0xFF;
        }
        return ids;
    }

    private static int[] readShortIds(ByteBuffer block, int rowCount) {
        int[] ids = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            ids[i] = block.getShort() & 0xFFFF;
        }
        return ids;
    }

    private BytesColumn readBytes(ByteBuffer block, ColumnType type, int rowCount, long @Nullable [] validity) {
        int[] lengths = readInts(block, rowCount);
        int length = block.getInt();
        byte[] data = inPlace ? block.array() : new byte[length];
        int begin = inPlace ? block.position() : 0;
        if (inPlace) {
            block.position(begin + length);
        } else {
            block.get(data);
        }
        int[] starts = new int[rowCount];
        int position = begin;
        for (int i = 0; i < rowCount; i++) {
            starts[i] = position;
            position += lengths[i];
        }
        if (position - begin != length) {
            throw corrupt("%d bytes where the lengths say %d".formatted(length, position - begin), null);
        }
        return new BytesColumn(type, rowCount, data, starts, lengths, validity);
    }

    private static int[] readInts(ByteBuffer block, int count) {
        int[] values = new int[count];
        block.asIntBuffer().get(values);
        block.position(block.position() + 4 * count);
        return values;
    }

    private static long[] readLongs(ByteBuffer block, int count) {
        long[] values = new long[count];
        block.asLongBuffer().get(values);
        block.position(block.position() + 8 * count);
        return values;
    }

    private static float[] readFloats(ByteBuffer block, int count) {
        float[] values = new float[count];
        block.asFloatBuffer().get(values);
        block.position(block.position() + 4 * count);
        return values;
    }

    private static double[] readDoubles(ByteBuffer block, int count) {
        double[] values = new double[count];
        block.asDoubleBuffer().get(values);
        block.position(block.position() + 8 * count);
        return values;
    }
}
