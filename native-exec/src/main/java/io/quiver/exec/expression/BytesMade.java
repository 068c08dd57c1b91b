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

/** Counts the bytes of text and such that an operator's expressions make, those that no result shows too. One thread. */
public final class BytesMade {
    private boolean isUsed;
    private long bytes;

    /** Counts what {@code maker} makes from now on. */
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

    /** What was made since this was asked last. */
    public long take() {
        long taken = bytes;
        bytes = 0;
        return taken;
    }
}
