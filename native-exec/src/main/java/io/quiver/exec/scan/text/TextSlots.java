/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import org.jspecify.annotations.Nullable;

/** The texts of a column, each of which stands by itself, and which of them are odd. One thread. */
public final class TextSlots extends MarkedRows {
    private static final int CAPACITY = 64;

    @Override
    public int capacity() {
        return CAPACITY;
    }

    /** It is not looked at. */
    @Override
    public boolean isAscii() {
        return false;
    }

    /** The odd rows; null where there are none. */
    public long @Nullable [] odd() {
        return hasOdd() ? oddRows() : null;
    }
}
