/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

/**
 * Thrown for a page that contradicts its header or has an encoding that is not read here. The host's own reader takes over.
 */
public final class CorruptPageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptPageException(String message) {
        super(message);
    }

    /** Fails unless {@code needed} bytes are available between {@code position} and {@code end}. */
    static void checkBytes(long needed, int position, int end) {
        if (needed < 0 || needed > end - position) {
            throw new CorruptPageException(
                    "page ends too early: %d bytes needed, %d left".formatted(needed, end - position));
        }
    }
}
