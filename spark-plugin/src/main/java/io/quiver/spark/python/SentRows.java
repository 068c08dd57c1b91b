/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.PythonInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/**
 * Sends the rows of batches as Arrow record batches, which end where Spark would end them. Source:
 * {@code BatchedPythonArrowInput} of Spark 4.1.3. Types that are not plain arrays go through Spark's own writer, row by row.
 */
final class SentRows implements PythonInput {
    /** The source of rows; returns null if there are none, for now or for good. */
    interface Source {
        @Nullable
        RowSlice next();
    }

    private final Source source;
    private final DataType[] types;
    private final List<ColumnType> columnTypes;
    private final boolean inStruct;
    private final boolean isCut;
    private final @Nullable RecordBatchSize size;
    private final Iterator<InternalRow> rows;
    private @Nullable RowSlice current;
    private int position;

    /**
     * @param source rows of the columns to send, whose arrays no scan will overwrite
     * @param inStruct whether the columns are the fields of one struct, as tables are sent
     * @param isCut whether each piece from the source is a record batch, whatever its size
     */
    SentRows(Source source, DataType[] types, boolean inStruct, boolean isCut) {
        this.source = source;
        this.types = types;
        this.inStruct = inStruct;
        this.isCut = isCut;
        rows = new Rows(new BatchRow(types));
        columnTypes = SparkTypes.columnTypes(List.of(types));
        boolean isPlain = columnTypes.stream()
                .noneMatch(type -> type.kind() == ColumnType.Kind.NULL || type.kind() == ColumnType.Kind.OPAQUE);
        size = isPlain ? new RecordBatchSize(columnTypes, inStruct) : null;
    }

    @Override
    public boolean isFilledInColumns(VectorSchemaRoot root) {
        List<FieldVector> vectors = vectors(root);
        if (size == null || vectors.size() != types.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!PlainVectors.holds(columnTypes.get(i), vectors.get(i))) {
                return false;
            }
        }
        return true;
    }

    private List<FieldVector> vectors(VectorSchemaRoot root) {
        return inStruct ? ((StructVector) root.getVector(0)).getChildrenFromFields() : root.getFieldVectors();
    }

    @Override
    public boolean fill(VectorSchemaRoot root, int maxRows, long maxBytes) {
        List<RowSlice> slices =
                isCut ? piece() : cut(maxRows, maxBytes == Integer.MAX_VALUE ? Long.MAX_VALUE : maxBytes);
        if (slices.isEmpty()) {
            return false;
        }
        int rowCount = slices.stream().mapToInt(RowSlice::count).sum();
        List<FieldVector> vectors = vectors(root);
        for (int i = 0; i < vectors.size(); i++) {
            VectorFiller.fill(vectors.get(i), slices, i, rowCount);
        }
        if (inStruct) {
            allDefined((StructVector) root.getVector(0), rowCount);
        }
        root.setRowCount(rowCount);
        return true;
    }

    private static void allDefined(StructVector struct, int rowCount) {
        struct.setValueCount(rowCount); // makes room
        long[] ones = new long[(rowCount + 63) >>> 6];
        Arrays.fill(ones, -1L);
        VectorFiller.setBits(struct.getValidityBuffer(), ones, rowCount);
    }

    /** The rest of the current piece, or the next piece. */
    private List<RowSlice> piece() {
        RowSlice rest = rest();
        if (rest == null) {
            return List.of();
        }
        position += rest.count();
        return List.of(rest);
    }

    /** The rows of the next record batch. Spark checks the size before each row. */
    private List<RowSlice> cut(int maxRows, long maxBytes) {
        RecordBatchSize sizes = Objects.requireNonNull(size);
        List<RowSlice> slices = new ArrayList<>();
        int count = 0;
        long textBytes = 0;
        while (count < maxRows && sizes.of(count, textBytes) < maxBytes) {
            RowSlice rest = rest();
            if (rest == null) {
                break;
            }
            int most = Math.min(maxRows - count, rest.count());
            long moreBytes = sizes.textBytes(rest.batch(), rest.from(), most);
            int taken = most;
            if (sizes.of(count + most, textBytes + moreBytes) >= maxBytes) {
                taken = 0;
                moreBytes = 0;
                while (sizes.of(count + taken, textBytes + moreBytes) < maxBytes) {
                    moreBytes += sizes.textBytes(rest.batch(), rest.from() + taken, 1);
                    taken++;
                }
            }
            slices.add(new RowSlice(rest.batch(), rest.from(), taken));
            position += taken;
            count += taken;
            textBytes += moreBytes;
        }
        return slices;
    }

    /** Whether there is another row. */
    boolean hasNext() {
        while (current == null || position == current.count()) {
            current = source.next();
            position = 0;
            if (current == null) {
                return false;
            }
        }
        return true;
    }

    /** The remaining rows of the current piece; null at the end. */
    private @Nullable RowSlice rest() {
        return !hasNext() || current == null
                ? null
                : new RowSlice(current.batch(), current.from() + position, current.count() - position);
    }

    @Override
    public boolean isCut() {
        return isCut;
    }

    @Override
    public Iterator<InternalRow> rows() {
        RowSlice rest = isCut ? rest() : null;
        return rest == null ? rows : rows.take(rest.count());
    }

    /** Iterates row by row, for Spark's writer. */
    private final class Rows extends AbstractIterator<InternalRow> {
        private final BatchRow row;
        private @Nullable Batch shown;

        Rows(BatchRow row) {
            this.row = row;
        }

        @Override
        public boolean hasNext() {
            return SentRows.this.hasNext();
        }

        @Override
        public InternalRow next() {
            RowSlice rest = rest();
            if (rest == null) {
                throw new NoSuchElementException("no more rows");
            }
            if (rest.batch() != shown) {
                row.reset(rest.batch());
                shown = rest.batch();
            }
            row.at(rest.from());
            position++;
            return inStruct ? new GenericInternalRow(new Object[] {row}) : row;
        }
    }
}
