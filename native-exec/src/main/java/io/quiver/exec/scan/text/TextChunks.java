/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the lines of one split of a file, in order. */
public interface TextChunks extends Closeable {
    /** Returns the next lines, or null if there are no more. A chunk is not empty. */
    @Nullable
    TextChunk next() throws IOException;
}
