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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces characters by others or leaves them out, one by one, where all that are named are constant ASCII ones. Texts that
 * are not well-formed are left to Spark's code. Source: Spark 4.1.3 {@code StringTranslate}, {@code UTF8String.translate}.
 */
final class Translations {
    static final ScalarFunction TRANSLATE =
            FunctionDefinition.named("translate").spark("StringTranslate").kernel(Translations::translate);

    private static final int ASCII = 128;
    /** Stands for a character that is left out. */
    private static final byte NOTHING = 0;

    private Translations() {}

    private static Optional<Kernel> translate(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.STRING, Kind.STRING)) {
            return Optional.empty();
        }
        Optional<byte[]> matching = signature.bytes(1).filter(Translations::areAscii);
        Optional<byte[]> replacements = signature.bytes(2).filter(Translations::areAscii);
        if (matching.isEmpty() || replacements.isEmpty()) {
            return Optional.empty();
        }
        byte[] table = table(matching.get(), replacements.get());
        return Optional.of(NullIntolerantKernel.naryOverConstants(
                signature.result(),
                (arguments, rowCount, demanded) ->
                        translate((BytesColumn) arguments[0].flat(), table, rowCount, demanded)));
    }

    private static boolean areAscii(byte[] bytes) {
        return CodePoints.isAscii(bytes, 0, bytes.length);
    }

    /** The replacement of each character. If a character is named twice, the first place counts. */
    private static byte[] table(byte[] matching, byte[] replacements) {
        byte[] table = new byte[ASCII];
        for (int i = 0; i < ASCII; i++) {
            table[i] = (byte) i;
        }
        for (int i = matching.length - 1; i >= 0; i--) {
            table[matching[i]] = i < replacements.length ? replacements[i] : NOTHING;
        }
        return table;
    }

    private static Column translate(BytesColumn text, byte[] table, int rowCount, long @Nullable [] demanded) {
        long[] odd = OddTexts.find(
                text,
                rowCount,
                demanded,
                (data, start, end) -> !CodePoints.isValid(data, start, end) || hasNothing(data, start, end));
        if (odd != null) {
            throw Declined.rows(odd);
        }
        BytesOutput out = new BytesOutput(rowCount, text.totalLength());
        byte[] data = text.data();
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            byte[] room = out.room(text.lengths()[i]);
            int position = out.position();
            int start = text.starts()[i];
            for (int at = start; at < start + text.lengths()[i]; at++) {
                byte made = data[at] < 0 ? data[at] : table[data[at]];
                if (made != NOTHING) {
                    room[position++] = made;
                }
            }
            out.advanceTo(position);
            out.endRow(i);
        }
        return out.column(text.type(), null);
    }

    /** Whether the text has the character that stands for "left out" here, but not in Spark's code. */
    private static boolean hasNothing(byte[] data, int start, int end) {
        for (int i = start; i < end; i++) {
            if (data[i] == NOTHING) {
                return true;
            }
        }
        return false;
    }
}
