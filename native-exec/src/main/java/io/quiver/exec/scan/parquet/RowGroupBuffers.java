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
 * What a row group's bytes are read into: arrays that earlier row groups, of any scan of this JVM, are done with. Some
 * megabytes for each column chunk, they would otherwise be zeroed and collected for each row group.
 *
 * <p>An array is lent again only when nobody can write to it any more: its row group was read to its end, by the thread that
 * asked for it. File systems that ask from threads of their own get arrays that are not lent again.
 */
final class RowGroupBuffers implements ByteBufferAllocator {
    /** Smaller arrays cost less than finding one. */
    static final int LEAST_BYTES = 64 << 10;

    /** File systems read more than they are asked for: whole checksummed blocks, their checksums, what lies between two ranges. */
    private static final long SPARE_BYTES = 1 << 20;

    private final ArrayPool pool;
    private final long mostBytes;
    private final List<byte[]> lent = new ArrayList<>();
    private final AtomicLong allocatedBytes = new AtomicLong();
    private @Nullable Thread reader;

    /** @param fileBytes how long the file is: a row group of many more bytes is one whose footer is damaged */
    RowGroupBuffers(ArrayPool pool, long fileBytes) {
        this.pool = pool;
        mostBytes = 2 * fileBytes + SPARE_BYTES;
    }

    /** The next row group is about to be read, by the calling thread; the last one is done with. */
    void startRowGroup() {
        giveBack();
        allocatedBytes.set(0);
        reader = Thread.currentThread();
    }

    /** The row group was read to its end: only now are its arrays known to be nobody else's. Without this call they are garbage. */
    void endRead() {
        reader = null;
    }

    /** Lends the row group's arrays to whoever asks next; the caller keeps nothing that was read. */
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

    /** Does nothing: {@link #giveBack} knows better when an array is free. */
    @Override
    public void release(ByteBuffer buffer) {}

    @Override
    public boolean isDirect() {
        return false;
    }
}
