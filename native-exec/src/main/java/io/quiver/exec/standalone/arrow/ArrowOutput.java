/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.arrow;

import io.quiver.exec.vector.Batch;
import io.substrait.proto.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowFileWriter;

/** Writes batches in Arrow's IPC file format, one record batch each. */
public final class ArrowOutput implements AutoCloseable {
    private final ArrowResult result;
    private final ArrowFileWriter writer;

    public ArrowOutput(List<String> names, List<Type> types, WritableByteChannel channel, BufferAllocator allocator)
            throws IOException {
        result = new ArrowResult(names, types, allocator);
        writer = new ArrowFileWriter(result.finish(), null, channel);
        writer.start();
    }

    public void add(Batch batch) {
        result.restart();
        result.add(batch);
        result.finish();
        try {
            writer.writeBatch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.end();
        writer.close();
        result.close();
    }
}
