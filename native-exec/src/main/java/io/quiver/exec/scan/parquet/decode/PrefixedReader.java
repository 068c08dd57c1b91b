/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

/**
 * Reads DELTA_BYTE_ARRAY, a whole page at once. It completes values that share a prefix with the one before and stores them
 * one behind the other.
 */
final class PrefixedReader {
    private final DeltaReader prefixes = new DeltaReader();
    private final DeltaReader suffixes = new DeltaReader();
    private int from;

    /** Reads the lengths in {@code bytes[position..end)} and returns the total bytes of the values. */
    int start(byte[] bytes, int position, int end, int maxCount) {
        int behindPrefixes = prefixes.read(bytes, position, end, maxCount);
        from = suffixes.read(bytes, behindPrefixes, end, maxCount);
        int count = prefixes.count();
        if (suffixes.count() != count) {
            throw new CorruptPageException("%d prefixes, %d suffixes".formatted(count, suffixes.count()));
        }
        long[] prefixLengths = prefixes.values();
        long[] suffixLengths = suffixes.values();
        long total = 0;
        long previous = 0;
        long suffixBytes = 0;
        for (int i = 0; i < count; i++) {
            int prefix = (int) prefixLengths[i];
            int suffix = (int) suffixLengths[i];
            if (prefix < 0 || prefix > previous || suffix < 0) {
                throw new CorruptPageException("prefix of %d, suffix of %d".formatted(prefix, suffix));
            }
            prefixLengths[i] = prefix;
            suffixLengths[i] = suffix;
            previous = (long) prefix + suffix;
            total += previous;
            suffixBytes += suffix;
        }
        CorruptPageException.checkBytes(suffixBytes, from, end);
        return Math.toIntExact(total);
    }

    /** Writes the complete values from {@code bytes[to]} on, in the array that also holds the page. */
    void expand(byte[] bytes, int to) {
        int count = prefixes.count();
        long[] prefixLengths = prefixes.values();
        long[] suffixLengths = suffixes.values();
        int last = to;
        int suffixStart = from;
        for (int i = 0; i < count; i++) {
            int prefix = (int) prefixLengths[i];
            int suffix = (int) suffixLengths[i];
            System.arraycopy(bytes, last, bytes, to, prefix);
            System.arraycopy(bytes, suffixStart, bytes, to + prefix, suffix);
            last = to;
            suffixStart += suffix;
            to += prefix + suffix;
        }
    }

    int count() {
        return prefixes.count();
    }

    int length(int value) {
        return (int) (prefixes.values()[value] + suffixes.values()[value]);
    }

    /** Fails unless every value has {@code length} bytes. */
    void checkLength(int length) {
        for (int i = 0; i < count(); i++) {
            if (length(i) != length) {
                throw new CorruptPageException("%d bytes instead of %d".formatted(length(i), length));
            }
        }
    }
}
