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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trims spaces, or any of a constant's ASCII characters, off the ends of texts. Results are views of the argument's bytes.
 * Source: Spark 4.1.3 {@code StringTrim}, {@code UTF8String.trim}.
 */
final class Trims {
    static final ScalarFunction TRIM = trim("trim", "StringTrim", true, true);
    static final ScalarFunction LTRIM = trim("ltrim", "StringTrimLeft", true, false);
    static final ScalarFunction RTRIM = trim("rtrim", "StringTrimRight", false, true);

    private Trims() {}

    private static ScalarFunction trim(String name, String sparkClass, boolean left, boolean right) {
        return FunctionDefinition.named(name).spark(sparkClass).kernel(signature -> kernel(signature, left, right));
    }

    private static Optional<Kernel> kernel(Signature signature, boolean left, boolean right) {
        if (signature.takes(Kind.STRING)) {
            boolean[] spaces = new boolean[128];
            spaces[' '] = true;
            return Optional.of(NullIntolerantKernel.unary(
                    signature.result(), (text, rowCount, demanded) -> trim(text, rowCount, spaces, left, right)));
        }
        return !signature.takes(Kind.STRING, Kind.STRING)
                        || signature.constant(1).isEmpty()
                ? Optional.empty()
                : Optional.of(NullIntolerantKernel.binaryOverConstants(
                        signature.result(),
                        (text, characters, rowCount, demanded) -> trim(
                                (BytesColumn) text.flat(),
                                (BytesColumn) valueOf(characters),
                                rowCount,
                                demanded,
                                left,
                                right)));
    }

    private static Column valueOf(Column constant) {
        return constant instanceof ConstantColumn one ? one.value() : constant;
    }

    private static Column trim(
            BytesColumn text,
            BytesColumn characters,
            int rowCount,
            long @Nullable [] demanded,
            boolean left,
            boolean right) {
        boolean[] trimmed = new boolean[128];
        for (byte character : characters.bytes(0)) {
            if (character < 0) {
                throw Declined.batch();
            }
            trimmed[character] = true;
        }
        // in malformed text Spark finds other code points
        for (int i = 0; i < rowCount; i++) {
            int start = text.starts()[i];
            if (!CodePoints.isValid(text.data(), start, start + text.lengths()[i]) && Bitmap.isSet(demanded, i)) {
                throw Declined.batch();
            }
        }
        return trim(text, rowCount, trimmed, left, right);
    }

    private static Column trim(Column argument, int rowCount, boolean[] trimmed, boolean left, boolean right) {
        BytesColumn text = (BytesColumn) argument;
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        int[] outStarts = new int[rowCount];
        int[] outLengths = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            int start = starts[i];
            int end = start + lengths[i];
            while (left && start < end && data[start] >= 0 && trimmed[data[start]]) {
                start++;
            }
            while (right && end > start && data[end - 1] >= 0 && trimmed[data[end - 1]]) {
                end--;
            }
            outStarts[i] = start;
            outLengths[i] = end - start;
        }
        return new BytesColumn(ColumnType.STRING, rowCount, data, outStarts, outLengths, null);
    }
}
