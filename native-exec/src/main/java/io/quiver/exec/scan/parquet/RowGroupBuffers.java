/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.scan.parquet.decode.CorruptPageException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Lends the arrays that a row group is read into. They come from earlier row groups of any scan of this JVM. Without reuse,
 * some megabytes for each column chunk would be zeroed and collected for each row group.
 *
 * <p>An array is lent again only when nobody can write to it any more, that is, when the thread that asked for it has read
 * its row group to the end. File systems that ask from their own threads get arrays that are not lent again.
 */
final class RowGroupBuffers implements ByteBufferAllocator {
    /** Reusing smaller arrays does not pay. */
    static final int LEAST_BYTES = 64 << 10;

    /** Extra bytes that file systems read: whole checksummed blocks, their checksums, and gaps between two ranges. */
    private static final long SPARE_BYTES = 1 << 20;

    private final ArrayPool pool;
    private final long mostBytes;
    private final List<byte[]> lent = new ArrayList<>();
    private final AtomicLong allocatedBytes = new AtomicLong();
    private @Nullable Thread reader;

    /** @param fileBytes the length of the file; a row group much larger than the file has a damaged footer */
    RowGroupBuffers(ArrayPool pool, long fileBytes) {
        this.pool = pool;
        mostBytes = 2 * fileBytes + SPARE_BYTES;
    }

    /** Starts the next row group, read by the calling thread. The last one must be done. */
    void startRowGroup() {
        giveBack();
        allocatedBytes.set(0);
        reader = Thread.currentThread();
    }

    /**
     * Marks the row group as read to its end. Only then is nobody else known to use its arrays; otherwise they become
     * garbage.
     */
    void endRead() {
        reader = null;
    }

    /** Makes the row group's arrays available to others. The caller must keep nothing that it read. */
    void giveBack() {
        if (reader == null) {
            lent.forEach(pool::put);
        }
        lent.clear();
    }

    @Override
    public ByteBuffer allocate(int size) {
        if (reader != null && allocatedBytes.addAndGet(size) > mostBytes) {
            throw new CorruptPageException("a row group of more than %d bytes".formatted(mostBytes));
        }
        if (size < LEAST_BYTES || Thread.currentThread() != reader) {
            return ByteBuffer.allocate(size);
        }
        byte[] array = pool.take(size);
        lent.add(array);
        return ByteBuffer.wrap(array, 0, size).slice();
    }

    /** Does nothing, because {@link #giveBack} decides when an array is free. */
    @Override
    public void release(ByteBuffer buffer) {}

    @Override
    public boolean isDirect() {
        return false;
    }
}
