/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.scan.text.TextChunk;
import io.quiver.exec.scan.text.TextChunks;
import io.quiver.spark.scan.text.TextSplits;
import java.io.IOException;
import java.io.Serializable;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Reads the lines of a split; each chunk reuses the array of the one before. */
final class ReadChunks extends AbstractFunction1<PartitionedFile, Iterator<TextChunk>> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<SerializableConfiguration> conf;
    private final @Nullable Byte separator;

    ReadChunks(Broadcast<SerializableConfiguration> conf, Optional<Byte> separator) {
        this.conf = conf;
        this.separator = separator.orElse(null);
    }

    @Override
    public Iterator<TextChunk> apply(PartitionedFile file) {
        try {
            TextChunks chunks = TextSplits.open(file, conf.value().value(), Optional.ofNullable(separator), true);
            TaskContext task = TaskContext.get();
            if (task != null) {
                task.addTaskCompletionListener((TaskCompletionListener) ended -> close(chunks));
            }
            return new Chunks(chunks);
        } catch (IOException e) {
            throw RowFailure.raise(e);
        }
    }

    private static void close(TextChunks chunks) {
        try {
            chunks.close();
        } catch (IOException e) {
            throw RowFailure.raise(e);
        }
    }

    private static final class Chunks extends AbstractIterator<TextChunk> {
        private final TextChunks chunks;
        private @Nullable TextChunk next;
        private boolean atEnd;

        Chunks(TextChunks chunks) {
            this.chunks = chunks;
        }

        @Override
        public boolean hasNext() {
            if (next == null && !atEnd) {
                try {
                    next = chunks.next();
                } catch (IOException e) {
                    throw RowFailure.raise(e);
                }
                atEnd = next == null;
                if (atEnd) {
                    close(chunks);
                }
            }
            return next != null;
        }

        @Override
        public TextChunk next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException("no more lines");
            }
            TextChunk taken = next;
            next = null;
            return taken;
        }
    }
}
