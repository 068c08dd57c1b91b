/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.NestedColumn;

/** Counts the bytes of text, binary and opaque values that an operator's expressions make, in results or not. One thread. */
public final class BytesMade {
    private boolean isUsed;
    private long bytes;

    /** Wraps {@code maker} so that the bytes it makes are counted. */
    Evaluator by(Evaluator maker) {
        isUsed = true;
        return (batch, active) -> {
            Column made = maker.evaluate(batch, active);
            bytes += bytesOf(made);
            return made;
        };
    }

    private static long bytesOf(Column made) {
        Column values = made instanceof DictionaryColumn dictionary ? dictionary.dictionary() : made;
        return values instanceof BytesColumn || values instanceof NestedColumn ? ByteBound.about(values) : 0;
    }

    /** Whether there are expressions that make bytes. */
    public boolean isUsed() {
        return isUsed;
    }

    /** The bytes made since the last call. */
    public long take() {
        long taken = bytes;
        bytes = 0;
        return taken;
    }
}
