/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import java.util.HashMap;
import java.util.Map;

/**
 * Shares the heap among the row groups of all files open in this JVM. If they ask for more than there is, each gets less.
 * Source: MemoryManager of parquet-mr 1.16, which knows only its own writers.
 */
final class OpenSinks {
    private static final OpenSinks ALL = new OpenSinks(Runtime.getRuntime().maxMemory());

    private final long heapBytes;
    private final Map<ParquetSink, Long> asked = new HashMap<>();
    private long askedBytes;

    OpenSinks(long heapBytes) {
        this.heapBytes = heapBytes;
    }

    static OpenSinks all() {
        return ALL;
    }

    synchronized void open(ParquetSink sink, long rowGroupBytes) {
        asked.put(sink, rowGroupBytes);
        askedBytes += rowGroupBytes;
    }

    synchronized void close(ParquetSink sink) {
        Long bytes = asked.remove(sink);
        askedBytes -= bytes == null ? 0 : bytes;
    }

    /** Returns the bytes available to a row group that asks for {@code rowGroupBytes}. */
    synchronized long share(long rowGroupBytes, float poolRatio) {
        double pool = (double) heapBytes * poolRatio;
        return askedBytes <= pool ? rowGroupBytes : (long) (rowGroupBytes * (pool / askedBytes));
    }
}
