/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Marks where partitions and peers begin and which computed values failed. Filled batch by batch, then read. */
public final class PartitionMarks {
    private int rowCount;
    private int[] starts = new int[16];
    private int startCount;
    private boolean continues;
    private long[] peers = new long[Bitmap.wordCount(4096)];
    private final Map<Integer, NavigableMap<Integer, Throwable>> failures = new HashMap<>(0);

    int rowCount() {
        return rowCount;
    }

    int partitionCount() {
        return startCount;
    }

    /** Returns the first row of a partition, or the row count for the number after the last partition. */
    int start(int partition) {
        return partition == startCount ? rowCount : starts[partition];
    }

    boolean continues() {
        return continues;
    }

    long[] peerStarts() {
        return peers;
    }

    @Nullable
    NavigableMap<Integer, Throwable> failures(int slot) {
        return failures.get(slot);
    }

    /** Appends the rows {@code [from, to)} of {@code batch}. */
    void append(PartitionMarks batch, int from, int to) {
        int at = rowCount;
        appendStarts(batch, from, to, at);
        if (at == 0) {
            continues = startCount == 0 || starts[0] > 0;
            if (continues) {
                insertStart(0);
            }
        }
        rowCount = at + to - from;
        appendPeers(batch.peers, from, to, at);
        batch.failures.forEach((slot, bySlot) ->
                bySlot.subMap(from, to).forEach((row, failure) -> fail(slot, at + row - from, failure)));
    }

    private void appendStarts(PartitionMarks batch, int from, int to, int at) {
        int first = Arrays.binarySearch(batch.starts, 0, batch.startCount, from);
        for (int p = first < 0 ? -first - 1 : first; p < batch.startCount && batch.starts[p] < to; p++) {
            addStart(at + batch.starts[p] - from);
        }
    }

    void addStart(int row) {
        if (startCount == starts.length) {
            starts = Arrays.copyOf(starts, 2 * startCount);
        }
        starts[startCount++] = row;
    }

    /** Returns the marks of the rows {@code [from, to)} alone. */
    public PartitionMarks slice(int from, int to) {
        PartitionMarks slice = new PartitionMarks();
        slice.append(this, from, to);
        return slice;
    }

    private void insertStart(int row) {
        addStart(row);
        System.arraycopy(starts, 0, starts, 1, startCount - 1);
        starts[0] = row;
    }

    private void appendPeers(long[] words, int from, int to, int at) {
        int needed = Bitmap.wordCount(rowCount);
        if (peers.length < needed) {
            peers = Arrays.copyOf(peers, Math.max(needed, 2 * peers.length));
        }
        int end = at;
        for (int row = from; row < to; row += 64) {
            int count = Math.min(64, to - row);
            putBits(bits(words, row) & Bitmap.lastWordMask(count), end);
            end += count;
        }
    }

    private static long bits(long[] words, int row) {
        int w = row >> 6;
        long low = words[w] >>> row;
        return (row & 63) == 0 || w + 1 == words.length ? low : low | words[w + 1] << -row;
    }

    /** Puts up to 64 bits at {@code at}. The target bits must be zero. */
    private void putBits(long bits, int at) {
        peers[at >> 6] |= bits << at;
        if ((at & 63) != 0 && bits >>> -at != 0) {
            peers[(at >> 6) + 1] |= bits >>> -at;
        }
    }

    /** Sets the marks of one batch and keeps its failures. */
    void set(int newRowCount, int[] partitionStarts, int partitions, long[] newPeerStarts) {
        rowCount = newRowCount;
        starts = partitionStarts;
        startCount = partitions;
        peers = newPeerStarts;
    }

    void fail(int slot, int row, Throwable failure) {
        failures.computeIfAbsent(slot, key -> new TreeMap<>()).put(row, failure);
    }

    /** Returns the row where the first partition begins, or the row count if none does. */
    int firstStart() {
        return start(0);
    }

    /** Returns the row where the last partition begins, or -1 if none does. */
    int lastStart() {
        return startCount == 0 ? -1 : starts[startCount - 1];
    }

    long sizeBytes() {
        return 4L * starts.length + 8L * peers.length;
    }
}
