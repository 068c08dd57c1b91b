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
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds where another text begins in a text, in code points from 1; 0 where nowhere. Source: Spark 4.1.3 {@code StringInstr},
 * {@code StringLocate}, {@code UTF8String.indexOf}.
 */
final class TextPositions {
    static final ScalarFunction INSTR =
            FunctionDefinition.named("instr").spark("StringInstr").total().kernel(TextPositions::instr);
    static final ScalarFunction LOCATE =
            FunctionDefinition.named("locate").spark("StringLocate").total().kernel(TextPositions::locate);

    private TextPositions() {}

    private static Optional<Kernel> instr(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.STRING)) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.binary(
                signature.result(),
                (text, part, rowCount, demanded) ->
                        positions((BytesColumn) text, (BytesColumn) part, 1, rowCount, demanded)));
    }

    /** Covers constant positions only: a null position gives 0 and not null, and Spark evaluates it first. */
    private static Optional<Kernel> locate(Signature signature) {
        boolean constantStart = signature.takes(Kind.STRING, Kind.STRING, Kind.INT)
                && signature.constant(2).isPresent()
                && signature.constant(2).get().value() != null;
        if (!constantStart) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.naryOverConstants(
                signature.result(),
                (arguments, rowCount, demanded) -> positions(
                        (BytesColumn) arguments[1].flat(),
                        (BytesColumn) arguments[0].flat(),
                        ((IntColumn) arguments[2].prefix(1).flat()).values()[0],
                        rowCount,
                        demanded)));
    }

    private static Column positions(
            BytesColumn text, BytesColumn part, int from, int rowCount, long @Nullable [] demanded) {
        byte[] data = text.data();
        byte[] partData = part.data();
        int[] out = new int[rowCount];
        if (from < 1) {
            return new IntColumn(ColumnType.INT, rowCount, out, null);
        }
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            int start = text.starts()[i];
            int end = start + text.lengths()[i];
            int partStart = part.starts()[i];
            int partLength = part.lengths()[i];
            if (partLength == 0) {
                out[i] = 1;
            } else if (CodePoints.isAscii(data, start, end)) {
                int first = (int) Math.min(end, start + (from - 1L));
                int found = BytesSearch.find(data, first, end, partData, partStart, partLength);
                out[i] = found < 0 ? 0 : found - start + 1;
            } else {
                out[i] = walk(data, start, end, from - 1, partData, partStart, partLength) + 1;
            }
        }
        return new IntColumn(ColumnType.INT, rowCount, out, null);
    }

    private static int walk(byte[] data, int start, int end, int from, byte[] partData, int partStart, int partLength) {
        int position = start;
        int character = 0;
        while (position < end && character < from) {
            position += CodePoints.width(data[position]);
            character++;
        }
        while (position + partLength <= end) {
            if (Arrays.equals(data, position, position + partLength, partData, partStart, partStart + partLength)) {
                return character;
            }
            position += CodePoints.width(data[position]);
            character++;
        }
        return -1;
    }
}
