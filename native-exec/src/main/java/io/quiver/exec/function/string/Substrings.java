/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.IntColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes {@code substring(text, position, length)} by code points, for binaries by bytes. Results are views of the argument's
 * bytes. Positions count from 1, or back from the end where negative; 0 is as 1. Source: Spark 4.1.3
 * {@code UTF8String.substringSQL}, {@code ByteArray.subStringSQL}.
 */
final class Substrings {
    static final ScalarFunction SUBSTRING =
            FunctionDefinition.named("substring").spark("Substring").kernel(Substrings::kernel);

    /** Returned by {@link #slice} where the slice ends in a truncated code point. */
    private static final long TRUNCATED = -1;

    private Substrings() {}

    private static Optional<Kernel> kernel(Signature signature) {
        boolean isText = signature.takes(Kind.STRING, Kind.INT, Kind.INT);
        if (!isText && !signature.takes(Kind.BINARY, Kind.INT, Kind.INT)) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.naryOverConstants(
                signature.result(),
                isText
                        ? (arguments, rowCount, demanded) -> ofText(arguments, rowCount, demanded)
                        : (arguments, rowCount, demanded) -> ofBinary(arguments, rowCount, demanded)));
    }

    private static Column ofText(Column[] arguments, int rowCount, long @Nullable [] demanded) {
        BytesColumn text = (BytesColumn) arguments[0].flat();
        int[] outStarts = new int[rowCount];
        int[] outLengths = new int[rowCount];
        if (arguments[1] instanceof ConstantColumn position && arguments[2] instanceof ConstantColumn length) {
            textSlices(text, constant(position), constant(length), rowCount, demanded, outStarts, outLengths);
        } else {
            textSlices(text, ints(arguments[1]), ints(arguments[2]), rowCount, demanded, outStarts, outLengths);
        }
        return new BytesColumn(ColumnType.STRING, rowCount, text.data(), outStarts, outLengths, null);
    }

    private static int constant(ConstantColumn column) {
        return ints(column.value())[0];
    }

    private static int[] ints(Column column) {
        return ((IntColumn) column.flat()).values();
    }

    private static void textSlices(
            BytesColumn text,
            int position,
            int length,
            int rowCount,
            long @Nullable [] demanded,
            int[] outStarts,
            int[] outLengths) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        for (int i = 0; i < rowCount; i++) {
            long slice = slice(data, starts[i], lengths[i], position, length);
            if (slice == TRUNCATED && Bitmap.isSet(demanded, i)) {
                throw Declined.batch();
            }
            long known = Math.max(slice, 0);
            outStarts[i] = (int) (known >>> 32);
            outLengths[i] = (int) known;
        }
    }

    private static void textSlices(
            BytesColumn text,
            int[] positions,
            int[] counts,
            int rowCount,
            long @Nullable [] demanded,
            int[] outStarts,
            int[] outLengths) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            long slice = slice(data, starts[i], lengths[i], positions[i], counts[i]);
            if (slice == TRUNCATED) {
                throw Declined.batch();
            }
            outStarts[i] = (int) (slice >>> 32);
            outLengths[i] = (int) slice;
        }
    }

    /** Start and length of the slice as the halves of a long; an empty one starts at {@code start}. */
    private static long slice(byte[] data, int start, int length, int position, int count) {
        int end = start + length;
        if (position < 0) {
            boolean ascii = CodePoints.isAscii(data, start, end);
            long from = (long) position + (ascii ? length : CodePoints.count(data, start, end));
            return ascii ? asciiSlice(start, length, from, from + count) : walk(data, start, end, from, from + count);
        }
        long from = position == 0 ? 0 : position - 1L;
        long until = from + count;
        int looked = (int) Math.min(Math.max(until, 0), length);
        return CodePoints.isAscii(data, start, start + looked)
                ? asciiSlice(start, length, from, until)
                : walk(data, start, end, from, until);
    }

    private static long asciiSlice(int start, int length, long from, long until) {
        long first = Math.max(from, 0);
        long last = Math.min(until, length);
        return last <= first ? pack(start, start) : pack((int) (start + first), (int) (start + last));
    }

    private static long walk(byte[] data, int start, int end, long from, long until) {
        if (until <= from || from >= end - start) {
            return pack(start, start);
        }
        int first = CodePoints.skip(data, start, end, (int) Math.max(from, 0));
        if (until >= Integer.MAX_VALUE) {
            return first >= end ? pack(start, start) : pack(first, end);
        }
        int last = CodePoints.skip(data, first, end, (int) Math.max(0, until - Math.max(from, 0)));
        if (last <= first) {
            return pack(start, start);
        }
        return last > end ? TRUNCATED : pack(first, last);
    }

    private static long pack(int start, int end) {
        return (long) start << 32 | (end - start);
    }

    private static Column ofBinary(Column[] arguments, int rowCount, long @Nullable [] demanded) {
        BytesColumn binary = (BytesColumn) arguments[0].flat();
        int[] positions = ints(arguments[1]);
        int[] counts = ints(arguments[2]);
        int[] starts = binary.starts();
        int[] lengths = binary.lengths();
        int[] outStarts = new int[rowCount];
        int[] outLengths = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i) || positions[i] > lengths[i]) {
                continue;
            }
            int length = lengths[i];
            int start = positions[i] > 0 ? positions[i] - 1 : positions[i] < 0 ? length + positions[i] : 0;
            // int arithmetic that may wrap, as Spark's
            int end = length - start < counts[i] ? length : start + counts[i];
            start = Math.max(start, 0);
            if (start < end) {
                if (end > length) {
                    throw Declined.batch();
                }
                outStarts[i] = starts[i] + start;
                outLengths[i] = end - start;
            }
        }
        return new BytesColumn(ColumnType.BINARY, rowCount, binary.data(), outStarts, outLengths, null);
    }
}
