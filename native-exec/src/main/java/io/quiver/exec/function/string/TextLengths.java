/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.NullIntolerantKernel.UnaryLoop;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes lengths of texts in code points and of binaries in bytes, and the first code point of a text. Source: Spark 4.1.3
 * {@code Length}, {@code OctetLength}, {@code BitLength}, {@code Ascii}.
 */
final class TextLengths {
    static final ScalarFunction LENGTH =
            FunctionDefinition.named("length").spark("Length").total().kernel(TextLengths::length);
    static final ScalarFunction CHAR_LENGTH =
            FunctionDefinition.named("char_length").total().kernel(TextLengths::length);
    static final ScalarFunction OCTET_LENGTH = FunctionDefinition.named("octet_length")
            .spark("OctetLength")
            .total()
            .kernel(signature -> bytes(signature, TextLengths::octets));
    static final ScalarFunction BIT_LENGTH = FunctionDefinition.named("bit_length")
            .spark("BitLength")
            .total()
            .kernel(signature -> bytes(signature, TextLengths::bits));
    static final ScalarFunction ASCII =
            FunctionDefinition.named("ascii").spark("Ascii").kernel(signature -> text(signature, TextLengths::ascii));

    private TextLengths() {}

    private static Optional<Kernel> length(Signature signature) {
        return signature.takes(Kind.BINARY)
                ? bytes(signature, TextLengths::octets)
                : text(signature, TextLengths::codePoints);
    }

    private static Optional<Kernel> text(Signature signature, UnaryLoop loop) {
        return signature.takes(Kind.STRING)
                ? Optional.of(NullIntolerantKernel.unary(signature.result(), loop))
                : Optional.empty();
    }

    private static Optional<Kernel> bytes(Signature signature, UnaryLoop loop) {
        return signature.takes(Kind.STRING) || signature.takes(Kind.BINARY)
                ? Optional.of(NullIntolerantKernel.unary(signature.result(), loop))
                : Optional.empty();
    }

    private static Column codePoints(Column argument, int rowCount, long @Nullable [] demanded) {
        BytesColumn text = (BytesColumn) argument;
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = CodePoints.count(data, starts[i], starts[i] + lengths[i]);
        }
        return new IntColumn(ColumnType.INT, rowCount, out, null);
    }

    private static Column octets(Column argument, int rowCount, long @Nullable [] demanded) {
        return new IntColumn(ColumnType.INT, rowCount, ((BytesColumn) argument).lengths(), null);
    }

    private static Column bits(Column argument, int rowCount, long @Nullable [] demanded) {
        int[] lengths = ((BytesColumn) argument).lengths();
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = lengths[i] * 8;
        }
        return new IntColumn(ColumnType.INT, rowCount, out, null);
    }

    private static Column ascii(Column argument, int rowCount, long @Nullable [] demanded) {
        BytesColumn text = (BytesColumn) argument;
        byte[] data = text.data();
        int[] starts = text.starts();
        int[] lengths = text.lengths();
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (lengths[i] > 0) {
                byte first = data[starts[i]];
                out[i] = first >= 0 || !Bitmap.isSet(demanded, i) ? first : decode(data, starts[i], lengths[i]);
            }
        }
        return new IntColumn(ColumnType.INT, rowCount, out, null);
    }

    private static int decode(byte[] data, int start, int length) {
        int width = CodePoints.width(data[start]);
        if (width > length) {
            throw Declined.batch();
        }
        return new String(data, start, width, StandardCharsets.UTF_8).codePointAt(0);
    }
}
