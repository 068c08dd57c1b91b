/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes the size of a record batch in bytes, by which Spark decides where to end one: {@code ArrowWriter.sizeInBytes} of Spark
 * 4.1.3, which sums up {@code getBufferSizeFor} of Arrow's vectors.
 */
final class RecordBatchSize {
    private final long bytesPerRow;
    private final int bitmaps;
    private final List<Integer> texts = new ArrayList<>();

    /** {@code inStruct}: whether the columns are the fields of one struct. */
    RecordBatchSize(List<ColumnType> types, boolean inStruct) {
        int bits = inStruct ? 1 : 0;
        long width = 0;
        for (int i = 0; i < types.size(); i++) {
            bits++;
            switch (types.get(i).kind()) {
                case BOOLEAN -> bits++;
                case BYTE -> width += 1;
                case SHORT -> width += 2;
                case INT, DATE, FLOAT -> width += 4;
                case LONG, TIMESTAMP, TIMESTAMP_NTZ, DOUBLE -> width += 8;
                case DECIMAL -> width += 16;
                case STRING, BINARY -> {
                    width += 4;
                    texts.add(i);
                }
                case NULL, OPAQUE -> throw new IllegalArgumentException("not a plain type: " + types.get(i));
            }
        }
        bytesPerRow = width;
        bitmaps = bits;
    }

    /** The size of {@code rows} rows whose texts have {@code textBytes} bytes. */
    long of(int rows, long textBytes) {
        return rows == 0 ? 0 : rows * bytesPerRow + bitmaps * ((rows + 7L) >>> 3) + 4L * texts.size() + textBytes;
    }

    /** The bytes of all texts in the rows {@code [from, from + count)}. */
    long textBytes(Batch batch, int from, int count) {
        long bytes = 0;
        for (int ordinal : texts) {
            bytes += VectorFiller.byteCount((BytesColumn) batch.column(ordinal), from, count);
        }
        return bytes;
    }
}
