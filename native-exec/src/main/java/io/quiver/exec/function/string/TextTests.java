/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.text.BytesSearch;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.ConstantColumn;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tests whether a text or binary starts with, ends with or contains another one, by bytes. Source: Spark 4.1.3
 * {@code StartsWith}, {@code EndsWith}, {@code Contains}, {@code UTF8String.matchAt}.
 */
final class TextTests {
    static final ScalarFunction STARTS_WITH = test("starts_with", "StartsWith", TextTests::startsWith);
    static final ScalarFunction ENDS_WITH = test("ends_with", "EndsWith", TextTests::endsWith);
    static final ScalarFunction CONTAINS = test("contains", "Contains", TextTests::contains);

    /** Sets the bits of the rows of {@code text} that match the same row of {@code pattern}, or its only row. */
    @FunctionalInterface
    private interface Test {
        void apply(BytesColumn text, BytesColumn pattern, boolean constant, int rowCount, long[] out);
    }

    private TextTests() {}

    private static ScalarFunction test(String name, String sparkClass, Test test) {
        return FunctionDefinition.named(name).spark(sparkClass).total().kernel(signature -> kernel(signature, test));
    }

    private static Optional<Kernel> kernel(Signature signature, Test test) {
        if (!signature.takes(Kind.STRING, Kind.STRING) && !signature.takes(Kind.BINARY, Kind.BINARY)) {
            return Optional.empty();
        }
        return Optional.of(
                NullIntolerantKernel.binaryOverConstants(signature.result(), (text, pattern, rowCount, demanded) -> {
                    long[] out = new long[(rowCount + 63) >>> 6];
                    boolean constant = pattern instanceof ConstantColumn;
                    Column patterns = pattern instanceof ConstantColumn one ? one.value() : pattern;
                    test.apply((BytesColumn) text.flat(), (BytesColumn) patterns, constant, rowCount, out);
                    return new BooleanColumn(rowCount, out, null);
                }));
    }

    private static void startsWith(BytesColumn text, BytesColumn pattern, boolean constant, int rowCount, long[] out) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        if (constant) {
            byte[] prefix = pattern.bytes(0);
            for (int i = 0; i < rowCount; i++) {
                long is = lengths[i] >= prefix.length && BytesSearch.isAt(data, starts[i], prefix) ? 1L : 0L;
                out[i >> 6] |= is << i;
            }
            return;
        }
        for (int i = 0; i < rowCount; i++) {
            int length = pattern.lengths()[i];
            long is = lengths[i] >= length && isAt(data, starts[i], pattern, i, length) ? 1L : 0L;
            out[i >> 6] |= is << i;
        }
    }

    private static void endsWith(BytesColumn text, BytesColumn pattern, boolean constant, int rowCount, long[] out) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        if (constant) {
            byte[] suffix = pattern.bytes(0);
            for (int i = 0; i < rowCount; i++) {
                int before = lengths[i] - suffix.length;
                long is = before >= 0 && BytesSearch.isAt(data, starts[i] + before, suffix) ? 1L : 0L;
                out[i >> 6] |= is << i;
            }
            return;
        }
        for (int i = 0; i < rowCount; i++) {
            int length = pattern.lengths()[i];
            int before = lengths[i] - length;
            long is = before >= 0 && isAt(data, starts[i] + before, pattern, i, length) ? 1L : 0L;
            out[i >> 6] |= is << i;
        }
    }

    private static boolean isAt(byte[] data, int position, BytesColumn pattern, int row, int length) {
        int start = pattern.starts()[row];
        return Arrays.equals(data, position, position + length, pattern.data(), start, start + length);
    }

    private static void contains(BytesColumn text, BytesColumn pattern, boolean constant, int rowCount, long[] out) {
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        byte[] patternData = pattern.data();
        for (int i = 0; i < rowCount; i++) {
            int row = constant ? 0 : i;
            int found = BytesSearch.find(
                    data,
                    starts[i],
                    starts[i] + lengths[i],
                    patternData,
                    pattern.starts()[row],
                    pattern.lengths()[row]);
            out[i >> 6] |= (long) (~found >>> 31) << i;
        }
    }
}
