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
import io.quiver.exec.kernel.text.BytesOutput;
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pads, repeats and reverses texts. Source: Spark 4.1.3 {@code StringLPad}, {@code StringRPad}, {@code StringRepeat},
 * {@code Reverse} and {@code UTF8String}.
 */
final class Paddings {
    static final ScalarFunction LPAD =
            FunctionDefinition.named("lpad").spark("StringLPad").kernel(signature -> pad(signature, true));
    static final ScalarFunction RPAD =
            FunctionDefinition.named("rpad").spark("StringRPad").kernel(signature -> pad(signature, false));
    static final ScalarFunction REPEAT =
            FunctionDefinition.named("repeat").spark("StringRepeat").kernel(Paddings::repeat);
    static final ScalarFunction REVERSE =
            FunctionDefinition.named("reverse").spark("Reverse").kernel(Paddings::reverse);

    private Paddings() {}

    private static Optional<Kernel> pad(Signature signature, boolean left) {
        if (!signature.takes(Kind.STRING, Kind.INT, Kind.STRING)) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.nary(signature.result(), (arguments, rowCount, demanded) -> {
            BytesColumn text = (BytesColumn) arguments[0];
            int[] widths = ((IntColumn) arguments[1]).values();
            BytesColumn padding = (BytesColumn) arguments[2];
            BytesOutput out = new BytesOutput(rowCount, 0);
            for (int i = 0; i < rowCount; i++) {
                if (Bitmap.isSet(demanded, i)) {
                    padRow(text, widths[i], padding, i, left, out);
                    out.endRow(i);
                }
            }
            return out.column(signature.result(), null);
        }));
    }

    private static void padRow(
            BytesColumn text, int width, BytesColumn padding, int row, boolean left, BytesOutput out) {
        byte[] data = text.data();
        int start = text.starts()[row];
        int end = start + text.lengths()[row];
        // in int, as Spark: far below zero it wraps
        int missing = width - CodePoints.count(data, start, end);
        if (missing <= 0 || padding.lengths()[row] == 0) {
            int until = width <= 0 ? start : CodePoints.skip(data, start, end, width);
            if (until > end) {
                throw Declined.batch();
            }
            out.append(data, start, until - start);
            return;
        }
        if (!left) {
            out.append(data, start, end - start);
        }
        appendPadding(padding, row, missing, out);
        if (left) {
            out.append(data, start, end - start);
        }
    }

    private static void appendPadding(BytesColumn padding, int row, int characters, BytesOutput out) {
        byte[] data = padding.data();
        int start = padding.starts()[row];
        int end = start + padding.lengths()[row];
        int perPadding = CodePoints.count(data, start, end);
        int whole = characters / perPadding;
        out.appendRepeated(data, start, end - start, whole);
        int until = CodePoints.skip(data, start, end, characters - whole * perPadding);
        out.append(data, start, until - start);
    }

    private static Optional<Kernel> repeat(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.INT)) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.binary(signature.result(), (text, times, rowCount, demanded) -> {
            BytesColumn texts = (BytesColumn) text;
            int[] counts = ((IntColumn) times).values();
            BytesOutput out = new BytesOutput(rowCount, 0);
            for (int i = 0; i < rowCount; i++) {
                int length = texts.lengths()[i];
                if (!Bitmap.isSet(demanded, i) || counts[i] <= 0 || length == 0) {
                    continue;
                }
                out.appendRepeated(texts.data(), texts.starts()[i], length, counts[i]);
                out.endRow(i);
            }
            return out.column(signature.result(), null);
        }));
    }

    private static Optional<Kernel> reverse(Signature signature) {
        return signature.takes(Kind.STRING)
                ? Optional.of(NullIntolerantKernel.unary(
                        signature.result(),
                        (text, rowCount, demanded) -> reverse((BytesColumn) text, rowCount, demanded)))
                : Optional.empty();
    }

    private static Column reverse(BytesColumn text, int rowCount, long @Nullable [] demanded) {
        byte[] data = text.data();
        BytesOutput out = new BytesOutput(rowCount, 0);
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(demanded, i)) {
                int start = text.starts()[i];
                int length = text.lengths()[i];
                byte[] target = out.room(length);
                int end = out.position() + length;
                reverse(data, start, start + length, target, end);
                out.advanceTo(end);
                out.endRow(i);
            }
        }
        return out.column(text.type(), null);
    }

    private static void reverse(byte[] data, int start, int end, byte[] target, int targetEnd) {
        int position = start;
        int to = targetEnd;
        while (position < end) {
            int width = Math.min(CodePoints.width(data[position]), end - position);
            to -= width;
            for (int i = 0; i < width; i++) {
                target[to + i] = data[position + i];
            }
            position += width;
        }
    }
}
