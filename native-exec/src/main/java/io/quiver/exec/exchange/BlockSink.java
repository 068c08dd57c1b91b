/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.exchange;

/** Receives the blocks of an exchange. */
@FunctionalInterface
public interface BlockSink {
    /**
     * Takes the block of {@code rowCount} rows for {@code partition}: the first {@code length} bytes of {@code block},
     * which is valid only during the call.
     */
    void accept(int partition, byte[] block, int length, int rowCount);
}
