/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Keeps byte arrays for reuse, at most {@code mostBytes} in total. The collector may take them at any time. An array holds
 * whatever its last user left there. Thread-safe.
 */
final class ArrayPool {
    /** Shared by all scans of this JVM. */
    static final ArrayPool SHARED = new ArrayPool(64L << 20);

    private record Waiting(SoftReference<byte[]> array, int length) {}

    private final long mostBytes;
    /** The last returned array stands first, because it is most likely in the processor's cache. */
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private long bytes;

    ArrayPool(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Returns an array of {@code size} bytes or more, at most twice as many. */
    byte[] take(int size) {
        synchronized (this) {
            for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
                Waiting next = all.next();
                byte[] array = next.array().get();
                boolean fits = next.length() >= size && next.length() / 2 <= size;
                if (array == null || fits) {
                    all.remove();
                    bytes -= next.length();
                }
                if (array != null && fits) {
                    return array;
                }
            }
        }
        return new byte[roundedUp(size)];
    }

    /** Keeps an array that nobody else uses. If the pool is too full, it drops the arrays returned first. */
    synchronized void put(byte[] array) {
        waiting.addFirst(new Waiting(new SoftReference<>(array), array.length));
        bytes += array.length;
        while (bytes > mostBytes) {
            bytes -= waiting.removeLast().length();
        }
    }

    /** Rounds up by at most an eighth, so that an array serves chunks of about its size. */
    private static int roundedUp(int size) {
        int step = Math.max(1, Integer.highestOneBit(size) >>> 3);
        return (int) Math.min(Integer.MAX_VALUE - 8, (size + step - 1L) / step * step);
    }
}
