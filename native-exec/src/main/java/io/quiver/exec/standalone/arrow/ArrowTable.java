/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.standalone.table.Table;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.substrait.proto.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** A table in memory. */
public final class ArrowTable implements Table {
    private final VectorSchemaRoot root;

    /** The caller keeps owning {@code root} and must not change it while plans read it. */
    public ArrowTable(VectorSchemaRoot root) {
        this.root = root;
    }

    @Override
    public BatchSource read(List<String> columns, List<Type> types) {
        List<ArrowColumn> read = new ArrayList<>();
        List<List<ByteBuffer>> buffers = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            FieldVector vector = columns.size() == types.size() ? root.getVector(columns.get(i)) : root.getVector(i);
            if (vector == null) {
                throw PlanFailures.invalid(
                        "a table without the column %s; it has %s", columns.get(i), root.getSchema());
            }
            read.add(new ArrowColumn(vector.getName(), kind(vector), types.get(i)));
            buffers.add(buffers(vector));
        }
        return new Rows(read, buffers, root.getRowCount());
    }

    /** Returns the vector's kind, by way of Arrow's format. */
    private static ArrowKind kind(FieldVector vector) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        builder.finish(vector.getField().getField(builder));
        return ArrowKind.of(org.apache.arrow.flatbuf.Field.getRootAsField(builder.dataBuffer()));
    }

    private static List<ByteBuffer> buffers(FieldVector vector) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (ArrowBuf buffer : vector.getFieldBuffers()) {
            boolean isFull = buffers.isEmpty() && vector.getNullCount() == 0;
            buffers.add(isFull ? ByteBuffer.allocate(0) : buffer.nioBuffer(0, Math.toIntExact(buffer.capacity())));
        }
        return buffers;
    }

    /** Reads rows from existing buffers, some at a time. */
    static final class Rows implements BatchSource {
        private final List<ArrowColumn> columns;
        private final List<List<ByteBuffer>> buffers;
        private final int rowCount;
        private int next;

        Rows(List<ArrowColumn> columns, List<List<ByteBuffer>> buffers, int rowCount) {
            this.columns = columns;
            this.buffers = buffers;
            this.rowCount = rowCount;
        }

        @Override
        public @Nullable Batch next() {
            if (next >= rowCount) {
                return null;
            }
            int count = Math.min(Batch.TARGET_ROWS, rowCount - next);
            List<Column> read = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                read.add(columns.get(i).read(buffers.get(i), next, count));
            }
            next += count;
            return new Batch(read, count);
        }
    }
}
