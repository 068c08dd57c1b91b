/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.arrow;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.standalone.table.Table;
import io.quiver.exec.vector.Batch;
import io.substrait.proto.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file in Arrow's IPC file format, without compression. Columns are copied directly from the mapped file. This avoids
 * Arrow's vectors and memory, which take a tenth of a second to load.
 */
public final class ArrowFileTable implements Table {
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = MAGIC.length + Integer.BYTES;

    /** Precedes the length of a message, since format version 0.15. */
    private static final int CONTINUATION = -1;

    private final Path file;

    public ArrowFileTable(Path file) {
        this.file = file;
    }

    @Override
    public BatchSource read(List<String> columns, List<Type> types) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                return open(channel, columns, types);
            } catch (RuntimeException | IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BatchSource open(FileChannel channel, List<String> names, List<Type> types) throws IOException {
        Footer footer = footer(channel);
        Schema schema = footer.schema();
        List<ArrowColumn> columns = new ArrayList<>();
        List<Integer> firstBuffers = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            int ordinal = names.size() == types.size() ? ordinal(schema, names.get(i)) : i;
            Field field = schema.fields(ordinal);
            columns.add(new ArrowColumn(field.name(), ArrowKind.of(field), types.get(i)));
            int first = 0;
            for (int before = 0; before < ordinal; before++) {
                first += bufferCount(schema.fields(before));
            }
            firstBuffers.add(first);
        }
        return new RecordBatches(channel, footer, columns, firstBuffers);
    }

    private Footer footer(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < 2L * TAIL) {
            throw notArrow();
        }
        ByteBuffer tail = map(channel, size - TAIL, TAIL);
        byte[] magic = new byte[MAGIC.length];
        tail.get(Integer.BYTES, magic);
        int length = tail.getInt(0);
        if (!java.util.Arrays.equals(magic, MAGIC) || length <= 0 || length > size - TAIL) {
            throw notArrow();
        }
        return Footer.getRootAsFooter(map(channel, size - TAIL - length, length));
    }

    private RuntimeException notArrow() {
        return PlanFailures.invalid("%s is neither a Parquet file nor one of Arrow's IPC file format", file);
    }

    private static ByteBuffer map(FileChannel channel, long position, long length) throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, position, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int ordinal(Schema schema, String name) {
        List<String> known = new ArrayList<>();
        for (int i = 0; i < schema.fieldsLength(); i++) {
            if (name.equals(schema.fields(i).name())) {
                return i;
            }
            known.add(schema.fields(i).name());
        }
        throw PlanFailures.invalid("%s has no column %s; it has %s", file, name, known);
    }

    /** Returns the number of buffers in a record batch for a field and its children. */
    private int bufferCount(Field field) {
        if (field.dictionary() != null) {
            return 2;
        }
        int own =
                switch (field.typeType()) {
                    case org.apache.arrow.flatbuf.Type.Null -> 0;
                    case org.apache.arrow.flatbuf.Type.Struct_, org.apache.arrow.flatbuf.Type.FixedSizeList -> 1;
                    case org.apache.arrow.flatbuf.Type.Utf8,
                            org.apache.arrow.flatbuf.Type.Binary,
                            org.apache.arrow.flatbuf.Type.LargeUtf8,
                            org.apache.arrow.flatbuf.Type.LargeBinary -> 3;
                    case org.apache.arrow.flatbuf.Type.Union,
                            org.apache.arrow.flatbuf.Type.Utf8View,
                            org.apache.arrow.flatbuf.Type.BinaryView,
                            org.apache.arrow.flatbuf.Type.ListView,
                            org.apache.arrow.flatbuf.Type.LargeListView,
                            org.apache.arrow.flatbuf.Type.RunEndEncoded ->
                        throw PlanFailures.unsupported("column %s of %s: its layout is not read", field.name(), file);
                    default -> 2;
                };
        int all = own;
        for (int i = 0; i < field.childrenLength(); i++) {
            all += bufferCount(field.children(i));
        }
        return all;
    }

    /** Reads the record batches of a file. */
    private static final class RecordBatches implements BatchSource, AutoCloseable {
        private final FileChannel channel;
        private final Footer footer;
        private final List<ArrowColumn> columns;
        private final List<Integer> firstBuffers;
        private BatchSource current = () -> null;
        private int next;

        RecordBatches(FileChannel channel, Footer footer, List<ArrowColumn> columns, List<Integer> firstBuffers) {
            this.channel = channel;
            this.footer = footer;
            this.columns = columns;
            this.firstBuffers = firstBuffers;
        }

        @Override
        public @Nullable Batch next() {
            try {
                for (Batch batch = current.next(); ; batch = current.next()) {
                    if (batch != null) {
                        return batch;
                    }
                    if (next >= footer.recordBatchesLength()) {
                        return null;
                    }
                    current = load(footer.recordBatches(next++));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private BatchSource load(Block block) throws IOException {
            ByteBuffer head = map(channel, block.offset(), block.metaDataLength());
            boolean hasMark = head.getInt(0) == CONTINUATION;
            head.position(hasMark ? 2 * Integer.BYTES : Integer.BYTES);
            Message message = Message.getRootAsMessage(head);
            RecordBatch rows = (RecordBatch) message.header(new RecordBatch());
            if (message.headerType() != MessageHeader.RecordBatch || rows == null) {
                throw PlanFailures.invalid("a block of an Arrow file is no record batch");
            }
            if (rows.compression() != null) {
                throw PlanFailures.unsupported("an Arrow file with compression");
            }
            long body = block.offset() + block.metaDataLength();
            List<List<ByteBuffer>> buffers = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                buffers.add(
                        buffers(rows, body, firstBuffers.get(i), columns.get(i).bufferCount()));
            }
            return new ArrowTable.Rows(columns, buffers, Math.toIntExact(rows.length()));
        }

        private List<ByteBuffer> buffers(RecordBatch rows, long body, int first, int count) throws IOException {
            List<ByteBuffer> buffers = new ArrayList<>();
            for (int i = first; i < first + count; i++) {
                Buffer buffer = rows.buffers(i);
                buffers.add(
                        buffer.length() == 0
                                ? ByteBuffer.allocate(0)
                                : map(channel, body + buffer.offset(), buffer.length()));
            }
            return buffers;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
